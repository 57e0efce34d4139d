/** Organisations, each with a ledger and a key of its own. */

import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type BuiltIn, type House, newId } from '../house.ts';
import { NOTHING_BEFORE } from '../ledger/chain.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import { type Organisation, SECTORS, type Sector } from './face.ts';
import type { OrganisationRow } from './tables.ts';

const BUILT_IN: Readonly<Record<BuiltIn, string>> = { house: 'House', unassigned: 'Unassigned', demo: 'Demo' };

/** Makes the organisations that are always there, and says their ids. Safe to repeat, on two nodes at once too. */
export async function openBuiltIn(house: Omit<House, 'builtIn'>): Promise<Record<BuiltIn, string>> {
  const ids = {} as Record<BuiltIn, string>;
  for (const kind of Object.keys(BUILT_IN) as BuiltIn[]) {
    const known = await builtIn(house, kind);
    ids[kind] = known ?? (await makeBuiltIn(house, kind));
  }
  return ids;
}

async function makeBuiltIn(house: Omit<House, 'builtIn'>, kind: BuiltIn): Promise<string> {
  try {
    // No other organisation is needed to make one; `builtIn` is not looked at.
    return (await make(house as House, kind, BUILT_IN[kind], 'system')).id;
  } catch (error) {
    const other = await builtIn(house, kind); // another node was first
    if (other === undefined) throw error;
    return other;
  }
}

async function builtIn(house: Omit<House, 'builtIn'>, kind: BuiltIn): Promise<string | undefined> {
  const row = await house.database.read
    .selectFrom('organisation')
    .select('id')
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.id;
}

/** All but the house itself, by name. */
export async function organisations(house: House): Promise<Organisation[]> {
  const rows = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('kind', '<>', 'house')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(readable);
}

/** Adds an organisation: its key first, then row and ledger in one transaction. Rejects `name-malformed`. */
export async function addOrganisation(house: House, name: string, actor: Actor): Promise<Organisation> {
  const trimmed = name.trim();
  if (trimmed.length === 0 || trimmed.length > 200 || /[\u0000-\u001f\u007f]/.test(trimmed))
    throw new DossierError('name-malformed', 'Give the organisation a name of 1 to 200 characters on one line.');
  return readable(await make(house, 'organisation', trimmed, actor));
}

async function make(house: House, kind: OrganisationRow['kind'], name: string, actor: Actor): Promise<OrganisationRow> {
  const id = newId(house);
  await house.vault.keys.create(id);
  const keys = await keysOf(house, id);
  const row: OrganisationRow = {
    id,
    organisation_id: id,
    kind,
    name,
    created_at: house.now(),
    sector: null,
    nightly: null,
  };
  await house.database.transaction(async (tx) => {
    await tx.insertInto('organisation').values(row).execute();
    await tx.insertInto('ledger_head').values({ organisation_id: id, seq: 0, hash: NOTHING_BEFORE }).execute();
    await writeAct(house, tx, {
      organisationId: id,
      talkId: null,
      keys,
      actor,
      act: 'organisation.added',
      detail: { id, kind, name, createdAt: row.created_at },
    });
  });
  return row;
}

/** Says what an organisation is to the law; see Dossier. */
export async function arrange(
  house: House,
  organisationId: string,
  sector: Sector,
  actor: Actor,
): Promise<Organisation> {
  if (!SECTORS.includes(sector))
    throw new DossierError('sector-unknown', `An organisation is one of ${SECTORS.join(', ')} to the law.`);
  const known = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .where('kind', '<>', 'house')
    .executeTakeFirst();
  if (known === undefined)
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId}.`);
  const keys = await keysOf(house, organisationId);
  const act = { organisationId, talkId: null, keys, actor, act: 'organisation.arranged', detail: { sector } } as const;
  await house.database.transaction((tx) =>
    writeAct(house, tx, act, {
      rows: [tx.updateTable('organisation').set({ sector }).where('id', '=', organisationId)],
    }),
  );
  return readable({ ...known, sector });
}

/** An organisation as its readers see it. */
export function readable(row: Pick<OrganisationRow, 'id' | 'name' | 'kind' | 'sector'>): Organisation {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as Organisation['kind'],
    sector: row.sector as Sector | null,
  };
}
