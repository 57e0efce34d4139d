/**
 * Codes of six digits, one living code per link, in a row of the link: a restart neither loses a code nor forgets how often it
 * was guessed. Kept is only a MAC under a key that is not in the database: a million codes are soon tried against a hash. A
 * code is guessed five times at most; a link sends at most five codes an hour, so whoever has the link alone tries at most 25
 * of a million codes an hour.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { House } from '../house.ts';
import { sameHash } from '../people/secrets.ts';

const LIVES_MS = 10 * 60_000;
const TRIES = 5;
const SENT_MS = 3600_000;
const SENT = 5;
/** Refusals without a living code are told at most this often for each link. */
export const REFUSED_EVERY_MS = 10 * 60_000;
/** The largest multiple of a million in 32 bits: beyond it some codes would come more often. */
const FAIR = 4_294_000_000;
/** What is asked for in place of a link that is not there. */
const NOBODY = 'nobody';

/** What became of a guess: right, wrong, or there was no code to guess. */
export type Guess = 'right' | 'wrong' | 'none';

/** A link, as its row here names it. */
export interface CodeOwner {
  readonly id: string;
  readonly organisationId: string;
  readonly talkId: string;
}

type CodeHouse = Pick<House, 'database' | 'searchKey' | 'now' | 'random'>;

export class Codes {
  readonly #house: CodeHouse;
  readonly #key: Uint8Array;
  /** What a guess is compared with where there is no code. */
  readonly #nobody: Uint8Array;

  constructor(house: CodeHouse) {
    this.#house = house;
    this.#key = new Uint8Array(hkdfSync('sha256', house.searchKey, '', 'woordelijk/dossier/codes/v1', 32));
    this.#nobody = house.random(32);
  }

  /** Makes a code for a link; the one before is over. */
  async make(link: CodeOwner): Promise<{ code: string; expiresAt: number }> {
    const code = this.#digits();
    const expiresAt = this.#house.now() + LIVES_MS;
    const living = { code_mac: this.#mac(link.id, code), code_expires_at: expiresAt, tries: 0 };
    await this.#write
      .insertInto('entrance')
      .values({ ...placeOf(link), ...living, sent: '[]', refused_at: 0 })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(living))
      .execute();
    return { code, expiresAt };
  }

  /** As `make`, where this link may still be sent one this hour. */
  async makeToSend(link: CodeOwner): Promise<{ code: string; expiresAt: number } | undefined> {
    const now = this.#house.now();
    for (;;) {
      const { sent: before } = await this.#row(link);
      const sent = (JSON.parse(before) as number[]).filter((at) => at > now - SENT_MS);
      if (sent.length >= SENT) return undefined;
      const counted = await this.#write
        .updateTable('entrance')
        .set({ sent: JSON.stringify([...sent, now]) })
        .where('id', '=', link.id)
        .where('sent', '=', before) // another that was asked for at the same moment counts too: look again
        .executeTakeFirst();
      if (counted.numUpdatedRows === 1n) return await this.make(link);
    }
  }

  /** Tries a code; a right one is used up. The guess is counted before it is compared. */
  async guess(linkId: string | undefined, code: string): Promise<Guess> {
    const asked = linkId ?? NOBODY;
    const living = await this.#write
      .updateTable('entrance')
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('id', '=', asked)
      .where('code_mac', 'is not', null)
      .where('code_expires_at', '>', this.#house.now())
      .where('tries', '<', TRIES)
      .returning('code_mac')
      .executeTakeFirst();
    const same = sameHash(living?.code_mac ?? this.#nobody, this.#mac(asked, code.slice(0, 20)));
    if (living === undefined) return 'none';
    if (!same) return 'wrong';
    const used = await this.#write
      .updateTable('entrance')
      .set({ code_mac: null })
      .where('id', '=', asked)
      .where('code_mac', '=', living.code_mac)
      .executeTakeFirst();
    return used.numUpdatedRows === 1n ? 'right' : 'none'; // by another at the same moment
  }

  /** Whether a refusal of this link that guessed at no code is to be told now. */
  async mayTell(link: CodeOwner): Promise<boolean> {
    await this.#row(link);
    const now = this.#house.now();
    const told = await this.#write
      .updateTable('entrance')
      .set({ refused_at: now })
      .where('id', '=', link.id)
      .where('refused_at', '<=', now - REFUSED_EVERY_MS)
      .executeTakeFirst();
    return told.numUpdatedRows === 1n;
  }

  /** No code of this link counts any more. */
  async forget(linkId: string): Promise<void> {
    await this.#write.deleteFrom('entrance').where('id', '=', linkId).execute();
  }

  /** Takes away what counts for nothing any more. */
  async sweep(): Promise<void> {
    const now = this.#house.now();
    await this.#write
      .deleteFrom('entrance')
      .where('code_expires_at', '<=', now - SENT_MS) // and so its last sending, and its last refusal, is past
      .where('refused_at', '<=', now - SENT_MS)
      .execute();
    await this.#write
      .updateTable('entrance')
      .set({ code_mac: null })
      .where('code_expires_at', '<=', now)
      .where('code_mac', 'is not', null)
      .execute();
  }

  get #write() {
    return this.#house.database.read;
  }

  /** The link's row, made where there is none. */
  async #row(link: CodeOwner): Promise<{ sent: string }> {
    const nothing = { code_mac: null, code_expires_at: 0, tries: 0, sent: '[]', refused_at: 0 };
    await this.#write
      .insertInto('entrance')
      .values({ ...placeOf(link), ...nothing })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return await this.#write.selectFrom('entrance').select('sent').where('id', '=', link.id).executeTakeFirstOrThrow();
  }

  #digits(): string {
    for (;;) {
      const drawn = Buffer.from(this.#house.random(4)).readUInt32BE();
      if (drawn < FAIR) return String(drawn % 1_000_000).padStart(6, '0');
    }
  }

  #mac(linkId: string, code: string): Uint8Array {
    return new Uint8Array(createHmac('sha256', this.#key).update(`${linkId}/${code}`).digest());
  }
}

function placeOf({ id, organisationId, talkId }: CodeOwner) {
  return { id, organisation_id: organisationId, talk_id: talkId };
}
