/** A talk is planned: who will be at the table, where, whose it is. Whatever follows (request, agreement, recording) hangs on it. */
import { dimensionValues } from '@woordelijk/rules';
import type { Statement, Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { ParticipantDetail, PlanDetail } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import { knownDepartments } from '../staff/departments.ts';
import type { Asking, Part, Plan } from '../staff/face.ts';
import { known } from '../staff/in-organisation.ts';
import { person } from '../staff/posts.ts';
import { insertAttendance } from './attendance.ts';
import type { Talk } from './face.ts';
import { insertParties } from './parties.ts';
import { talk, talkRow } from './talks.ts';

const MOST_PEOPLE = 30;
const MOST_TEXT = 500;
const PARTS: Readonly<Record<Part, ParticipantDetail['side']>> = {
  resident: 'resident',
  representative: 'resident',
  companion: 'resident',
  third: 'resident',
  official: 'office',
};

/** Plans a talk; see Dossier. */
export async function plan(house: House, organisationId: string, wanted: Plan, asking: Asking): Promise<Talk> {
  proper(wanted);
  await known(house, organisationId);
  const talkId = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(talkId);
  const keys = await keysOf(house, talkId);
  const { actor, once } = asking;
  const asked = { organisationId, actor, act: 'talk.planned', key: once, input: wanted };
  const organisationKeys = await keysOf(house, organisationId);
  const id = await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    return await doOnce(house, tx, organisationKeys, asked, async () => {
      await knownDepartments(tx, organisationId, wanted.departmentIds);
      const names = await staffNames(tx, organisationId, wanted);
      const detail = planDetail(house, wanted, names);
      const rows = planRows(house, tx, { organisationId, talkId }, keys, detail);
      await writeAct(house, tx, { organisationId, talkId, keys, actor, act: 'talk.planned', detail }, { rows });
      return talkId;
    });
  });
  return await talk(house, id);
}

/** A planned talk will not be held; see Dossier. */
export async function callOff(house: House, talkId: string, reason: string, { actor }: Asking): Promise<void> {
  const row = await talkRow(house, talkId);
  const keys = await keysOf(house, talkId);
  const detail = { reason: reason.trim().slice(0, MOST_TEXT) };
  const done = await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      { organisationId: row.organisation_id, talkId, keys, actor, act: 'talk.called-off', detail },
      {
        provided: tx
          .updateTable('talk')
          .set({ state: 'called-off' })
          .where('id', '=', talkId)
          .where('state', '=', 'planned'),
      },
    ),
  );
  if (!done) throw new DossierError('talk-not-planned', 'This talk is not planned: it was held or called off already.');
}

/** Somebody at the table as the detail of an act. `position`: how many were there before. */
export function participantDetail(
  house: House,
  { part, name, number, accountId }: Plan['participants'][number],
  position: number,
): ParticipantDetail {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 200 || !(part in PARTS))
    throw new DossierError(
      'plan-malformed',
      'Each participant has a part in the talk and a name of 1 to 200 characters.',
    );
  const dialled = number === undefined ? null : numberIn(number);
  return {
    party: { row: newId(house), id: `p${position + 1}`, name: trimmed, number: dialled, aor: null },
    side: PARTS[part],
    part,
    account: accountId ?? null,
  };
}

function proper({ kind, place, subject, departmentIds, participants, plannedAt }: Plan): void {
  const parts = participants.map(({ part }) => part);
  if (
    !(dimensionValues.soort as readonly string[]).includes(kind) ||
    !(dimensionValues.plaats as readonly string[]).includes(place) ||
    subject.trim().length > MOST_TEXT ||
    departmentIds.length === 0 ||
    departmentIds.length > 20 ||
    participants.length > MOST_PEOPLE ||
    !parts.includes('resident') ||
    !parts.includes('official') ||
    !Number.isSafeInteger(plannedAt)
  )
    throw new DossierError(
      'plan-malformed',
      'A talk has a kind, a place, a time, at least one department, a resident or customer, and an official.',
    );
}

/** Staff take part under their own name. Rejects `person-not-found`. */
async function staffNames(
  tx: Tx,
  organisationId: string,
  { participants }: Plan,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { accountId } of participants)
    if (accountId !== undefined) names.set(accountId, (await person(tx, organisationId, accountId)).name);
  return names;
}

function planDetail(house: House, wanted: Plan, names: ReadonlyMap<string, string>): PlanDetail {
  return {
    plannedAt: wanted.plannedAt,
    createdAt: house.now(),
    kind: wanted.kind,
    place: wanted.place,
    subject: wanted.subject.trim(),
    departments: [...new Set(wanted.departmentIds)],
    participants: wanted.participants.map((one, position) =>
      participantDetail(house, { ...one, name: names.get(one.accountId ?? '') ?? one.name }, position),
    ),
  };
}

function planRows(
  house: House,
  tx: Tx,
  { organisationId, talkId }: { organisationId: string; talkId: string },
  keys: Parameters<typeof insertParties>[2],
  detail: PlanDetail,
): Statement[] {
  const place = { organisationId, talkId, startedAt: detail.plannedAt };
  return [
    tx.insertInto('talk').values({
      id: talkId,
      organisation_id: organisationId,
      source: 'table',
      demo: 0,
      state: 'planned',
      started_at: detail.plannedAt,
      ended_at: null,
      ending: null,
      plan_version: null,
    }),
    ...insertAttendance(tx, place, detail.departments, accountsIn(detail.participants)),
    ...insertParties(
      house,
      tx,
      keys,
      place,
      detail.participants.map(({ party }) => party),
    ),
  ];
}

/** Accounts of those at the table. */
export function accountsIn(participants: readonly ParticipantDetail[]): string[] {
  return [...new Set(participants.flatMap(({ account }) => (account === null ? [] : [account])))];
}
