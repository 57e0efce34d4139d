/** One talk: its rows compared with what its acts say. */
import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import type { Acts, ChannelDetail, MetadataDetail, PartyDetail } from '../ledger/acts.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';
import { tokensOf } from '../search/tokens.ts';
import { lossOf, openOutline } from '../sound/outlines.ts';
import { caseToken } from '../talk/cases.ts';
import { readMetadata } from '../talk/metadata.ts';
import { readChannel, readParty } from '../talk/parties.ts';
import { accountsIn } from '../talk/plan.ts';
import { absentsBeside, absentTokensRight } from './absents.ts';
import { editsBeside } from './edits.ts';
import { handedFiles } from './handed-files.ts';
import { checkDestroyed, holds } from './keeping.ts';
import { mailsBeside } from './mails.ts';
import { ownRecordings } from './own-recordings.ts';
import { personalLinks } from './personal-links.ts';
import { restrictions } from './rights.ts';
import { sharesBeside } from './shares.ts';

/** What the acts of a talk say its rows must be. */
interface TalkFacts {
  talk: Readonly<Record<string, unknown>>;
  /** Undefined: nothing was recorded. */
  recording: Readonly<Record<string, unknown>> | undefined;
  /** Departments and accounts whose talk it is. */
  readonly attendance: readonly string[];
  parties: readonly PartyDetail[];
  channels: readonly ChannelDetail[];
  readonly metadata: MetadataDetail[];
  /** The right to deliver it, where it is made on a device. */
  right?: Readonly<Record<string, unknown>>;
  /** That it was stopped as private. */
  stop?: Readonly<Record<string, unknown>>;
}

/** Problems of one talk. What cannot be opened was told by the check of the chain already. */
export async function* checkTalk(house: ReadHouse, talkId: string): AsyncGenerator<LedgerProblem> {
  const rows = await house.database.snapshot((tx) => rowsOf(tx, talkId));
  if (rows.destruction?.destroyed_at != null) return yield* checkDestroyed(house, talkId);
  const keys = await keysIfKept(house, talkId);
  if (keys === undefined || rows.talk === undefined) return;
  let facts: TalkFacts | undefined;
  try {
    facts = project(keys, rows.acts);
  } catch {
    return; // an act that does not open
  }
  const recordingId = rows.recording?.id;
  const problem = (place: string, meaning: string): LedgerProblem => ({
    place,
    talkId,
    ...(recordingId === undefined ? {} : { recordingId }),
    meaning,
  });
  if (facts === undefined) {
    yield problem(
      'table talk',
      'No act in the ledger began this talk: it was put in outside this program, or its id changed.',
    );
    return;
  }
  yield* differences('talk', rows.talk, facts.talk, problem);
  if (facts.recording === undefined) {
    if (rows.recording !== undefined) yield problem('table recording', `No act in the ledger began it: ${CHANGED}`);
  } else if (rows.recording === undefined) yield problem('table recording', 'The row of the recording is not there.');
  else yield* differences('recording', rows.recording, facts.recording, problem);
  yield* checkAttendance(rows, facts, problem);
  yield* checkParties(keys, rows, facts, problem);
  yield* checkChannels(keys, rows, facts, problem);
  yield* checkMetadata(keys, rows, facts, problem);
  yield* checkTokens(house, rows, facts, problem);
  yield* checkBeside('talk_case', rows.case, caseFact(house, keys, rows), problem);
  yield* checkOutline(keys, rows, problem);
  yield* checkBeside('upload_right', rows.right, facts.right, problem);
  yield* checkBeside('private_stop', rows.stop, facts.stop, problem);
  for (const [row, fact] of restrictions(keys, rows)) yield* checkBeside('restriction', row, fact, problem);
  for (const [row, fact] of absentsBeside(keys, rows)) yield* checkBeside('absent_person', row, fact, problem);
  if (!absentTokensRight(house.searchKey, keys, rows))
    yield problem('table absent_token', `Somebody is not found by the name they have: ${CHANGED}`);
  for (const [row, fact] of mailsBeside(keys, rows)) yield* checkBeside('mail', row, fact, problem);
  for (const [row, fact] of personalLinks(keys, rows)) yield* checkBeside('personal_link', row, fact, problem);
  for (const [row, fact] of holds(keys, rows)) yield* checkBeside('hold', row, fact, problem);
  for (const [row, fact] of handedFiles(keys, rows)) yield* checkBeside('handed_file', row, fact, problem);
  for (const [row, fact] of ownRecordings(keys, rows)) yield* checkBeside('own_recording', row, fact, problem);
  for (const [row, fact] of sharesBeside(keys, rows)) yield* checkBeside('share', row, fact, problem);
  for (const [row, fact] of editsBeside(keys, rows)) yield* checkBeside('edited_copy', row, fact, problem);
}

