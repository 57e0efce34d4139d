/** Talks found and read: one, or a page of them in the order of time. */
import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { DestructionRow, PrivateStopRow } from '../keeping/tables.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { readable } from '../organisation/organisations.ts';
import type { Sight } from '../policy.ts';
import type { RecordingEnding } from '../recording/face.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';
import { tokensFor } from '../search/tokens.ts';
import type { Talk, TalkPage, TalkQuery, TalkSource, TalkState } from './face.ts';
import { readChannel, readParty } from './parties.ts';
import type { TalkRow } from './tables.ts';

const MOST_ON_A_PAGE = 200;
/** To know which word is rare, so many talks of each are counted. */
const COUNTED = 1000;

/** What is looked for; `versions`: only talks recorded under one of these, '' for those without any. */
export type NarrowedQuery = Omit<TalkQuery, 'use'> & { readonly versions?: readonly string[] };

/** A page of talks. Rejects `cursor-malformed`. */
export async function talks(house: House, query: NarrowedQuery): Promise<TalkPage> {
  if (query.versions?.length === 0) return { items: [] };
  const limit = Math.max(1, Math.min(MOST_ON_A_PAGE, Math.floor(query.limit) || 1));
  const tokens = await rarestFirst(house, tokensFor(house.searchKey, query.search ?? ''));
  let found = selectTalks(house.database, query, tokens);
  if (query.versions !== undefined) {
    // Told so that no index of versions is chosen: a list walks its index by time.
    const of = sql<string>`coalesce(${sql.ref('talk.plan_version')}, '')`;
    found = found.where(of, 'in', [...query.versions]);
  }
  const rows = await found.limit(limit + 1).execute();
  const items = await describe(house, rows.slice(0, limit));
  const last = rows[limit - 1];
  return rows.length > limit && last !== undefined ? { items, next: `${last.started_at}.${last.id}` } : { items };
}

/** One talk. Rejects `talk-not-found`. */
export async function talk(house: House, talkId: string): Promise<Talk> {
  return (await describe(house, [await talkRow(house, talkId)]))[0]!;
}

/** The row of a talk. Rejects `talk-not-found`. */
export async function talkRow(house: House, talkId: string): Promise<TalkRow> {
  const row = await house.database.read.selectFrom('talk').selectAll().where('id', '=', talkId).executeTakeFirst();
  if (row === undefined) throw new DossierError('talk-not-found', 'There is no talk with this id.');
  return row;
}

/** A word that all talks have must not be the one whose index is walked: the rarest comes first. */
async function rarestFirst(house: House, tokens: readonly number[]): Promise<readonly number[]> {
  if (tokens.length < 2) return tokens;
  const found: { token: number; talks: number }[] = [];
  for (const token of tokens) {
    const rows = await house.database.read
      .selectFrom('search_token')
      .select('talk_id')
      .where('token', '=', token)
      .limit(COUNTED)
      .execute();
    found.push({ token, talks: rows.length });
  }
  return found.sort((a, b) => a.talks - b.talks).map(({ token }) => token);
}

/** Walks an index from one of its ends: by time, or by the first search token with the others looked up beside it. */
export function selectTalks(
  { read }: Pick<Database, 'read'>,
  query: TalkQuery,
  tokens: readonly number[],
): SelectQueryBuilder<Schema, 'talk', TalkRow> {
  const [first, ...others] = tokens;
  const [way, on, beyond] = query.first === 'oldest' ? (['asc', '>=', '>'] as const) : (['desc', '<=', '<'] as const);
  if (first === undefined) {
    let plain = read.selectFrom('talk').selectAll('talk').orderBy('talk.started_at', way).orderBy('talk.id', way);
    const { sight } = query;
    if (sight?.all === false)
      plain =
        sight.organisations.length === 1 && sight.subjects.length === 0
          ? plain.where('talk.organisation_id', '=', sight.organisations[0]!)
          : plain.where((eb) => inSight(eb, sight));
    plain =
      query.state === undefined
        ? plain.where('talk.state', 'not in', NOT_HELD)
        : plain.where('talk.state', '=', query.state);
    if (query.from !== undefined) plain = plain.where('talk.started_at', '>=', query.from);
    if (query.to !== undefined) plain = plain.where('talk.started_at', '<', query.to);
    if (query.cursor !== undefined) {
      const { startedAt, id } = readCursor(query.cursor);
      plain = plain
        .where('talk.started_at', on, startedAt)
        .where((eb) => eb.or([eb('talk.started_at', beyond, startedAt), eb('talk.id', beyond, id)]));
    }
    return plain;
  }
  let found = read
    .selectFrom('search_token')
    .innerJoin('talk', 'talk.id', 'search_token.talk_id')
    .selectAll('talk')
    .where('search_token.token', '=', first)
    .orderBy('search_token.started_at', way)
    .orderBy('search_token.talk_id', way);
  for (const token of others) found = found.where((eb) => alsoHas(eb, token));
  const { sight } = query;
  if (sight?.all === false) found = found.where((eb) => inSight(eb, sight));
  found =
    query.state === undefined
      ? found.where('talk.state', 'not in', NOT_HELD)
      : found.where('talk.state', '=', query.state);
  if (query.from !== undefined) found = found.where('search_token.started_at', '>=', query.from);
  if (query.to !== undefined) found = found.where('search_token.started_at', '<', query.to);
  if (query.cursor !== undefined) {
    const { startedAt, id } = readCursor(query.cursor);
    found = found
      .where('search_token.started_at', on, startedAt)
      .where((eb) => eb.or([eb('search_token.started_at', beyond, startedAt), eb('search_token.talk_id', beyond, id)]));
  }
  return found as unknown as SelectQueryBuilder<Schema, 'talk', TalkRow>;
}

