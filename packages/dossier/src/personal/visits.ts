/** Visits of half an hour, and their download tickets of a minute: rows that hold hashes only, and outlive a restart. */
import type { House } from '../house.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import { type ItemKeys, keysIfKept, sealJson, unsealJson } from '../sealed.ts';

const LIVES_MS = 30 * 60_000;
const TICKET_MS = 60_000;
/** Tickets of one visit that are not used yet; the oldest gives way. */
const TICKETS = 8;

/** Whose link it is that somebody comes in by. */
export interface VisitPlace {
  readonly organisationId: string;
  readonly keys: ItemKeys;
}

/** `W`: who visits, by which link. Of it only link and talk stand in clear. */
export class Visits<W extends { readonly linkId: string; readonly talkId: string }> {
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** Opens a visit; the token is told once. */
  async begin(
    { organisationId, keys }: VisitPlace,
    who: W,
  ): Promise<{ token: string; visit: W & { readonly expiresAt: number } }> {
    const token = newToken(this.#house.random);
    const id = tokenHash(token);
    const visit = { ...who, expiresAt: this.#house.now() + LIVES_MS };
    const place = { organisation_id: organisationId, talk_id: who.talkId, link_id: who.linkId };
    const sealed = sealJson(this.#house, keys, placeOf(id), visit);
    await this.#write
      .insertInto('visit')
      .values({ id, ...place, expires_at: visit.expiresAt, sealed })
      .execute();
    return { token, visit };
  }

  /** The visit of this token while it lives and its talk can be read. */
  async of(token: string): Promise<(W & { readonly expiresAt: number }) | undefined> {
    const row = await this.#living(token);
    const keys = row && (await keysIfKept(this.#house, row.talk_id));
    return keys && unsealJson<W & { readonly expiresAt: number }>(keys, placeOf(row.id), row.sealed);
  }

  async end(token: string): Promise<void> {
    const id = tokenHash(token);
    await this.#write.deleteFrom('visit_ticket').where('visit_id', '=', id).execute();
    await this.#write.deleteFrom('visit').where('id', '=', id).execute();
  }

  /** Ends every visit by a link. */
  async endAll(linkId: string): Promise<void> {
    const visits = this.#write.selectFrom('visit').select('id').where('link_id', '=', linkId);
    await this.#write.deleteFrom('visit_ticket').where('visit_id', 'in', visits).execute();
    await this.#write.deleteFrom('visit').where('link_id', '=', linkId).execute();
  }

  /** A ticket for one download. Throws RangeError where the visit is over. */
  async ticket(token: string, what: string): Promise<string> {
    const visit = await this.#living(token);
    if (visit === undefined) throw new RangeError('The visit is over.');
    const older = await this.#write
      .selectFrom('visit_ticket')
      .select('id')
      .where('visit_id', '=', visit.id)
      .orderBy('expires_at', 'desc')
      .execute();
    const away = older.slice(TICKETS - 1).map(({ id }) => id);
    if (away.length > 0) await this.#write.deleteFrom('visit_ticket').where('id', 'in', away).execute();
    const ticket = newToken(this.#house.random);
    const { organisation_id, talk_id } = visit;
    const row = { id: tokenHash(ticket), organisation_id, talk_id, visit_id: visit.id, what };
    await this.#write
      .insertInto('visit_ticket')
      .values({ ...row, expires_at: this.#house.now() + TICKET_MS })
      .execute();
    return ticket;
  }

  /** Uses a ticket up: who takes its row away first has it. */
  async use(token: string, ticket: string): Promise<string | undefined> {
    const visit = await this.#living(token);
    const found = await this.#write
      .deleteFrom('visit_ticket')
      .where('id', '=', tokenHash(ticket))
      .where('visit_id', '=', visit?.id ?? '')
      .returning(['what', 'expires_at'])
      .executeTakeFirst();
    return found !== undefined && found.expires_at > this.#house.now() ? found.what : undefined;
  }

  /** Takes away what is over. */
  async sweep(): Promise<void> {
    const now = this.#house.now();
    await this.#write.deleteFrom('visit_ticket').where('expires_at', '<=', now).execute();
    await this.#write.deleteFrom('visit').where('expires_at', '<=', now).execute();
  }

  get #write() {
    return this.#house.database.read;
  }

  async #living(token: string) {
    const row = await this.#write.selectFrom('visit').selectAll().where('id', '=', tokenHash(token)).executeTakeFirst();
    return row !== undefined && row.expires_at > this.#house.now() ? row : undefined;
  }
}

function placeOf(id: string): string {
  return `visit/${id}`;
}
