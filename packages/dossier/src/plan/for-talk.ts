/** The version of a plan under which a talk may be recorded now: what the gate asks on every door. */

import type { House } from '../house.ts';
import { keysFor } from '../organisation/lines.ts';
import type { NewTalk } from '../recording/face.ts';
import { keysOf } from '../sealed.ts';
import { fileOf } from '../table/file.ts';
import { talkRow } from '../talk/talks.ts';
import type { PlanVersion } from './face.ts';
import { type Applies, applying, type TalkScope } from './scope.ts';
import { plansOf } from './state.ts';

/** The version that is live for such a talk at a moment (epoch milliseconds); undefined where none is, or it excludes the line. */
export async function planFor(
  house: House,
  organisationId: string,
  scope: TalkScope,
  at: number,
): Promise<PlanVersion | undefined> {
  const applies = applying(await plansOf(house, organisationId), scope, at);
  return applies !== undefined && 'version' in applies ? applies.version : undefined;
}

/** The version for a talk that was planned, as its file tells what kind it is. Rejects `talk-not-found`. */
export async function planAtTable(house: House, talkId: string, at: number): Promise<PlanVersion | undefined> {
  const { organisation_id } = await talkRow(house, talkId);
  const { plan } = await fileOf(house.database.read, await keysOf(house, talkId), talkId);
  const scope: TalkScope = { channel: 'device', kind: plan?.kind, lines: [] };
  return await planFor(house, organisation_id, scope, at);
}

/** What the plans of an organisation say of a call. */
export async function planOfCall(
  house: House,
  organisationId: string,
  { lines, parties, startedAt }: Pick<NewTalk, 'lines' | 'parties' | 'startedAt'>,
): Promise<Applies | undefined> {
  const known = [...lines, ...parties.flatMap(({ aor }) => (aor === undefined ? [] : [aor]))];
  const scope: TalkScope = { channel: 'phone', lines: known.flatMap(keysFor) };
  return applying(await plansOf(house, organisationId), scope, Math.floor(startedAt / 1000));
}
