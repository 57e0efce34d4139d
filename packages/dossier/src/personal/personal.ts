/** Personal links: made and revoked by the staff, opened by their holder. Every use is an act of the talk. */
import { setTimeout } from 'node:timers/promises';
import type { LedgerRow, PersonalLinkRow } from '../db/schema.ts';
import { codeOf, DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import { type Written, writeAct } from '../ledger/write.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import { type ItemKeys, keysIfKept, keysOf } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import { talk as readTalk, talkRow } from '../talk/talks.ts';
import { Codes } from './codes.ts';
import type { CodeWay, Personal, PersonalLink, PersonalUse, SendCode, Visit } from './face.ts';
import { Visits } from './visits.ts';

/** Refusals without a living code are told at most this often for each link. */
const REFUSED_EVERY_MS = 10 * 60_000;
/** How long after an answer the work begins that only a known link brings about. */
const AFTER_MS = 20;
const SPREAD_MS = 200;
/** Acts that the holder of a link sees of a talk. */
const USES: ReadonlySet<string> = new Set([
  'talk.read',
  'sound.played',
  'copy.made',
  'copy.handed-out',
  'file.received',
  'file.played',
  'file.copied',
  'talk.made-private',
  'recording.destroyed',
  'personal-link.made',
  'personal-link.revoked',
  'personal-link.code-made',
  'personal-link.opened',
  'personal-link.refused',
]);

/** A link that lives, found by its secret. */
interface LivingLink {
  readonly id: string;
  readonly organisationId: string;
  readonly talkId: string;
  readonly keys: ItemKeys;
}

/** The personal links of a house, with what goes on by itself after an answer. */
export interface RunningPersonal extends Personal {
  /** Waits for what was begun and not waited for. */
  settled(): Promise<void>;
}

export function personal(house: House): RunningPersonal {
  const codes = new Codes(house.now, house.random);
  const visits = new Visits(house.now, house.random);
  const underWay = new Set<Promise<void>>();
  const refusedAt = new Map<string, number>();

  return {
    async links(talkId) {
      const row = await talkRow(house, talkId);
      return await linksOf(house, await keysOf(house, row.id), row.id);
    },

    async make(talkId, { party, codeBy, number }, actor) {
      const talk = await readTalk(house, talkId);
      if (!talk.parties.some(({ id }) => id === party))
        throw new DossierError('participant-not-found', 'Nobody in this talk is known by this id.');
      const to = codeBy === 'sms' ? numberIn(number) : null;
      if (codeBy === 'sms' && (to === null || !/^\+[1-9]\d{6,14}$/.test(to)))
        throw new DossierError('number-malformed', 'Give a telephone number with its country, such as +31 6 …');
      const secret = newToken(house.random);
      const row: PersonalLinkRow = {
        id: newId(house),
        organisation_id: talk.organisation.id,
        talk_id: talkId,
        secret_sha256: tokenHash(secret),
        made_at: house.now(),
        revoked_at: null,
      };
      const keys = await keysOf(house, talkId);
      const detail = {
        id: row.id,
        party,
        codeBy,
        number: to,
        sha256: row.secret_sha256,
        madeAt: row.made_at,
      };
      await tell(talk.organisation.id, talkId, keys, actor, 'personal-link.made', detail, (tx) => ({
        rows: [tx.insertInto('personal_link').values(row)],
      }));
      const link = (await linksOf(house, keys, talkId)).find(({ id }) => id === row.id)!;
      return { link, secret };
    },

    async revoke(talkId, linkId, actor) {
      const row = await talkRow(house, talkId);
      const revokedAt = house.now();
      const done = await tell(
        row.organisation_id,
        talkId,
        await keysOf(house, talkId),
        actor,
        'personal-link.revoked',
        { id: linkId, revokedAt },
        (tx) => ({
          provided: tx
            .updateTable('personal_link')
            .set({ revoked_at: revokedAt })
            .where('id', '=', linkId)
            .where('talk_id', '=', talkId)
            .where('revoked_at', 'is', null),
        }),
      );
      if (!done) throw notFound();
      codes.forget(linkId);
      visits.endAll(linkId);
    },

    async makeCode(talkId, linkId, actor) {
      const row = await talkRow(house, talkId);
      const keys = await keysOf(house, talkId);
      const link = (await linksOf(house, keys, talkId)).find(({ id }) => id === linkId);
      if (link === undefined || link.revokedAt !== null) throw notFound();
      await tell(row.organisation_id, talkId, keys, actor, 'personal-link.code-made', { link: linkId, by: 'desk' });
      return codes.make(linkId);
    },

    async askCode(secret, send) {
      const link = await living(secret);
      if (link !== undefined && send !== undefined) byItself(() => sendCode(link, send));
    },

    async open(secret, code) {
      const link = await living(secret);
      const guess = codes.guess(link?.id, code);
      if (link === undefined) {
        house.log({ level: 'warn', event: 'personal-link.unknown' });
        return undefined;
      }
      if (guess !== 'right') {
        byItself(() => refused(link, guess === 'wrong'));
        return undefined;
      }
      const { party } = (await linksOf(house, link.keys, link.talkId)).find(({ id }) => id === link.id)!;
      await tell(link.organisationId, link.talkId, link.keys, `link:${link.id}`, 'personal-link.opened', {
        link: link.id,
      });
      const { token, visit } = visits.begin({ linkId: link.id, talkId: link.talkId, party });
      return { token, expiresAt: visit.expiresAt, visit };
    },

    async visit(token) {
      const visit = visits.of(token);
      if (visit === undefined) return undefined;
      // Asked anew each time: another server on this database may have revoked it, and a key may be gone.
      const row = await house.database.read
        .selectFrom('personal_link')
        .select('revoked_at')
        .where('id', '=', visit.linkId)
        .executeTakeFirst();
      if (row?.revoked_at === null && (await keysIfKept(house, visit.talkId)) !== undefined) return visit;
      visits.end(token);
      return undefined;
    },

    async close(token) {
      visits.end(token);
    },
    ticket: (token, what) => visits.ticket(token, what),
    useTicket: (token, ticket) => visits.use(token, ticket),
    uses: (visit) => uses(house, visit),
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };

  /** The link of a secret while it lives: not revoked, and its talk still there to be read. */
  async function living(secret: string): Promise<LivingLink | undefined> {
    const row = await house.database.read
      .selectFrom('personal_link')
      .selectAll()
      .where('secret_sha256', '=', tokenHash(secret))
      .executeTakeFirst();
    const keys = await keysIfKept(house, row?.talk_id ?? house.builtIn.house); // the same work for a stranger
    if (row === undefined || row.revoked_at !== null || keys === undefined) return undefined;
    return { id: row.id, organisationId: row.organisation_id, talkId: row.talk_id, keys };
  }

  /** The act comes before the message: a code that was sent is in the ledger. */
  async function sendCode(link: LivingLink, send: SendCode): Promise<void> {
    const made = await madeOf(house, link.keys, link.talkId, link.id);
    if (made?.codeBy !== 'sms' || made.number === null) return;
    const fresh = codes.makeToSend(link.id);
    if (fresh === undefined) return;
    await tell(link.organisationId, link.talkId, link.keys, `link:${link.id}`, 'personal-link.code-made', {
      link: link.id,
      by: 'sms',
    });
    await send(made.number, fresh.code);
  }

  async function refused(link: LivingLink, codeWasThere: boolean): Promise<void> {
    const now = house.now();
    if (!codeWasThere) {
      if ((refusedAt.get(link.id) ?? 0) > now - REFUSED_EVERY_MS) return;
      refusedAt.set(link.id, now);
    }
    const detail = { link: link.id, codeWasThere };
    await tell(link.organisationId, link.talkId, link.keys, 'system', 'personal-link.refused', detail);
  }

  /** Is done a while after the answer, so that no answer says by its time that there is work. What fails is told in the log. */
  function byItself(work: () => Promise<void>): void {
    const all = setTimeout(AFTER_MS + (house.random(1)[0]! / 256) * SPREAD_MS)
      .then(work)
      .catch((error: unknown) => house.log({ level: 'error', event: 'personal-link.failed', code: codeOf(error) }))
      .finally(() => underWay.delete(all));
    underWay.add(all);
  }

  async function tell<C extends ActCode>(
    organisationId: string,
    talkId: string,
    keys: ItemKeys,
    actor: Actor,
    act: C,
    detail: Acts[C],
    written: (tx: Parameters<Parameters<House['database']['transaction']>[0]>[0]) => Written = () => ({}),
  ): Promise<boolean> {
    return await house.database.transaction((tx) =>
      writeAct(house, tx, { organisationId, talkId, keys, actor, act, detail }, written(tx)),
    );
  }
}

function notFound(): DossierError {
  return new DossierError('personal-link-not-found', 'This link is not there, or was revoked. Make a new one.');
}

async function actsOf(house: House, talkId: string): Promise<LedgerRow[]> {
  const { read } = house.database;
  return await read.selectFrom('ledger').selectAll().where('talk_id', '=', talkId).orderBy('seq').execute();
}

async function madeOf(
  house: House,
  keys: ItemKeys,
  talkId: string,
  linkId: string,
): Promise<Acts['personal-link.made'] | undefined> {
  for (const row of await actsOf(house, talkId)) {
    if (row.act !== 'personal-link.made') continue;
    const made = readDetail(keys, row) as Acts['personal-link.made'] | null;
    if (made?.id === linkId) return made;
  }
  return undefined;
}

/** The links of a talk as its acts tell them, newest first. */
async function linksOf(house: House, keys: ItemKeys, talkId: string): Promise<PersonalLink[]> {
  const { parties } = await readTalk(house, talkId);
  const links = new Map<string, { -readonly [K in keyof PersonalLink]: PersonalLink[K] }>();
  for (const row of await actsOf(house, talkId)) {
    if (!row.act.startsWith('personal-link.')) continue;
    const detail: unknown = readDetail(keys, row);
    if (detail === null) continue;
    if (row.act === 'personal-link.made') {
      const { id, party, codeBy, madeAt } = detail as Acts['personal-link.made'];
      const name = parties.find((one) => one.id === party)?.name ?? '';
      const way = codeBy as CodeWay;
      links.set(id, { id, party, name, codeBy: way, madeAt, revokedAt: null, openedAt: null, refused: 0 });
    } else if (row.act === 'personal-link.revoked') {
      const { id, revokedAt } = detail as Acts['personal-link.revoked'];
      links.get(id)!.revokedAt = revokedAt;
    } else {
      const link = links.get((detail as Acts['personal-link.opened']).link)!;
      if (row.act === 'personal-link.opened') link.openedAt = row.at;
      if (row.act === 'personal-link.refused') link.refused++;
    }
  }
  return [...links.values()].reverse();
}

async function uses(house: House, { talkId, linkId }: Visit): Promise<PersonalUse[]> {
  const keys = await keysOf(house, talkId);
  const found: PersonalUse[] = [];
  for (const row of await actsOf(house, talkId)) {
    if (!USES.has(row.act)) continue;
    const detail = readDetail(keys, row) as { purpose?: string; link?: string; id?: string } | null;
    // Whom another's link belongs to, and whether it was tried, is theirs to know.
    if (row.act.startsWith('personal-link.') && (detail?.link ?? detail?.id) !== linkId) continue;
    found.push({ at: row.at, who: whoOf(row.actor, linkId), act: row.act, purpose: detail?.purpose ?? null });
  }
  return found;
}

function whoOf(actor: string, linkId: string): PersonalUse['who'] {
  if (actor === 'system') return 'system';
  if (actor === `link:${linkId}`) return 'you';
  return actor.startsWith('link:') ? 'other' : 'office';
}
