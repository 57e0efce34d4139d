/**
 * Recordings that a person makes on a device (opname op een apparaat): begun through the gate, delivered by whoever holds
 * the recording's secret, ended by the device. docs/order-of-writes.md, "A recording on a device".
 */
import { type HashedRules, QuestionError } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { approvedWords, type Comers, hindrance } from '../gate/at-the-gate.ts';
import { type GateAnswer, type GateFacts, mayStart, passGate } from '../gate/gate.ts';
import type { House } from '../house.ts';
import { makePrivate } from '../keeping/private.ts';
import { writeAct } from '../ledger/write.ts';
import { type Beginning, begin as beginRecording } from '../recording/begin.ts';
import { addParty } from '../recording/during.ts';
import type { NewTalk } from '../recording/face.ts';
import { inTurn } from '../recording/in-turn.ts';
import { beginLeaf, eventIn } from '../recording/leaves.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { talk as readTalk, talkRow } from '../talk/talks.ts';
import type { DeviceRecordings, NewDeviceTalk, UploadRight } from './face.ts';
import { END_FORGOTTEN, FORGOTTEN_MS } from './forgotten.ts';

/** The kind of a talk of which nothing else is said. */
const ORDINARY = 'gewoon';
/** What a browser gives until its first bytes say otherwise. */
const MICROPHONE = {
  clockRate: 48_000,
  codecs: { 96: { name: 'OPUS', clockRate: 48_000, channels: 2 } },
} as const;

/** The acts of a house. */
export function deviceRecordings(house: House, book: RuleBook): DeviceRecordings {
  return {
    mayStart: (facts, comers) => ask(house, book, facts, comers),
    begin: (talk, accountId) => inTurn(house, talk.recordingId, () => begin(house, book, talk, accountId)),
    right: (recordingId, secretSha256) => right(house, recordingId, secretSha256),
    received: (recordingId) => received(house, recordingId),
    makePrivate: (given, at, because) => makePrivate(house, given, at, because),
    joined: ({ recordingId, accountId }, name, at) => addParty(house, recordingId, name, at, `user:${accountId}`),
  };
}

async function begin(
  house: House,
  book: RuleBook,
  talk: NewDeviceTalk,
  accountId: string,
): ReturnType<DeviceRecordings['begin']> {
  const { recordingId, secretSha256 } = talk;
  const there = await right(house, recordingId, secretSha256);
  if (there !== undefined) {
    await beginInVault(house, there, talk);
    return { talkId: there.talkId };
  }
  const taken = await house.database.read
    .selectFrom('recording')
    .select('id')
    .where('id', '=', recordingId)
    .executeTakeFirst();
  if (taken !== undefined)
    throw new DossierError(
      'recording-taken',
      'There is a recording with this id already. Begin again with a fresh one.',
    );
  // Also for sound that a device holds already: of who objected nothing is taken in.
  const { facts, using } = await withOwnRules(house, book, talk.gate.facts, talk);
  const kind = facts.situation.soort ?? ORDINARY;
  const against = await hindrance(house, { ...talk, kind, at: Math.floor(talk.startedAt / 1000) });
  if (against !== undefined)
    return { refused: { ...knownFacts(() => mayStart(facts, using)), may: false, because: against } };
  const gate = knownFacts(() => passGate({ ...talk.gate, facts }, using));
  if ('refused' in gate) return gate;
  const organisationId = await ownOrganisation(house, talk.organisationId);
  const actor: Actor = `user:${accountId}`;
  const also: Beginning['also'] = async (tx, place, keys) => {
    const act = { organisationId: place.organisationId, talkId: place.talkId, keys, actor };
    await writeAct(house, tx, { ...act, act: 'gate.passed', detail: gate.passage });
    const createdAt = house.now();
    const forgotten = house.jobs.ask(tx, place.organisationId, END_FORGOTTEN, recordingId, createdAt + FORGOTTEN_MS);
    const row = tx.insertInto('upload_right').values({
      recording_id: recordingId,
      organisation_id: place.organisationId,
      talk_id: place.talkId,
      account_id: accountId,
      secret_sha256: secretSha256,
      created_at: createdAt,
    });
    const detail = { recording: recordingId, account: accountId, sha256: secretSha256, createdAt };
    await writeAct(house, tx, { ...act, act: 'upload.opened', detail }, { rows: [row, forgotten.row] });
  };
  const beginning = { recordingId, actor, organisationId, kind, accounts: [accountId], also };
  const planned = talk.planned === undefined ? undefined : (await readTalk(house, talk.planned)).parties;
  const { talkId } = await beginRecording(
    house,
    talkOf(
      talk,
      planned?.map(({ id }) => id),
    ),
    beginning,
  );
  return { talkId };
}