type Problem = (place: string, meaning: string) => LedgerProblem;
type Rows = Awaited<ReturnType<typeof rowsOf>>;

const CHANGED =
  'it was changed outside this program. Restore the database from a backup; the sealed recording itself is checked on its own.';

async function rowsOf(tx: Tx, talkId: string) {
  return {
    talk: await tx.selectFrom('talk').selectAll().where('id', '=', talkId).executeTakeFirst(),
    recording: await tx.selectFrom('recording').selectAll().where('talk_id', '=', talkId).executeTakeFirst(),
    parties: await tx.selectFrom('party').selectAll().where('talk_id', '=', talkId).orderBy('position').execute(),
    channels: await tx.selectFrom('channel').selectAll().where('talk_id', '=', talkId).orderBy('channel').execute(),
    metadata: await tx.selectFrom('metadata').selectAll().where('talk_id', '=', talkId).orderBy('id').execute(),
    tokens: await tx.selectFrom('search_token').selectAll().where('talk_id', '=', talkId).execute(),
    attendance: await tx.selectFrom('attendance').selectAll().where('talk_id', '=', talkId).execute(),
    outline: await tx.selectFrom('outline').selectAll().where('talk_id', '=', talkId).executeTakeFirst(),
    stop: await tx.selectFrom('private_stop').selectAll().where('talk_id', '=', talkId).executeTakeFirst(),
    right: await tx.selectFrom('upload_right').selectAll().where('talk_id', '=', talkId).executeTakeFirst(),
    destruction: await tx.selectFrom('destruction').selectAll().where('talk_id', '=', talkId).executeTakeFirst(),
    holds: await tx.selectFrom('hold').selectAll().where('talk_id', '=', talkId).execute(),
    own: await tx.selectFrom('own_recording').selectAll().where('talk_id', '=', talkId).execute(),
    files: await tx.selectFrom('handed_file').selectAll().where('talk_id', '=', talkId).execute(),
    restrictions: await tx.selectFrom('restriction').selectAll().where('talk_id', '=', talkId).execute(),
    case: await tx.selectFrom('talk_case').selectAll().where('talk_id', '=', talkId).executeTakeFirst(),
    absents: await tx.selectFrom('absent_person').selectAll().where('talk_id', '=', talkId).execute(),
    absentTokens: await tx.selectFrom('absent_token').selectAll().where('talk_id', '=', talkId).execute(),
    mails: await tx.selectFrom('mail').selectAll().where('talk_id', '=', talkId).execute(),
    links: await tx.selectFrom('personal_link').selectAll().where('talk_id', '=', talkId).execute(),
    shares: await tx.selectFrom('share').selectAll().where('talk_id', '=', talkId).execute(),
    edits: await tx.selectFrom('edited_copy').selectAll().where('talk_id', '=', talkId).execute(),
    acts: await tx.selectFrom('ledger').selectAll().where('talk_id', '=', talkId).orderBy('seq').execute(),
  };
}

