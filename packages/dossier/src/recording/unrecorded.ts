/**
 * A call that is answered and not recorded: somebody in it objected before, no recording plan is live for it, or its line is
 * excluded. That it came stays, as every call does.
 */

import { type House, newId } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { against } from '../objection/objections.ts';
import { assign } from '../organisation/lines.ts';
import { planOfCall } from '../plan/for-talk.ts';
import { keysOf } from '../sealed.ts';
import { insertAttendance } from '../talk/attendance.ts';
import { insertParties, partyDetails } from '../talk/parties.ts';
import type { NewTalk, Unrecorded } from './face.ts';

/** Why a call is not recorded; see Recordings. */
export async function whyUnrecorded(
  house: House,
  talk: Pick<NewTalk, 'lines' | 'demo' | 'parties' | 'startedAt'>,
): Promise<Unrecorded | undefined> {
  const { organisationId } = await assign(house, talk.lines, talk.demo);
  const plan = await planOfCall(house, organisationId, talk);
  if (plan === undefined) return { because: 'no-plan', objections: [] };
  if ('excluded' in plan) return { because: 'excluded', objections: [] };
  const objections = await against(house, organisationId, talk.parties);
  return objections.length > 0 ? { because: 'objection', objections } : undefined;
}

/** Writes the call down; see Recordings. */
export async function unrecorded(
  house: House,
  talk: NewTalk,
  { because, objections }: Unrecorded,
): Promise<{ talkId: string }> {
  const { organisationId, departmentId } = await assign(house, talk.lines, talk.demo);
  const talkId = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(talkId);
  const keys = await keysOf(house, talkId);
  const startedAt = Math.floor(talk.startedAt / 1000);
  const place = { organisationId, talkId, startedAt };
  const departments = departmentId === null ? [] : [departmentId];
  const detail = { startedAt, departments, because, objections, parties: partyDetails(house, talk.parties) };
  await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      { organisationId, talkId, keys, actor: 'system', act: 'talk.unrecorded', detail },
      {
        rows: [
          tx.insertInto('talk').values({
            id: talkId,
            organisation_id: organisationId,
            source: talk.source,
            demo: 0,
            state: 'unrecorded',
            started_at: startedAt,
            ended_at: null,
            ending: because,
            plan_version: null,
          }),
          ...insertAttendance(tx, place, departments, []),
          ...insertParties(house, tx, keys, place, detail.parties),
        ],
      },
    ),
  );
  return { talkId };
}
