/** A recording begins: docs/order-of-writes.md, "A recording", steps 1 to 3. */
import type { NewTalk } from '../face.ts';
import { type House, newId } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { assign } from '../organisation/lines.ts';
import { keysOf } from '../sealed.ts';
import { insertMetadata, metadataDetail } from '../talk/metadata.ts';
import { channelDetails, insertChannels, insertParties, partyDetails } from '../talk/parties.ts';
import { beginLeaf } from './leaves.ts';
import { settle } from './settle.ts';

/** Begins a recording; what must survive is on disk when it resolves. */
export async function begin(house: House, talk: NewTalk): Promise<{ talkId: string; recordingId: string }> {
  const organisationId = await assign(house, talk.lines, talk.demo);
  const talkId = newId(house);
  const recordingId = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(talkId);
  // A crash after this line leaves a talk without sound; the next start closes it as interrupted.
  await writeTalk(house, { organisationId, talkId, recordingId }, talk);
  try {
    await house.vault.begin(recordingId, beginLeaf(talk.startedAt, talk.source, talk.channels));
  } catch (error) {
    await settle(house, recordingId, 'storage', talk.startedAt).catch(() => undefined); // else the next start does it
    throw error;
  }
  return { talkId, recordingId };
}

async function writeTalk(
  house: House,
  { organisationId, talkId, recordingId }: { organisationId: string; talkId: string; recordingId: string },
  talk: NewTalk,
): Promise<void> {
  const keys = await keysOf(house, talkId);
  const startedAt = Math.floor(talk.startedAt / 1000);
  const place = { organisationId, talkId, startedAt };
  const parties = partyDetails(house, talk.parties);
  const channels = channelDetails(house, talk.channels);
  const metadata = talk.rawMetadata === undefined ? null : metadataDetail(house, talk.rawMetadata);
  await house.database.transaction(async (tx) => {
    const talkRow = tx.insertInto('talk').values({
      id: talkId,
      organisation_id: organisationId,
      source: talk.source,
      demo: talk.demo ? 1 : 0,
      state: 'live',
      started_at: startedAt,
      ended_at: null,
      ending: null,
    });
    const recordingRow = tx.insertInto('recording').values({
      id: recordingId,
      organisation_id: organisationId,
      talk_id: talkId,
      started_us: talk.startedAt,
      ended_us: null,
      leaves: null,
      root: null,
      object_name: null,
      object_bytes: null,
      object_sha256: null,
    });
    const detail = {
      recording: recordingId,
      source: talk.source,
      demo: talk.demo,
      startedUs: talk.startedAt,
      parties,
      channels,
      metadata,
    };
    await writeAct(
      house,
      tx,
      { organisationId, talkId, keys, actor: 'system', act: 'talk.begun', detail },
      {
        rows: [
          talkRow,
          recordingRow,
          ...insertParties(house, tx, keys, place, parties),
          ...insertChannels(house, tx, keys, place, channels),
          ...(metadata === null ? [] : [insertMetadata(house, tx, keys, place, metadata, talk.rawMetadata!)]),
        ],
      },
    );
  });
}