/** Plays the acts over again; undefined where none began the talk. */
function project(keys: ItemKeys, acts: readonly LedgerRow[]): TalkFacts | undefined {
  let facts: TalkFacts | undefined;
  for (const row of acts) {
    const detail: unknown = readDetail(keys, row);
    if (row.act === 'talk.planned') {
      facts = planned(row, detail as Acts['talk.planned']);
      continue;
    }
    if (row.act === 'talk.unrecorded') {
      facts = notRecorded(row, detail as Acts['talk.unrecorded']);
      continue;
    }
    if (row.act === 'talk.begun') {
      facts = begun(row, detail as Acts['talk.begun'], facts);
      continue;
    }
    if (facts === undefined) return undefined;
    switch (row.act) {
      case 'talk.called-off':
        facts.talk = { ...facts.talk, state: 'called-off' };
        break;
      case 'participant.joined':
        facts.parties = [...facts.parties, (detail as Acts['participant.joined']).participant.party];
        break;
      case 'talk.parties-changed': {
        const { parties, channels, metadata } = detail as Acts['talk.parties-changed'];
        facts.parties = parties;
        facts.channels = channels;
        if (metadata !== null) facts.metadata.push(metadata);
        break;
      }
      case 'talk.made-private': {
        const made = detail as Acts['talk.made-private'];
        const { stoppedAt: stopped_at, destroyAt: destroy_at, because = 'private' } = made;
        const { organisation_id, talk_id } = row;
        const times = { stopped_at, destroy_at, destroying_at: null, destroyed_at: null };
        facts.stop = { talk_id, organisation_id, because, ...times };
        break;
      }
      case 'recording.destruction-begun':
        facts.stop = { ...facts.stop, destroying_at: (detail as Acts['recording.destruction-begun']).at };
        break;
      case 'recording.destroyed':
        facts.stop = { ...facts.stop, destroyed_at: (detail as Acts['recording.destroyed']).destroyedAt };
        break;
      case 'upload.opened': {
        const { recording: recording_id, account: account_id, sha256, createdAt } = detail as Acts['upload.opened'];
        const { organisation_id, talk_id } = row;
        facts.right = {
          recording_id,
          organisation_id,
          talk_id,
          account_id,
          secret_sha256: sha256,
          created_at: createdAt,
        };
        break;
      }
      case 'talk.format-changed': {
        const { channel } = detail as Acts['talk.format-changed'];
        facts.channels = [...facts.channels.filter((c) => c.channel !== channel.channel), channel];
        break;
      }
      case 'recording.ended': {
        const { endedUs, ending, leaves, root } = detail as Acts['recording.ended'];
        const state = leaves === 0 ? 'stored' : 'storing';
        facts.talk = { ...facts.talk, state, ending, ended_at: Math.floor(endedUs / 1000) };
        facts.recording = { ...facts.recording, ended_us: endedUs, leaves, root };
        break;
      }
      case 'recording.stored': {
        const { object, bytes, sha256 } = detail as Acts['recording.stored'];
        facts.talk = { ...facts.talk, state: 'stored' };
        facts.recording = { ...facts.recording, object_name: object, object_bytes: bytes, object_sha256: sha256 };
        break;
      }
    }
  }
  return facts;
}

function planned(row: LedgerRow, detail: Acts['talk.planned']): TalkFacts {
  return {
    talk: {
      id: row.talk_id,
      organisation_id: row.organisation_id,
      source: 'table',
      demo: 0,
      state: 'planned',
      started_at: detail.plannedAt,
      ended_at: null,
      ending: null,
      plan_version: null,
    },
    recording: undefined,
    attendance: [...detail.departments, ...accountsIn(detail.participants)],
    parties: detail.participants.map(({ party }) => party),
    channels: [],
    metadata: [],
  };
}

function notRecorded(row: LedgerRow, detail: Acts['talk.unrecorded']): TalkFacts {
  return {
    talk: {
      id: row.talk_id,
      organisation_id: row.organisation_id,
      source: 'phone',
      demo: 0,
      state: 'unrecorded',
      started_at: detail.startedAt,
      ended_at: null,
      ending: detail.because ?? null,
      plan_version: null,
    },
    recording: undefined,
    attendance: detail.departments,
    parties: detail.parties,
    channels: [],
    metadata: [],
  };
}

