/** What happens while a recording runs: sound, events, and news of who takes part. */

import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { ChannelDetail, PartyDetail } from '../ledger/acts.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import type { Channel } from '../talk/face.ts';
import { insertMetadata, metadataDetail } from '../talk/metadata.ts';
import {
  channelDetail,
  channelDetails,
  insertChannels,
  insertParties,
  partyDetails,
  readChannel,
  readParty,
} from '../talk/parties.ts';
import type { NewTalk, RecordingChunk, RecordingEvent } from './face.ts';
import { eventLeaf } from './leaves.ts';
import { byRecording } from './row.ts';

/** Sound goes to the vault and nowhere else: no row is written per chunk. */
export async function append(house: House, recordingId: string, chunk: RecordingChunk): Promise<void> {
  await house.vault.append(recordingId, {
    channel: chunk.channel,
    leaves: chunk.leaves.map((leaf) =>
      'event' in leaf
        ? eventLeaf(leaf.event.at, leaf.event)
        : { kind: 'entries', start: leaf.start, duration: leaf.duration, content: leaf.entries },
    ),
  });
}

/** An event becomes a leaf of its channel. A new format is also told in the channel's row, with an act. */
export async function event(house: House, recordingId: string, happened: RecordingEvent): Promise<void> {
  await house.vault.append(recordingId, { channel: happened.channel, leaves: [eventLeaf(happened.at, happened)] });
  // A crash here leaves the row with the old format: it is for the list only, the leaves say how to read the sound.
  if (happened.event === 'format' && happened.format !== undefined) await changeFormat(house, recordingId, happened);
}

/**
 * Sound is left out on purpose from here, or taken in again (pauze): an event in the seal of every channel, and an act that
 * says who. `at`: epoch microseconds.
 */
export async function pause(
  house: House,
  recordingId: string,
  { paused, at, reason }: { readonly paused: boolean; readonly at: number; readonly reason: string },
  actor: Actor,
): Promise<void> {
  const { talk } = await byRecording(house, recordingId);
  const keys = await keysOf(house, talk.id);
  const channels = await house.database.read
    .selectFrom('channel')
    .select('channel')
    .where('talk_id', '=', talk.id)
    .execute();
  for (const { channel } of channels) {
    const told = paused ? ({ event: 'pause', at, text: reason } as const) : ({ event: 'resume', at } as const);
    await append(house, recordingId, { channel, leaves: [{ event: told }] });
  }
  const place = { organisationId: talk.organisation_id, talkId: talk.id, keys, actor };
  const detail = paused ? { at, reason } : { at, reason: null };
  const act = paused ? 'recording.paused' : 'recording.resumed';
  await house.database.transaction((tx) => writeAct(house, tx, { ...place, act, detail }));
}

async function changeFormat(house: House, recordingId: string, happened: RecordingEvent): Promise<void> {
  const { talk } = await byRecording(house, recordingId);
  const keys = await keysOf(house, talk.id);
  const place = { organisationId: talk.organisation_id, talkId: talk.id, startedAt: talk.started_at };
  await house.database.transaction(async (tx) => {
    const row = await tx
      .selectFrom('channel')
      .selectAll()
      .where('talk_id', '=', talk.id)
      .where('channel', '=', happened.channel)
      .executeTakeFirst();
    const known = row && readChannel(keys, row);
    const channel: ChannelDetail = channelDetail(house, {
      channel: happened.channel,
      label: happened.label ?? known?.label ?? String(happened.channel),
      format: happened.format!,
      parties: known?.parties ?? [],
    });
    await writeAct(
      house,
      tx,
      { ...place, keys, actor: 'system', act: 'talk.format-changed', detail: { channel } },
      {
        rows: [
          ...(row === undefined ? [] : [tx.deleteFrom('channel').where('id', '=', row.id)]),
          ...insertChannels(house, tx, keys, place, [channel]),
        ],
      },
    );
  });
}

/** Who takes part, and in which channel, as now known: replaces what was known before. */
export async function parties(
  house: House,
  recordingId: string,
  people: NewTalk['parties'],
  channels: readonly Channel[],
  rawMetadata: string,
): Promise<void> {
  const { talk } = await byRecording(house, recordingId);
  const at = house.now() * 1000;
  await house.vault.append(recordingId, {
    channel: 0,
    leaves: [eventLeaf(at, { event: 'parties', at, parties: people.length })],
  });
  const keys = await keysOf(house, talk.id);
  const place = { organisationId: talk.organisation_id, talkId: talk.id, startedAt: talk.started_at };
  const detail = {
    parties: partyDetails(house, people),
    channels: channelDetails(house, channels),
    metadata: metadataDetail(house, rawMetadata),
  };
  await house.database.transaction(async (tx) => {
    await writeAct(
      house,
      tx,
      { ...place, keys, actor: 'system', act: 'talk.parties-changed', detail },
      {
        rows: [
          tx.deleteFrom('party').where('talk_id', '=', talk.id),
          tx.deleteFrom('search_token').where('talk_id', '=', talk.id),
          tx.deleteFrom('channel').where('talk_id', '=', talk.id),
          ...insertParties(house, tx, keys, place, detail.parties),
          ...insertChannels(house, tx, keys, place, detail.channels),
          insertMetadata(house, tx, keys, place, detail.metadata, rawMetadata),
        ],
      },
    );
  });
}

/** Somebody joins a talk: a leaf that says so, without the name; then the party, in a transaction of its own. */
export async function addParty(
  house: House,
  recordingId: string,
  name: string,
  at: number,
  actor: Actor,
): Promise<void> {
  const { talk } = await byRecording(house, recordingId);
  await house.vault.append(recordingId, { channel: 1, leaves: [eventLeaf(at, { event: 'joined', at })] });
  const keys = await keysOf(house, talk.id);
  const place = { organisationId: talk.organisation_id, talkId: talk.id, startedAt: talk.started_at };
  await house.database.transaction(async (tx) => {
    const known = await tx.selectFrom('party').selectAll().where('talk_id', '=', talk.id).orderBy('position').execute();
    const channels = await tx.selectFrom('channel').selectAll().where('talk_id', '=', talk.id).execute();
    const parties = known.map((row): PartyDetail => ({ row: newId(house), ...readParty(keys, row) }));
    parties.push(...partyDetails(house, [{ id: `joined-${parties.length}`, name }]));
    const heard = channels.map((row): ChannelDetail => {
      const channel = readChannel(keys, row);
      return channelDetail(house, { ...channel, parties: parties.map(({ id }) => id) });
    });
    const detail = { parties, channels: heard, metadata: null };
    await writeAct(
      house,
      tx,
      { ...place, keys, actor, act: 'talk.parties-changed', detail },
      {
        rows: [
          tx.deleteFrom('party').where('talk_id', '=', talk.id),
          tx.deleteFrom('search_token').where('talk_id', '=', talk.id),
          tx.deleteFrom('channel').where('talk_id', '=', talk.id),
          ...insertParties(house, tx, keys, place, parties),
          ...insertChannels(house, tx, keys, place, heard),
        ],
      },
    );
  });
}
