/** A call in which somebody objected before: it is answered, and not recorded. That it came stays, as every call does. */
import type { NewTalk } from '../face.ts';
import { type House, newId } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { against } from '../objection/objections.ts';
import { assign } from '../organisation/lines.ts';
import { keysOf } from '../sealed.ts';
import { insertAttendance } from '../talk/attendance.ts';
import { insertParties, partyDetails } from '../talk/parties.ts';

/** Who of a call objected; see Recordings. */
export async function objectionsOf(
  house: House,
  { lines, demo, parties }: Pick<NewTalk, 'lines' | 'demo' | 'parties'>,
): Promise<string[]> {
  const { organisationId } = await assign(house, lines, demo);
  return await against(house, organisationId, parties);
}

/** Writes the call down; see Recordings. */
export async function unrecorded(
  house: House,
  talk: NewTalk,
  objections: readonly string[],
): Promise<{ talkId: string }> {
  const { organisationId, departmentId } = await assign(house, talk.lines, talk.demo);
  const talkId = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(talkId);
  const keys = await keysOf(house, talkId);
  const startedAt = Math.floor(talk.startedAt / 1000);
  const place = { organisationId, talkId, startedAt };
  const departments = departmentId === null ? [] : [departmentId];
  const detail = { startedAt, departments, objections, parties: partyDetails(house, talk.parties) };
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
            ending: null,
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
