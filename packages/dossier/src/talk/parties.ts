/** Parties and channels of a talk: as the signalling gave them, as details of an act, and as sealed rows. */
import type { Statement, Tx } from '../db/database.ts';
import { type House, newId } from '../house.ts';
import type { ChannelDetail, PartyDetail } from '../ledger/acts.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import type { NewTalk } from '../recording/face.ts';
import { type ItemKeys, sealJson, unsealJson } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import { tokensOf } from '../search/tokens.ts';
import type { Channel, Party } from './face.ts';
import type { ChannelRow, PartyRow } from './tables.ts';

/** A call has few parties; what an attacker sends has many. */
const MOST_PARTIES = 100;
const MOST_TEXT = 500;

/** The talk a row belongs to. */
export interface TalkPlace {
  readonly organisationId: string;
  readonly talkId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** Parties from the signalling, with a row id each. */
export function partyDetails(house: House, parties: NewTalk['parties']): PartyDetail[] {
  return parties.slice(0, MOST_PARTIES).map((party) => ({
    row: newId(house),
    id: party.id.slice(0, MOST_TEXT),
    name: party.name?.slice(0, MOST_TEXT) ?? null,
    number: numberIn(party.aor),
    aor: party.aor?.slice(0, MOST_TEXT) ?? null,
  }));
}

/** Channels from the signalling, with a row id each. */
export function channelDetails(house: House, channels: readonly Channel[]): ChannelDetail[] {
  return channels.slice(0, MOST_PARTIES).map((channel) => channelDetail(house, channel));
}

/** One channel, with a row id. */
export function channelDetail(house: House, channel: Channel): ChannelDetail {
  return {
    row: newId(house),
    channel: channel.channel,
    label: channel.label.slice(0, MOST_TEXT),
    format: channel.format,
    parties: channel.parties.map((id) => id.slice(0, MOST_TEXT)),
  };
}

/** The statements that write the rows of parties, with the tokens they are found by. */
export function insertParties(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  talk: TalkPlace,
  parties: readonly PartyDetail[],
): Statement[] {
  const { organisationId: organisation_id, talkId: talk_id, startedAt: started_at } = talk;
  const rows = parties.map(({ row, ...clear }, position) => ({
    id: row,
    organisation_id,
    talk_id,
    position,
    sealed: sealJson(house, keys, partyPlace({ organisation_id, id: row }), clear),
  }));
  if (rows.length === 0) return [];
  const tokens = house.database.insertTokens(
    { started_at, talk_id, organisation_id },
    tokensOf(house.searchKey, parties),
  );
  return [tx.insertInto('party').values(rows), tokens];
}

/** The statements that add one party to those that are there, with the tokens that are new. `position`: how many were there. */
export function insertParticipant(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  { organisationId: organisation_id, talkId: talk_id, startedAt: started_at }: TalkPlace,
  { row, ...clear }: PartyDetail,
  position: number,
): Statement[] {
  const sealed = sealJson(house, keys, partyPlace({ organisation_id, id: row }), clear);
  const party = tx.insertInto('party').values({ id: row, organisation_id, talk_id, position, sealed });
  const tokens = tokensOf(house.searchKey, [{ row, ...clear }]);
  if (tokens.length === 0) return [party]; // an initial alone is no word to search for
  return [
    party,
    tx
      .insertInto('search_token')
      .values(tokens.map((token) => ({ token, started_at, talk_id, organisation_id })))
      .onConflict((conflict) => conflict.doNothing()),
  ];
}

/** The statements that write the rows of channels. */
export function insertChannels(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  talk: TalkPlace,
  channels: readonly ChannelDetail[],
): Statement[] {
  const { organisationId: organisation_id, talkId: talk_id } = talk;
  const rows = channels.map(({ row, channel, label, format, parties }) => ({
    id: row,
    organisation_id,
    talk_id,
    channel,
    format: canonicalJson(format),
    sealed: sealJson(house, keys, channelPlace({ organisation_id, id: row }), { label, parties }),
  }));
  return rows.length > 0 ? [tx.insertInto('channel').values(rows)] : [];
}

/** A party out of its row; nameless where the talk's key is destroyed. */
export function readParty(keys: ItemKeys | undefined, row: PartyRow): Party {
  if (keys === undefined) return { id: row.id, name: null, number: null, aor: null };
  return unsealJson<Party>(keys, partyPlace(row), row.sealed);
}

/** A channel out of its row; labelled by its number where the talk's key is destroyed. */
export function readChannel(keys: ItemKeys | undefined, row: ChannelRow): Channel {
  const named =
    keys === undefined
      ? { label: String(row.channel), parties: [] }
      : unsealJson<Pick<Channel, 'label' | 'parties'>>(keys, channelPlace(row), row.sealed);
  return { channel: row.channel, label: named.label, format: JSON.parse(row.format), parties: named.parties };
}

function partyPlace(row: Pick<PartyRow, 'organisation_id' | 'id'>): string {
  return `party/${row.organisation_id}/${row.id}`;
}

function channelPlace(row: Pick<ChannelRow, 'organisation_id' | 'id'>): string {
  return `channel/${row.organisation_id}/${row.id}`;
}
