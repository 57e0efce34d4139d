/** Parts of an organisation. */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import { properName } from '../people/in-house.ts';
import type { Asking, Department } from './face.ts';
import { inOrganisation } from './in-organisation.ts';

/** By name. */
export async function departments(house: House, organisationId: string): Promise<Department[]> {
  return await house.database.read
    .selectFrom('department')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .execute();
}

/** Adds a department; see Staff. */
export async function addDepartment(
  house: House,
  organisationId: string,
  name: string,
  asking: Asking,
): Promise<Department> {
  const proper = properName(name);
  const id = await inOrganisation(house, organisationId, asking, 'department.added', proper, async (desk) => {
    const made = { id: newId(house), name: proper, createdAt: house.now() };
    const taken = await desk.tx
      .selectFrom('department')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('name', '=', proper)
      .executeTakeFirst();
    if (taken !== undefined)
      throw new DossierError(
        'department-exists',
        'There is a department of this name. Use it, or choose another name.',
      );
    const row = desk.tx
      .insertInto('department')
      .values({ id: made.id, organisation_id: organisationId, name: proper, created_at: made.createdAt });
    await desk.write('department.added', made, { rows: [row] });
    return made.id;
  });
  return { id, name: proper };
}

/** Rejects `department-not-found` unless all are departments of the organisation. */
export async function knownDepartments(
  tx: Pick<Tx, 'selectFrom'>,
  organisationId: string,
  ids: readonly string[],
): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const rows = await tx
    .selectFrom('department')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', wanted)
    .execute();
  if (rows.length !== wanted.length)
    throw new DossierError('department-not-found', 'This organisation has no such department.');
}
