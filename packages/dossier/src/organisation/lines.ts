/** The line table: which number, address or trunk belongs to which organisation. */
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import { knownDepartments } from '../staff/departments.ts';
import type { Line } from './face.ts';
import { readable } from './organisations.ts';

/** Whose a call is. */
export interface Assigned {
  readonly organisationId: string;
  /** Null: no department's in particular. */
  readonly departmentId: string | null;
}

/**
 * The organisation a call is for: demo calls go to *demo*, others to the first line that is known, most telling first,
 * and else to *unassigned*.
 */
export async function assign(house: House, lines: readonly string[], demo: boolean): Promise<Assigned> {
  if (demo) return { organisationId: house.builtIn.demo, departmentId: null };
  const nobody = { organisationId: house.builtIn.unassigned, departmentId: null };
  const keys = [...new Set(lines.slice(0, 50).flatMap(keysFor))];
  if (keys.length === 0) return nobody;
  const known = await house.database.read
    .selectFrom('line')
    .select(['line_key', 'organisation_id', 'department_id'])
    .where('line_key', 'in', keys)
    .execute();
  for (const key of keys) {
    const line = known.find((row) => row.line_key === key);
    if (line !== undefined) return { organisationId: line.organisation_id, departmentId: line.department_id };
  }
  return nobody;
}

/** All lines, by key. */
export async function lines(house: House): Promise<Line[]> {
  const rows = await house.database.read
    .selectFrom('line')
    .innerJoin('organisation', 'organisation.id', 'line.organisation_id')
    .select(['line.id as line_id', 'line_key', 'department_id', 'organisation.id', 'name', 'kind', 'sector'])
    .orderBy('line_key')
    .execute();
  return rows.map((row) => ({
    id: row.line_id,
    key: row.line_key,
    organisation: readable(row),
    departmentId: row.department_id,
  }));
}

/** Adds a line. Rejects `line-malformed`, `line-exists`, `organisation-not-found`, `department-not-found`. */
export async function addLine(
  house: House,
  organisationId: string,
  key: string,
  actor: Actor,
  departmentId?: string,
): Promise<Line> {
  const [lineKey] = keysFor(key);
  if (lineKey === undefined)
    throw new DossierError(
      'line-malformed',
      'A line is a number (+31…), an address (name@host) or the name of a trunk, of at most 200 characters.',
    );
  const organisation = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .where('kind', '<>', 'house')
    .executeTakeFirst();
  if (organisation === undefined)
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId}.`);
  const keys = await keysOf(house, organisationId);
  const id = newId(house);
  const createdAt = house.now();
  const department_id = departmentId ?? null;
  await house.database.transaction(async (tx) => {
    if (department_id !== null) await knownDepartments(tx, organisationId, [department_id]);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('line')
      .values({ id, organisation_id: organisationId, line_key: lineKey, created_at: createdAt, department_id })
      .onConflict((conflict) => conflict.column('line_key').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n)
      throw new DossierError('line-exists', 'This line already belongs to an organisation. Remove it there first.');
    const detail = { id, key: lineKey, createdAt, ...(departmentId === undefined ? {} : { department: departmentId }) };
    await writeAct(house, tx, { organisationId, talkId: null, keys, actor, act: 'line.added', detail });
  });
  return { id, key: lineKey, organisation: readable(organisation), departmentId: department_id };
}

/** Removes a line; talks assigned by it stay where they are. Rejects `line-not-found`. */
export async function removeLine(house: House, lineId: string, actor: Actor): Promise<void> {
  const known = await house.database.read.selectFrom('line').selectAll().where('id', '=', lineId).executeTakeFirst();
  if (known === undefined) throw new DossierError('line-not-found', 'This line is not there, or no more.');
  const keys = await keysOf(house, known.organisation_id);
  await house.database.transaction(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('line').where('id', '=', lineId).executeTakeFirst();
    if (numDeletedRows !== 1n) throw new DossierError('line-not-found', 'This line is not there, or no more.');
    await writeAct(house, tx, {
      organisationId: known.organisation_id,
      talkId: null,
      keys,
      actor,
      act: 'line.removed',
      detail: { id: lineId, key: known.line_key },
    });
  });
}

/**
 * The keys under which a number, address or trunk may stand in the table: the number in E.164 where there is one, and
 * the address without scheme and parameters, in lower case.
 */
export function keysFor(line: string): string[] {
  const address = line
    .trim()
    .replace(/^.*<([^>]*)>.*$/, '$1')
    .replace(/^(sips?|tel):/i, '')
    .replace(/[;?].*$/, '')
    .toLowerCase();
  if (address.length === 0 || address.length > 200 || /[\u0000-\u0020\u007f]/.test(address.replaceAll(' ', '')))
    return [];
  const number = numberIn(line);
  const bare = !address.includes('@');
  return number === null ? [address] : bare ? [number] : [number, address];
}