/** The facts with the own rules of whose talk it is, and the rules of that day. */
async function withOwnRules(
  house: House,
  book: RuleBook,
  facts: GateFacts,
  { planned, organisationId }: Pick<Comers, 'planned' | 'organisationId'>,
): Promise<{ facts: GateFacts; using: HashedRules }> {
  const whose = planned === undefined ? organisationId : (await talkRow(house, planned)).organisation_id;
  const own = whose === undefined ? [] : await book.keysFor(whose, facts.date);
  const organisations = [...new Set([...facts.organisations, ...own])];
  return { facts: { ...facts, organisations }, using: await book.rulesOn(facts.date, organisations) };
}

async function ask(
  house: House,
  book: RuleBook,
  given: GateFacts,
  comers: Parameters<DeviceRecordings['mayStart']>[1],
): Promise<GateAnswer> {
  const { facts, using } = await withOwnRules(house, book, given, comers ?? {});
  const answer = knownFacts(() => mayStart(facts, using));
  const kind = facts.situation.soort ?? ORDINARY;
  if (comers === undefined) return answer;
  const coming = { ...comers, kind, at: house.now() };
  const against = await hindrance(house, coming);
  if (against !== undefined) return { ...answer, may: false, because: against };
  const words = await approvedWords(house, coming);
  return words === undefined ? answer : { ...answer, approvedWords: words };
}

/** `ids`: of those who are heard on the one channel; of a planned talk they stand in its plan. */
function talkOf(
  { startedAt, parties, planned }: NewDeviceTalk,
  ids: readonly string[] = parties.map(({ id }) => id),
): NewTalk {
  return {
    ...(planned === undefined ? {} : { planned }),
    startedAt,
    source: 'browser',
    lines: [],
    demo: false,
    parties,
    channels: [{ channel: 1, label: 'microfoon', format: MICROPHONE, parties: [...ids] }],
  };
}

/** A stop of the server between the transaction and the first leaf: the device asks again, and it is done now. */
async function beginInVault(house: House, there: UploadRight, talk: NewDeviceTalk): Promise<void> {
  if (there.state !== 'live') return;
  const { channels, source } = talkOf(talk);
  try {
    await house.vault.begin(there.recordingId, beginLeaf(there.startedUs, source, channels));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'recording-exists') throw error;
  }
}

async function ownOrganisation(house: House, id: string | undefined): Promise<string> {
  if (id === undefined) return house.builtIn.unassigned;
  const row = await house.database.read
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'organisation')
    .executeTakeFirst();
  if (row === undefined) throw new DossierError('organisation-not-found', 'There is no organisation with this id.');
  return row.id;
}

async function right(house: House, recordingId: string, secretSha256: string): Promise<UploadRight | undefined> {
  const row = await house.database.read
    .selectFrom('upload_right')
    .innerJoin('talk', 'talk.id', 'upload_right.talk_id')
    .innerJoin('recording', 'recording.id', 'upload_right.recording_id')
    .select(['upload_right.talk_id', 'upload_right.account_id', 'talk.state', 'recording.started_us'])
    .where('upload_right.recording_id', '=', recordingId)
    .where('secret_sha256', '=', secretSha256)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { talk_id: talkId, account_id: accountId, state, started_us: startedUs } = row;
  return { talkId, recordingId, accountId, state, startedUs };
}

async function received(house: House, recordingId: string): ReturnType<DeviceRecordings['received']> {
  let last: Readonly<Record<string, unknown>> | undefined;
  for await (const leaf of house.vault.read(recordingId, { channel: 1 })) {
    const event = eventIn(leaf);
    if (event?.event === 'received') last = event.received;
  }
  return last;
}

/** Facts that the rules do not know are the asker's mistake. */
function knownFacts<T>(ask: () => T): T {
  try {
    return ask();
  } catch (cause) {
    if (!(cause instanceof QuestionError)) throw cause;
    throw new DossierError('gate-facts-malformed', `The rules do not know these facts: ${cause.message}`, { cause });
  }
}
