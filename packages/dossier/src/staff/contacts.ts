/** Whom to ask about privacy, by department: aanspreekpunt, coördinator, officer, FG. */

import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { properName } from '../people/in-house.ts';
import { type ItemKeys, keysOf, sealJson, unsealJson } from '../sealed.ts';
import { knownDepartments } from './departments.ts';
import type { Asking, Contact } from './face.ts';
import { inOrganisation } from './in-organisation.ts';
import type { ContactRow } from './tables.ts';

/** Those who can be asked now: of the whole organisation first, then by department. */
export async function contacts(house: House, organisationId: string): Promise<Contact[]> {
  const keys = await keysOf(house, organisationId);
  const rows = await house.database.read
    .selectFrom('contact')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows
    .map((row) => readContact(keys, row))
    .sort((a, b) => Number(a.departmentId !== null) - Number(b.departmentId !== null));
}

/** Lists somebody; see Staff. */
export async function listContact(
  house: House,
  organisationId: string,
  contact: Omit<Contact, 'id'>,
  asking: Asking,
): Promise<Contact> {
  const proper = { ...contact, name: properName(contact.name), reach: properName(contact.reach) };
  const keys = await keysOf(house, organisationId);
  const id = await inOrganisation(house, organisationId, asking, 'contact.listed', proper, async ({ tx, write }) => {
    if (contact.departmentId !== null) await knownDepartments(tx, organisationId, [contact.departmentId]);
    const { name, reach, duty, departmentId: department } = proper;
    const made = { id: newId(house), department, duty, name, reach, createdAt: house.now() };
    const place = contactPlace({ organisation_id: organisationId, id: made.id });
    const row = tx.insertInto('contact').values({
      id: made.id,
      organisation_id: organisationId,
      department_id: department,
      duty,
      sealed: sealJson(house, keys, place, { name, reach }),
      created_at: made.createdAt,
      ended_at: null,
    });
    await write('contact.listed', made, { rows: [row] });
    return made.id;
  });
  return { id, ...proper };
}

/** Takes somebody off the list. */
export async function endContact(house: House, organisationId: string, id: string, actor: Actor): Promise<void> {
  await inOrganisation(house, organisationId, { actor }, 'contact.ended', id, async ({ tx, write }) => {
    const endedAt = house.now();
    const provided = tx
      .updateTable('contact')
      .set({ ended_at: endedAt })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null);
    if (!(await write('contact.ended', { id, endedAt }, { provided })))
      throw new DossierError('contact-not-found', 'This contact is not there, or no more.');
    return id;
  });
}

/** A contact out of its row. Throws `row-damaged`. */
export function readContact(keys: ItemKeys, row: ContactRow): Contact {
  const { name, reach } = unsealJson<{ name: string; reach: string }>(keys, contactPlace(row), row.sealed);
  return { id: row.id, departmentId: row.department_id, duty: row.duty as Contact['duty'], name, reach };
}

function contactPlace(row: Pick<ContactRow, 'organisation_id' | 'id'>): string {
  return `contact/${row.organisation_id}/${row.id}`;
}