/** `plan`: what was planned before, whose people stay. */
function begun(row: LedgerRow, detail: Acts['talk.begun'], plan: TalkFacts | undefined): TalkFacts {
  const { organisation_id } = row;
  return {
    attendance: plan?.attendance ?? [...(detail.departments ?? []), ...(detail.accounts ?? [])],
    talk: {
      id: row.talk_id,
      organisation_id,
      source: detail.source,
      demo: detail.demo ? 1 : 0,
      state: 'live',
      started_at: Math.floor(detail.startedUs / 1000),
      ended_at: null,
      ending: null,
      plan_version: detail.plan ?? null,
    },
    recording: {
      id: detail.recording,
      organisation_id,
      talk_id: row.talk_id,
      started_us: detail.startedUs,
      ended_us: null,
      leaves: null,
      root: null,
      object_name: null,
      object_bytes: null,
      object_sha256: null,
    },
    parties: plan?.parties ?? detail.parties,
    channels: detail.channels,
    metadata: detail.metadata === null ? [] : [detail.metadata],
  };
}

function* differences(
  table: string,
  row: object,
  fact: Readonly<Record<string, unknown>>,
  problem: Problem,
): Generator<LedgerProblem> {
  for (const [column, expected] of Object.entries(fact)) {
    const found = (row as Record<string, unknown>)[column];
    if (found !== expected)
      yield problem(
        `table ${table}, column ${column}`,
        `It says ${show(found)}, but the ledger says ${show(expected)}: ${CHANGED}`,
      );
  }
}

function* checkParties(keys: ItemKeys, rows: Rows, facts: TalkFacts, problem: Problem): Generator<LedgerProblem> {
  yield* compareIds('party', rows.parties, facts.parties, problem);
  for (const [position, row] of rows.parties.entries()) {
    const place = `table party, row ${row.id}`;
    const fact = facts.parties.find((party) => party.row === row.id);
    if (fact === undefined) continue;
    if (
      row.organisation_id !== rows.talk!.organisation_id ||
      row.position !== facts.parties.indexOf(fact) ||
      row.position !== position
    )
      yield problem(place, `Its organisation or order is not what the ledger says: ${CHANGED}`);
    try {
      const { row: _, ...said } = fact;
      if (canonicalJson(readParty(keys, row)) !== canonicalJson(said))
        yield problem(place, `Name or number is not what the ledger says: ${CHANGED}`);
    } catch {
      yield problem(place, `Name and number do not open: ${CHANGED}`);
    }
  }
}

function* checkChannels(keys: ItemKeys, rows: Rows, facts: TalkFacts, problem: Problem): Generator<LedgerProblem> {
  yield* compareIds('channel', rows.channels, facts.channels, problem);
  for (const row of rows.channels) {
    const place = `table channel, row ${row.id}`;
    const fact = facts.channels.find((channel) => channel.row === row.id);
    if (fact === undefined) continue;
    try {
      const { row: _, ...said } = fact;
      const same =
        row.organisation_id === rows.talk!.organisation_id &&
        row.format === canonicalJson(said.format) &&
        canonicalJson(readChannel(keys, row)) === canonicalJson(said);
      if (!same) yield problem(place, `Number, label, format or parties are not what the ledger says: ${CHANGED}`);
    } catch {
      yield problem(place, `The channel does not open: ${CHANGED}`);
    }
  }
}

function* checkMetadata(keys: ItemKeys, rows: Rows, facts: TalkFacts, problem: Problem): Generator<LedgerProblem> {
  yield* compareIds('metadata', rows.metadata, facts.metadata, problem);
  for (const row of rows.metadata) {
    const place = `table metadata, row ${row.id}`;
    const fact = facts.metadata.find((metadata) => metadata.row === row.id);
    if (fact === undefined) continue;
    try {
      const sha256 = createHash('sha256').update(readMetadata(keys, row), 'utf8').digest('hex');
      if (sha256 !== fact.sha256 || row.at !== fact.at || row.organisation_id !== rows.talk!.organisation_id)
        yield problem(place, `The metadata is not what the ledger says: ${CHANGED}`);
    } catch {
      yield problem(place, `The metadata does not open: ${CHANGED}`);
    }
  }
}