/** States of a talk that was not held. Told by what they are not, so that a list walks its index by time. */
const NOT_HELD: readonly TalkState[] = ['planned', 'called-off'];
const SILENT: readonly TalkState[] = [...NOT_HELD, 'unrecorded'];

/** Of an organisation that may be seen, or of a department or person that may. */
/** Whether a talk is among those that may be seen. */
export function inSight(eb: ExpressionBuilder<Schema, 'talk'>, { organisations, subjects }: Sight) {
  return eb.or([
    eb('talk.organisation_id', 'in', [...organisations, '']),
    eb.exists(
      eb
        .selectFrom('attendance')
        .select('attendance.subject')
        .whereRef('attendance.talk_id', '=', 'talk.id')
        .where('attendance.subject', 'in', [...subjects, '']),
    ),
  ]);
}

function alsoHas(eb: ExpressionBuilder<Schema, 'search_token' | 'talk'>, token: number) {
  return eb.exists(
    eb
      .selectFrom('search_token as other')
      .select('other.token')
      .where('other.token', '=', token)
      .whereRef('other.started_at', '=', 'search_token.started_at')
      .whereRef('other.talk_id', '=', 'search_token.talk_id'),
  );
}

function readCursor(cursor: string): { startedAt: number; id: string } {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (match === null)
    throw new DossierError('cursor-malformed', 'This is not a place in the list. Start at the first page.');
  return { startedAt: Number(match[1]), id: match[2]! };
}

/** Rows made readable, with the rows that belong to them, in a few questions however many there are. */
async function describe(house: House, rows: readonly TalkRow[]): Promise<Talk[]> {
  if (rows.length === 0) return [];
  const { read } = house.database;
  const ids = rows.map((row) => row.id);
  const recordings = await read.selectFrom('recording').select(['id', 'talk_id']).where('talk_id', 'in', ids).execute();
  const parties = await read.selectFrom('party').selectAll().where('talk_id', 'in', ids).orderBy('position').execute();
  const channels = await read
    .selectFrom('channel')
    .selectAll()
    .where('talk_id', 'in', ids)
    .orderBy('channel')
    .execute();
  const ends = await read
    .selectFrom('destruction')
    .select(['talk_id', 'decided_at', 'destroyed_at'])
    .where('talk_id', 'in', ids)
    .execute();
  const planned = rows.flatMap(({ id, state }) => (state === 'planned' ? [id] : []));
  const plans = await read
    .selectFrom('ledger')
    .selectAll()
    .where('act', '=', 'talk.planned')
    .where('talk_id', 'in', [...planned, ''])
    .execute();
  const stops = await read.selectFrom('private_stop').selectAll().where('talk_id', 'in', ids).execute();
  const organisations = await read
    .selectFrom('organisation')
    .selectAll()
    .where('id', 'in', [...new Set(rows.map((row) => row.organisation_id))])
    .execute();
  return await Promise.all(
    rows.map(async (row): Promise<Talk> => {
      const keys = await keysIfKept(house, row.id);
      const organisation = organisations.find((o) => o.id === row.organisation_id);
      const recording = recordings.find((r) => r.talk_id === row.id);
      const recorded = !SILENT.includes(row.state);
      if (organisation === undefined || (recorded && recording === undefined))
        throw new DossierError('row-damaged', `Talk ${row.id} lacks its organisation or recording. Run the check.`);
      return {
        id: row.id,
        organisation: readable(organisation),
        recordingId: recording?.id ?? null,
        source: row.source as TalkSource,
        state: row.state,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        ending: row.ending as RecordingEnding | null,
        parties: parties.filter((p) => p.talk_id === row.id).map((p) => readParty(keys, p)),
        channels: channels.filter((c) => c.talk_id === row.id).map((c) => readChannel(keys, c)),
        ...subjectOf(
          keys,
          plans.find((plan) => plan.talk_id === row.id),
        ),
        ...privateOf(stops.find((stop) => stop.talk_id === row.id)),
        ...destructionOf(ends.find((end) => end.talk_id === row.id)),
      };
    }),
  );
}

function subjectOf(keys: ItemKeys | undefined, plan: LedgerRow | undefined): Pick<Talk, 'subject'> {
  if (keys === undefined || plan === undefined) return {};
  const detail = readDetail(keys, plan) as Acts['talk.planned'] | null;
  return detail === null || detail.subject === '' ? {} : { subject: detail.subject };
}

function privateOf(stop: PrivateStopRow | undefined): Pick<Talk, 'private'> {
  if (stop === undefined) return {};
  return { private: { because: stop.because, destroyAt: stop.destroy_at, destroyedAt: stop.destroyed_at } };
}

function destructionOf(
  row: Pick<DestructionRow, 'decided_at' | 'destroyed_at'> | undefined,
): Pick<Talk, 'destruction'> {
  return row === undefined ? {} : { destruction: { decidedAt: row.decided_at, destroyedAt: row.destroyed_at } };
}
