/** Visits of half an hour, and their download tickets of a minute. Only their hashes are kept, and only in memory. */
import { newToken, tokenHash } from '../people/secrets.ts';

const LIVES_MS = 30 * 60_000;
const TICKET_MS = 60_000;
/** Tickets of one visit that are not used yet; the oldest gives way. */
const TICKETS = 8;

interface Open<W> {
  readonly visit: W & { readonly expiresAt: number };
  readonly tickets: Map<string, { readonly what: string; readonly expiresAt: number }>;
}

/** `W`: who visits, by which link. */
export class Visits<W extends { readonly linkId: string }> {
  readonly #now: () => number;
  readonly #random: (length: number) => Uint8Array;
  readonly #open = new Map<string, Open<W>>();

  constructor(now: () => number, random: (length: number) => Uint8Array) {
    this.#now = now;
    this.#random = random;
  }

  /** Opens a visit; the token is told once. */
  begin(who: W): { token: string; visit: W & { readonly expiresAt: number } } {
    const now = this.#now();
    for (const [hash, { visit }] of this.#open) if (visit.expiresAt <= now) this.#open.delete(hash);
    const token = newToken(this.#random);
    const visit = { ...who, expiresAt: now + LIVES_MS };
    this.#open.set(tokenHash(token), { visit, tickets: new Map() });
    return { token, visit };
  }

  /** The visit of this token while it lives. */
  of(token: string): (W & { readonly expiresAt: number }) | undefined {
    return this.#living(token)?.visit;
  }

  end(token: string): void {
    this.#open.delete(tokenHash(token));
  }

  /** Ends every visit by a link. */
  endAll(linkId: string): void {
    for (const [hash, { visit }] of this.#open) if (visit.linkId === linkId) this.#open.delete(hash);
  }

  /** A ticket for one download. Throws RangeError where the visit is over. */
  ticket(token: string, what: string): string {
    const open = this.#living(token);
    if (open === undefined) throw new RangeError('The visit is over.');
    const [oldest] = open.tickets.keys();
    if (open.tickets.size >= TICKETS && oldest !== undefined) open.tickets.delete(oldest);
    const ticket = newToken(this.#random);
    open.tickets.set(tokenHash(ticket), { what, expiresAt: this.#now() + TICKET_MS });
    return ticket;
  }

  /** Uses a ticket up. */
  use(token: string, ticket: string): string | undefined {
    const tickets = this.#living(token)?.tickets;
    const hash = tokenHash(ticket);
    const found = tickets?.get(hash);
    tickets?.delete(hash);
    return found !== undefined && found.expiresAt > this.#now() ? found.what : undefined;
  }

  #living(token: string): Open<W> | undefined {
    const open = this.#open.get(tokenHash(token));
    return open !== undefined && open.visit.expiresAt > this.#now() ? open : undefined;
  }
}
