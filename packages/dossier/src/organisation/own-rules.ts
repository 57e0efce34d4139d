/**
 * Organisations' own rules (eigen regels): public texts, adopted whole as a new version, never changed. Which version
 * counts is decided by the day that is asked about.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type HashedRules, RuleFileError, type RuleSet, rules, withOwnRules } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId, type ReadHouse } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import type { OwnRules, PublishedRules } from './face.ts';
import type { OwnRulesRow } from './tables.ts';

const MOST_BYTES = 200_000;
const MOST_KEPT = 32;

/** The own rules' part of the dossier's face. */
export function ownRules(house: House): OwnRules {
  const kept = new Map<string, HashedRules>();
  return {
    adopt: (organisationId, file, actor) => adopt(house, organisationId, file, actor),
    of: async (organisationId) => (await rowsWhere(house, 'organisation_id', organisationId)).map(published),
    published: async (key) => (await rowsWhere(house, 'rules_key', key)).map(published),
    list: async () => (await allRows(house)).map(published),
    rulesOn: (date, keys) => rulesOn(house, kept, date, keys),
    keysFor: (organisationId, date) => keysFor(house, organisationId, date),
  };
}

async function adopt(house: House, organisationId: string, file: unknown, actor: Actor): Promise<PublishedRules> {
  const content = JSON.stringify(file);
  if (content === undefined || Buffer.byteLength(content) > MOST_BYTES)
    throw new DossierError('own-rules-malformed', `Own rules are at most ${MOST_BYTES} bytes of JSON.`);
  const overlay = checked(rules.ruleSet, file).overlays.at(-1)!;
  const row: OwnRulesRow = {
    id: newId(house),
    organisation_id: organisationId,
    rules_key: overlay.key,
    valid_from: overlay.from ?? rules.ruleSet.from,
    content,
    adopted_at: house.now(),
  };
  const keys = await keysOf(house, organisationId).catch((cause) => {
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId}.`, { cause });
  });
  await house.database.transaction(async (tx) => {
    const other = await tx
      .selectFrom('own_rules')
      .select(['organisation_id', 'rules_key'])
      .where((where) =>
        where.or([
          where.and([where('rules_key', '=', overlay.key), where('organisation_id', '<>', organisationId)]),
          where.and([where('rules_key', '<>', overlay.key), where('organisation_id', '=', organisationId)]),
        ]),
      )
      .executeTakeFirst();
    if (other?.organisation_id === organisationId)
      throw new DossierError('own-rules-key', `The short name of these rules stays '${other.rules_key}'.`);
    if (other !== undefined)
      throw new DossierError('own-rules-key', `Another organisation has rules under '${overlay.key}'. Choose another.`);
    await writeAct(
      house,
      tx,
      {
        organisationId,
        talkId: null,
        keys,
        actor,
        act: 'own-rules.adopted',
        detail: { id: row.id, key: row.rules_key, validFrom: row.valid_from, content, adoptedAt: row.adopted_at },
      },
      { rows: [tx.insertInto('own_rules').values(row)] },
    );
  });
  return published(row);
}

/** Today's rules with those of `keys` that held on `date`, under a hash of their own. */
async function rulesOn(
  house: House,
  kept: Map<string, HashedRules>,
  date: string,
  keys: readonly string[],
): Promise<HashedRules> {
  const wanted = [...new Set(keys)].filter((key) => !rules.ruleSet.overlays.some((overlay) => overlay.key === key));
  if (wanted.length === 0) return rules;
  const rows = await house.database.read
    .selectFrom('own_rules')
    .selectAll()
    .where('rules_key', 'in', wanted.slice(0, 50))
    .execute();
  const newest = wanted.sort().flatMap((key) => {
    const versions = rows.filter(({ rules_key }) => rules_key === key).sort(byNewest);
    return versions.find(({ valid_from }) => valid_from <= date) ?? versions.slice(-1); // not in force yet: known, silent
  });
  if (newest.length === 0) return rules; // the question then names the unknown organisation
  const name = newest.map(({ id }) => id).join();
  let found = kept.get(name);
  if (found === undefined) {
    let ruleSet: RuleSet = rules.ruleSet;
    for (const row of newest) ruleSet = checked(ruleSet, JSON.parse(row.content));
    found = { ruleSet, hash: createHash('sha256').update(canonicalJson(ruleSet)).digest('hex') };
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(name, found);
  }
  return found;
}

async function keysFor(house: House, organisationId: string, date: string): Promise<string[]> {
  const row = (await rowsWhere(house, 'organisation_id', organisationId)).find(({ valid_from }) => valid_from <= date);
  return row === undefined ? [] : [row.rules_key];
}

/** The first version that holds on a day counts: the latest day, and of one day the last that was adopted. */
function byNewest(a: OwnRulesRow, b: OwnRulesRow): number {
  if (a.valid_from !== b.valid_from) return a.valid_from < b.valid_from ? 1 : -1;
  return b.adopted_at - a.adopted_at || (a.id < b.id ? 1 : -1);
}

function checked(ruleSet: RuleSet, file: unknown): RuleSet {
  try {
    return withOwnRules(ruleSet, { name: 'own rules', content: file });
  } catch (cause) {
    if (!(cause instanceof RuleFileError)) throw cause;
    throw new DossierError('own-rules-malformed', cause.message, { cause });
  }
}

async function rowsWhere(house: ReadHouse, column: 'organisation_id' | 'rules_key', value: string) {
  return (await house.database.read.selectFrom('own_rules').selectAll().where(column, '=', value).execute()).sort(
    byNewest,
  );
}

async function allRows(house: ReadHouse): Promise<OwnRulesRow[]> {
  return (await house.database.read.selectFrom('own_rules').selectAll().execute()).sort(byNewest);
}

function published(row: OwnRulesRow): PublishedRules {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    key: row.rules_key,
    validFrom: row.valid_from,
    adoptedAt: row.adopted_at,
    file: JSON.parse(row.content),
  };
}
