/** A recording begins: docs/order-of-writes.md, "A recording", steps 1 to 3. */
import type { Statement, Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { assign } from '../organisation/lines.ts';
import type { PlanVersion } from '../plan/face.ts';
import { planAtTable, planFor, planOfCall } from '../plan/for-talk.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import { insertAttendance } from '../talk/attendance.ts';
import { insertMetadata, metadataDetail } from '../talk/metadata.ts';
import { channelDetails, insertChannels, insertParties, partyDetails, type TalkPlace } from '../talk/parties.ts';
import { talkRow } from '../talk/talks.ts';
import type { NewTalk } from './face.ts';
import { beginLeaf } from './leaves.ts';
import { settle } from './settle.ts';

/** How a recording begins that is no call. */
export interface Beginning {
  readonly recordingId: string;
  readonly actor: Actor;
  /** Whose talk it is and of what kind (soort), where it was not planned. */
  readonly organisationId: string;
  readonly kind: string;
  /** Accounts of those at the table, where it was not planned. */
  readonly accounts: readonly string[];
  /** What is written in the transaction that begins the talk, behind the act itself. */
  readonly also: (tx: Tx, place: TalkPlace, keys: ItemKeys) => Promise<void>;
}

/**
 * Begins a recording; what must survive is on disk when it resolves. Rejects `talk-not-planned` for a planned talk that is
 * not, and `no-live-plan`.
 */
export async function begin(
  house: House,
  talk: NewTalk,
  beginning?: Beginning,
): Promise<{ talkId: string; recordingId: string }> {
  const recordingId = beginning?.recordingId ?? newId(house);
  const talkId =
    talk.planned === undefined
      ? await beginNew(house, recordingId, talk, beginning)
      : await beginPlanned(house, recordingId, talk, beginning);
  try {
    await house.vault.begin(recordingId, beginLeaf(talk.startedAt, talk.source, talk.channels));
  } catch (error) {
    // A device asks again; for a call this is the end, here or at the next start.
    if (talk.source === 'phone') await settle(house, recordingId, 'storage', talk.startedAt).catch(() => undefined);
    throw error;
  }
  return { talkId, recordingId };
}

async function beginNew(house: House, recordingId: string, talk: NewTalk, beginning?: Beginning): Promise<string> {
  const { organisationId, departmentId } =
    beginning === undefined
      ? await assign(house, talk.lines, talk.demo)
      : { organisationId: beginning.organisationId, departmentId: null };
  const plan = live(await planOfNew(house, organisationId, talk, beginning));
  const talkId = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(talkId);
  const keys = await keysOf(house, talkId);
  const place = { organisationId, talkId, startedAt: Math.floor(talk.startedAt / 1000) };
  const departments = departmentId === null ? [] : [departmentId];
  const accounts = beginning?.accounts ?? [];
  const detail = {
    ...begunDetail(house, recordingId, talk, plan),
    departments,
    ...(accounts.length > 0 ? { accounts } : {}),
    parties: partyDetails(house, talk.parties),
  };
  const actor = beginning?.actor ?? 'system';
  // A crash after this transaction leaves a talk without sound; the next start closes it as interrupted.
  await house.database.transaction(async (tx) => {
    const talkRow = tx.insertInto('talk').values({
      id: talkId,
      organisation_id: organisationId,
      source: talk.source,
      demo: talk.demo ? 1 : 0,
      state: 'live',
      started_at: place.startedAt,
      ended_at: null,
      ending: null,
      plan_version: plan.id,
    });
    await writeAct(
      house,
      tx,
      { organisationId, talkId, keys, actor, act: 'talk.begun', detail },
      {
        rows: [
          talkRow,
          ...insertAttendance(tx, place, departments, accounts),
          ...insertParties(house, tx, keys, place, detail.parties),
          ...recordingRows(house, tx, keys, place, talk, detail),
        ],
      },
    );
    await beginning?.also(tx, place, keys);
  });
  return talkId;
}

/** The planned talk becomes the talk that is held; it keeps its people, and stands in lists by its real beginning. */
async function beginPlanned(house: House, recordingId: string, talk: NewTalk, beginning?: Beginning): Promise<string> {
  const { id: talkId, organisation_id: organisationId } = await talkRow(house, talk.planned!);
  const keys = await keysOf(house, talkId);
  const started_at = Math.floor(talk.startedAt / 1000);
  const place = { organisationId, talkId, startedAt: started_at };
  const plan = live(await planAtTable(house, talkId, started_at));
  const detail = { ...begunDetail(house, recordingId, talk, plan), demo: false, parties: [] };
  const actor = beginning?.actor ?? 'system';
  const done = await house.database.transaction(async (tx) => {
    const begun = await writeAct(
      house,
      tx,
      { organisationId, talkId, keys, actor, act: 'talk.begun', detail },
      {
        provided: tx
          .updateTable('talk')
          .set({ state: 'live', source: talk.source, started_at, plan_version: plan.id })
          .where('id', '=', talkId)
          .where('state', '=', 'planned'),
        rows: [
          tx.updateTable('attendance').set({ started_at }).where('talk_id', '=', talkId),
          tx.updateTable('search_token').set({ started_at }).where('talk_id', '=', talkId),
          ...recordingRows(house, tx, keys, place, talk, detail),
        ],
      },
    );
    if (begun) await beginning?.also(tx, place, keys);
    return begun;
  });
  if (!done)
    throw new DossierError('talk-not-planned', 'This talk is not planned: it is held, was held, or was called off.');
  return talkId;
}

async function planOfNew(
  house: House,
  organisationId: string,
  talk: NewTalk,
  beginning: Beginning | undefined,
): Promise<PlanVersion | undefined> {
  const at = Math.floor(talk.startedAt / 1000);
  if (beginning !== undefined)
    return await planFor(house, organisationId, { channel: 'device', kind: beginning.kind, lines: [] }, at);
  const applies = await planOfCall(house, organisationId, talk);
  return applies !== undefined && 'version' in applies ? applies.version : undefined;
}

/** Whoever knocks, nothing is recorded without one. */
function live(plan: PlanVersion | undefined): PlanVersion {
  if (plan === undefined)
    throw new DossierError(
      'no-live-plan',
      'No recording plan is live for this talk, so nothing of it is recorded. Put one in order first.',
    );
  return plan;
}

function begunDetail(house: House, recordingId: string, talk: NewTalk, plan: PlanVersion) {
  return {
    plan: plan.id,
    recording: recordingId,
    source: talk.source,
    demo: talk.demo,
    startedUs: talk.startedAt,
    channels: channelDetails(house, talk.channels),
    metadata: talk.rawMetadata === undefined ? null : metadataDetail(house, talk.rawMetadata),
  };
}

function recordingRows(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  place: TalkPlace,
  talk: NewTalk,
  { recording, channels, metadata }: ReturnType<typeof begunDetail>,
): Statement[] {
  return [
    tx.insertInto('recording').values({
      id: recording,
      organisation_id: place.organisationId,
      talk_id: place.talkId,
      started_us: talk.startedAt,
      ended_us: null,
      leaves: null,
      root: null,
      object_name: null,
      object_bytes: null,
      object_sha256: null,
    }),
    ...insertChannels(house, tx, keys, place, channels),
    ...(metadata === null ? [] : [insertMetadata(house, tx, keys, place, metadata, talk.rawMetadata!)]),
  ];
}