function* checkTokens(house: ReadHouse, rows: Rows, facts: TalkFacts, problem: Problem): Generator<LedgerProblem> {
  const expected = new Set(tokensOf(house.searchKey, facts.parties));
  const good = rows.tokens.filter(
    (row) =>
      expected.has(row.token) &&
      row.started_at === facts.talk.started_at &&
      row.organisation_id === facts.talk.organisation_id,
  );
  if (good.length !== expected.size || rows.tokens.length !== expected.size)
    yield problem('table search_token', `The talk is not found by the names and numbers it has: ${CHANGED}`);
}

/** The row of the case that its acts noted last. */
function caseFact({ searchKey }: ReadHouse, keys: ItemKeys, { acts }: Rows) {
  const last = acts.findLast(({ act }) => act === 'talk.case-noted');
  if (last === undefined) return undefined;
  const { number } = readDetail(keys, last) as unknown as Acts['talk.case-noted'];
  const token = caseToken(searchKey, number);
  return token === null ? undefined : { talk_id: last.talk_id, organisation_id: last.organisation_id, token };
}

function* checkAttendance(rows: Rows, facts: TalkFacts, problem: Problem): Generator<LedgerProblem> {
  const good = rows.attendance.filter(
    (row) =>
      facts.attendance.includes(row.subject) &&
      row.started_at === facts.talk.started_at &&
      row.organisation_id === facts.talk.organisation_id,
  );
  if (good.length !== facts.attendance.length || rows.attendance.length !== facts.attendance.length)
    yield problem('table attendance', `Not seen by those whose talk it is, or by others: ${CHANGED}`);
}

function* checkOutline(keys: ItemKeys, rows: Rows, problem: Problem): Generator<LedgerProblem> {
  const { recording, outline, talk } = rows;
  if (recording === undefined) return;
  const wanted = talk!.state === 'stored' && recording.leaves !== 0 && rows.stop?.destroyed_at == null;
  if (outline === undefined) {
    if (wanted)
      yield problem('table outline', 'The waveform is not there. The recording itself is not touched by this.');
    return;
  }
  try {
    const { sound_ms, lost_ms } = lossOf(openOutline(keys, recording, outline.sealed));
    // Recordings of before it was counted have neither.
    const counted = outline.sound_ms > 0 || outline.lost_ms > 0;
    if (
      outline.organisation_id === recording.organisation_id &&
      outline.recording_id === recording.id &&
      (!counted || (outline.sound_ms === sound_ms && outline.lost_ms === lost_ms))
    )
      return;
  } catch {
    // told below
  }
  yield problem(
    'table outline',
    `The waveform does not open or belongs elsewhere: ${CHANGED} The recording itself is not touched by this.`,
  );
}

/** A row that some talks have, of which acts say all. */
function* checkBeside(
  table: string,
  row: object | undefined,
  fact: Readonly<Record<string, unknown>> | undefined,
  problem: Problem,
): Generator<LedgerProblem> {
  if (row !== undefined && fact !== undefined) yield* differences(table, row, fact, problem);
  else if (row !== fact)
    yield problem(`table ${table}`, `A row is there or not, against what the ledger says: ${CHANGED}`);
}

function* compareIds(
  table: string,
  rows: readonly { readonly id: string }[],
  facts: readonly { readonly row: string }[],
  problem: Problem,
): Generator<LedgerProblem> {
  const found = new Set(rows.map((row) => row.id));
  const expected = new Set(facts.map((fact) => fact.row));
  for (const id of expected)
    if (!found.has(id))
      yield problem(`table ${table}, row ${id}`, `The ledger says it was written, but it is not there: ${CHANGED}`);
  for (const id of found)
    if (!expected.has(id))
      yield problem(`table ${table}, row ${id}`, `No act in the ledger wrote this row: ${CHANGED}`);
}

/** Values of these columns are ids, times, states and hashes: never names or numbers. */
function show(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : `'${String(value)}'`;
}
