/**
 * Codes of six digits, one living code per link. Kept in memory, as a hash under a key of this run: they live ten minutes,
 * and a restart only means asking again. A code is guessed five times at most; a link sends at most five codes an hour, so
 * whoever has the link alone tries at most 25 of a million codes an hour.
 */
import { createHmac } from 'node:crypto';
import { sameHash } from '../people/secrets.ts';

const LIVES_MS = 10 * 60_000;
const TRIES = 5;
const SENT_MS = 3600_000;
const SENT = 5;
/** The largest multiple of a million in 32 bits: beyond it some codes would come more often. */
const FAIR = 4_294_000_000;

interface Code {
  readonly hash: Uint8Array;
  readonly expiresAt: number;
  tries: number;
}

/** What became of a guess: right, wrong, or there was no code to guess. */
export type Guess = 'right' | 'wrong' | 'none';

export class Codes {
  readonly #now: () => number;
  readonly #random: (length: number) => Uint8Array;
  readonly #key: Uint8Array;
  readonly #codes = new Map<string, Code>();
  readonly #sent = new Map<string, number[]>();
  /** What a guess is compared with where there is no code. */
  readonly #nobody: Code;

  constructor(now: () => number, random: (length: number) => Uint8Array) {
    this.#now = now;
    this.#random = random;
    this.#key = random(32);
    this.#nobody = { hash: random(32), expiresAt: 0, tries: 0 };
  }

  /** Makes a code for a link; the one before is over. */
  make(linkId: string): { code: string; expiresAt: number } {
    this.#sweep();
    const code = this.#digits();
    const expiresAt = this.#now() + LIVES_MS;
    this.#codes.set(linkId, { hash: this.#hash(linkId, code), expiresAt, tries: 0 });
    return { code, expiresAt };
  }

  /** As `make`, where this link may still be sent one this hour. */
  makeToSend(linkId: string): { code: string; expiresAt: number } | undefined {
    const now = this.#now();
    const sent = (this.#sent.get(linkId) ?? []).filter((at) => at > now - SENT_MS);
    if (sent.length >= SENT) return undefined;
    this.#sent.set(linkId, [...sent, now]);
    return this.make(linkId);
  }

  /** Tries a code; a right one is used up. The same work is done whether there is a link and a code or not. */
  guess(linkId: string | undefined, code: string): Guess {
    const known = this.#codes.get(linkId ?? '');
    const living = known !== undefined && known.expiresAt > this.#now() && known.tries < TRIES ? known : undefined;
    const { hash } = living ?? this.#nobody;
    const same = sameHash(hash, this.#hash(linkId ?? 'nobody', code.slice(0, 20)));
    if (linkId === undefined || living === undefined) return 'none';
    living.tries++;
    if (!same) return 'wrong';
    this.#codes.delete(linkId);
    return 'right';
  }

  /** No code of this link counts any more. */
  forget(linkId: string): void {
    this.#codes.delete(linkId);
  }

  #digits(): string {
    for (;;) {
      const drawn = Buffer.from(this.#random(4)).readUInt32BE();
      if (drawn < FAIR) return String(drawn % 1_000_000).padStart(6, '0');
    }
  }

  #hash(linkId: string, code: string): Uint8Array {
    return createHmac('sha256', this.#key).update(`${linkId}/${code}`).digest();
  }

  #sweep(): void {
    const now = this.#now();
    for (const [id, { expiresAt }] of this.#codes) if (expiresAt <= now) this.#codes.delete(id);
    for (const [id, sent] of this.#sent) if ((sent.at(-1) ?? 0) <= now - SENT_MS) this.#sent.delete(id);
  }
}
