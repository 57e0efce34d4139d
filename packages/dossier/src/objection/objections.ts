/**
 * Who said not to want to be recorded (bezwaarregister; AVG 21, L16): looked at before a recording begins, at every door.
 * An objection has a key of its own; what it is found by are HMACs of the number and of the whole name, so that the
 * register can be searched by who stands in it and read by nobody else.
 */
import { createHash, createHmac } from 'node:crypto';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId, type ReadHouse } from '../house.ts';
import { keysIfKept, keysOf, sealJson, unsealJson } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import { folded } from '../search/tokens.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation } from '../staff/in-organisation.ts';
import { readParty } from '../talk/parties.ts';
import type { PartyRow } from '../talk/tables.ts';
import type { ObjectionRow } from './tables.ts';

const MOST_TEXT = 1000;

/** What somebody objects with. By number, by name, or by both. */
export interface NewObjection {
  readonly name: string | null;
  readonly number: string | null;
  /** How and where it was said. */
  readonly note: string;
}

export interface Objection extends NewObjection {
  readonly id: string;
  readonly createdAt: number;
}

/** The register's part of the dossier's face. */
export interface Objections {
  /** Those that count now, newest first. */
  list(organisationId: string): Promise<readonly Objection[]>;
  /** Rejects `words-malformed` without name and number, `organisation-not-found`, `once-reused`. */
  register(organisationId: string, objection: NewObjection, asking: Asking): Promise<Objection>;
  /** Takes an objection back, at the wish of who made it; its key is destroyed with it. Rejects `objection-not-found`. */
  withdraw(organisationId: string, objectionId: string, actor: Actor): Promise<void>;
  /** Objections of these callers, by number or whole name: ids only. */
  against(
    organisationId: string,
    people: readonly { readonly name?: string | undefined; readonly aor?: string | undefined }[],
  ): Promise<readonly string[]>;
}

export function objections(house: House): Objections {
  return {
    list: (organisationId) => list(house, organisationId),
    register: (organisationId, objection, asking) => register(house, organisationId, objection, asking),
    withdraw: (organisationId, objectionId, actor) => withdraw(house, organisationId, objectionId, actor),
    against: (organisationId, people) => against(house, organisationId, people),
  };
}

/** Objections of these callers; see Objections. */
export async function against(
  house: ReadHouse,
  organisationId: string,
  people: readonly { readonly name?: string | undefined; readonly aor?: string | undefined }[],
): Promise<string[]> {
  const living = await livingObjections(house, organisationId);
  if (living.length === 0) return [];
  const looked = new Set(people.flatMap(({ name, aor }) => tokens(house, organisationId, name ?? null, numberIn(aor))));
  return living
    .filter((row) => looked.has(row.number_token ?? '') || looked.has(row.name_token ?? ''))
    .map(({ id }) => id);
}

/** Rows that count now, newest first. */
export async function livingObjections(house: ReadHouse, organisationId: string): Promise<ObjectionRow[]> {
  return await house.database.read
    .selectFrom('objection')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Which parties of a talk objected: the party as the talk calls it, and the row. */
export async function objectsTo(
  house: ReadHouse,
  talk: { readonly id: string; readonly organisation_id: string },
  parties: readonly PartyRow[],
  rows: readonly ObjectionRow[],
): Promise<{ objection: ObjectionRow; party: string }[]> {
  const keys = await keysIfKept(house, talk.id);
  if (keys === undefined || rows.length === 0) return [];
  const found: { objection: ObjectionRow; party: string }[] = [];
  for (const row of parties) {
    const party = readParty(keys, row);
    const looked = tokens(house, talk.organisation_id, party.name, party.number);
    for (const objection of rows)
      if (looked.includes(objection.number_token ?? '') || looked.includes(objection.name_token ?? ''))
        found.push({ objection, party: party.id });
  }
  return found;
}

async function list(house: House, organisationId: string): Promise<Objection[]> {
  const rows = await livingObjections(house, organisationId);
  return await Promise.all(
    rows.map(async (row) => {
      const said = unsealJson<NewObjection>(await keysOf(house, row.id), objectionPlace(row), row.sealed);
      return { id: row.id, createdAt: row.created_at, ...said };
    }),
  );
}

async function register(
  house: House,
  organisationId: string,
  { name, number, note }: NewObjection,
  asking: Asking,
): Promise<Objection> {
  const said = {
    name: name?.trim() || null,
    number: number === null ? null : numberIn(number),
    note: note.trim(),
  };
  if ((said.name === null && said.number === null) || said.note.length > MOST_TEXT || (said.name ?? '').length > 200)
    throw new DossierError('words-malformed', 'Give a name or a number, and at most 1000 characters of explanation.');
  const fresh = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(fresh);
  const keys = await keysOf(house, fresh);
  const id = await inOrganisation(
    house,
    organisationId,
    asking,
    'objection.registered',
    said,
    async ({ tx, write }) => {
      const row: ObjectionRow = {
        id: fresh,
        organisation_id: organisationId,
        number_token: said.number === null ? null : numberToken(house, organisationId, said.number),
        name_token: said.name === null ? null : nameToken(house, organisationId, said.name),
        sealed: sealJson(house, keys, objectionPlace({ organisation_id: organisationId, id: fresh }), said),
        created_at: house.now(),
        ended_at: null,
      };
      const { id, number_token: numberHash, name_token: nameHash, created_at: createdAt } = row;
      const detail = { id, number: numberHash, name: nameHash, sealedSha256: sha256(row.sealed), createdAt };
      await write('objection.registered', detail, { rows: [tx.insertInto('objection').values(row)] });
      return fresh;
    },
  );
  if (id !== fresh) await house.vault.keys.destroy(fresh); // sent again: the first one counts
  const row = (await livingObjections(house, organisationId)).find((one) => one.id === id);
  return { id, createdAt: row?.created_at ?? house.now(), ...said };
}

async function withdraw(house: House, organisationId: string, id: string, actor: Actor): Promise<void> {
  await inOrganisation(house, organisationId, { actor }, 'objection.withdrawn', id, async ({ tx, write }) => {
    const endedAt = house.now();
    const provided = tx
      .updateTable('objection')
      .set({ ended_at: endedAt, number_token: null, name_token: null })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null);
    if (!(await write('objection.withdrawn', { id, endedAt }, { provided })))
      throw new DossierError('objection-not-found', 'This objection is not there, or was withdrawn.');
    return id;
  });
  // A crash before this line leaves a name that nothing points at any more; it is in no list.
  await house.vault.keys.destroy(id);
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function tokens(house: ReadHouse, organisationId: string, name: string | null, number: string | null): string[] {
  return [
    ...(number === null ? [] : [numberToken(house, organisationId, number)]),
    ...(name === null || name.trim() === '' ? [] : [nameToken(house, organisationId, name)]),
  ];
}

function numberToken(house: ReadHouse, organisationId: string, number: string): string {
  return hmac(house, `objection/${organisationId}/number/${number}`);
}

function nameToken(house: ReadHouse, organisationId: string, name: string): string {
  return hmac(
    house,
    `objection/${organisationId}/name/${folded(name)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`,
  );
}

function hmac(house: ReadHouse, text: string): string {
  return createHmac('sha256', house.searchKey).update(text, 'utf8').digest('hex');
}

function objectionPlace(row: Pick<ObjectionRow, 'organisation_id' | 'id'>): string {
  return `objection/${row.organisation_id}/${row.id}`;
}
