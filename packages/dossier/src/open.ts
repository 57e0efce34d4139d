/** The dossier opened: database up to date, what an earlier run left open ended, jobs running. Reads top to bottom. */
import type { Vault } from '@woordelijk/vault';
import { absents } from './absent/absents.ts';
import { alarms } from './alarm/alarms.ts';
import { mailAlarm, TELL_ALARM } from './alarm/tell.ts';
import { check } from './check/check.ts';
import { consents } from './consent/consents.ts';
import { type DatabaseChoice, openDatabase } from './db/database.ts';
import { deviceRecordings } from './device/device-recordings.ts';
import { END_FORGOTTEN, endForgotten } from './device/forgotten.ts';
import { EditsOf } from './edit/edits.ts';
import { endEdits } from './edit/end.ts';
import { DISCARD_EDIT, discardEdit, MAKE_EDIT, makeEdit } from './edit/make.ts';
import { codeOf } from './error.ts';
import type { Dossier } from './face.ts';
import { EXPIRE_FILE, Files, STORE_FILE } from './handed/files.ts';
import { FORGET_OWN, OwnRecordingsOf, STORE_OWN } from './handed/own-recordings.ts';
import type { House, LogLine } from './house.ts';
import { incidents } from './incident/incidents.ts';
import { Jobs } from './jobs/jobs.ts';
import { DESTROY } from './keeping/certificate.ts';
import { destroy, destructions } from './keeping/destruction.ts';
import { holds } from './keeping/holds.ts';
import { DESTROY_PRIVATE, destroyPrivate, notLocked } from './keeping/private.ts';
import { NIGHTLY, nightly, retention, SWEEP, sweepNow } from './keeping/sweep.ts';
import { ledgerOfTalk } from './ledger/read.ts';
import type { SendMail } from './mail/face.ts';
import { mails, SEND_MAIL, sendMail } from './mail/mails.ts';
import { objections } from './objection/objections.ts';
import { letterheads } from './organisation/letterhead.ts';
import { addLine, lines, removeLine } from './organisation/lines.ts';
import { addOrganisation, arrange, openBuiltIn, organisations } from './organisation/organisations.ts';
import { ownRules } from './organisation/own-rules.ts';
import { questions } from './organisation/questions.ts';
import { oversight } from './oversight/oversight.ts';
import { people } from './people/people.ts';
import { personal } from './personal/personal.ts';
import { recordingPlans } from './plan/plans.ts';
import { processors } from './processor/processors.ts';
import { quality } from './quality/quality.ts';
import { begin } from './recording/begin.ts';
import { append, event, parties, pause } from './recording/during.ts';
import { recover } from './recording/recover.ts';
import { byTalk } from './recording/row.ts';
import { headToken, runningHead } from './recording/running-head.ts';
import { STORE, settle } from './recording/settle.ts';
import { store } from './recording/store.ts';
import { unrecorded, whyUnrecorded } from './recording/unrecorded.ts';
import { REMIND_DAILY, remindDaily, remindEveryMorning } from './reminder/remind.ts';
import { FORGET_REQUEST, forgetRequest } from './rights/forget.ts';
import { rights } from './rights/rights.ts';
import { shares } from './share/shares.ts';
import { DISCARD_SIGN_FILE, discardFile, WEIGH_SIGN_FILE, weighFile } from './sign/files.ts';
import { signs } from './sign/signs.ts';
import { copy } from './sound/copy.ts';
import type { Interruption, Peaks } from './sound/face.ts';
import { Outlines } from './sound/outlines.ts';
import { peaksOf } from './sound/peaks.ts';
import { Player } from './sound/play.ts';
import { staff } from './staff/staff.ts';
import { table } from './table/table.ts';
import { admit, admitSomewhere, Readings } from './talk/admit.ts';
import { cases } from './talk/cases.ts';
import type { Moment } from './talk/face.ts';
import { rawMetadata } from './talk/metadata.ts';
import { callOff, plan } from './talk/plan.ts';
import { talk, talkRow, talks } from './talk/talks.ts';
import { narrowed } from './talk/usable.ts';
import { watchRound } from './watch/round.ts';
import { WATCH_NIGHTLY, WATCH_ROUND, watch, watchEveryNight, watchNightly } from './watch/watch.ts';

export interface DossierOptions {
  readonly database: DatabaseChoice;
  /** Opened before, closed after the dossier by who opened it. */
  readonly vault: Vault;
  /** 32 secret bytes that stay the same for the life of the database: names and numbers are searched through them. */
  readonly searchKey: Uint8Array;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Secret random bytes. */
  readonly random: (length: number) => Uint8Array;
  readonly log?: (line: LogLine) => void;
  /** Hands mail to a mail server; without it mail that was written waits. */
  readonly sendMail?: SendMail;
}

/**
 * Opens the dossier. Rejects `schema-newer`, `database-unreachable`. When it resolves, every recording that an earlier
 * run left open has ended.
 */
export async function openDossier(options: DossierOptions): Promise<Dossier> {
  const { vault, searchKey, now, random, log = () => undefined, sendMail: handOver } = options;
  if (searchKey.length !== 32) throw new RangeError('The search key must be 32 bytes.');
  const database = await openDatabase(options.database, {
    lost: (cause) => log({ level: 'error', event: 'database.closed', code: codeOf(cause) }),
  });
  try {
    const jobs = new Jobs(
      { database, now, random, log },
      {
        [STORE]: (id, job) => store(house, id, job),
        [SEND_MAIL]: (id, job) => sendMail(house, id, job),
        [END_FORGOTTEN]: (id, job) => endForgotten(house, id, job),
        [TELL_ALARM]: (id, job) => mailAlarm(house, id, job),
        [WATCH_ROUND]: (id, job) => watchRound(house, id, job),
        [WATCH_NIGHTLY]: (_, job) => watchNightly(house, job),
        [REMIND_DAILY]: (since, job) => remindDaily(house, registers, since, job),
        [FORGET_REQUEST]: (id, job) => forgetRequest(house, id, job),
        [SWEEP]: (id, job) => sweepNow(house, ownRules(house), id, job),
        [NIGHTLY]: (id, job) => nightly(house, ownRules(house), id, job),
        [DESTROY]: async (id, job) => {
          await files.giveUpAllOf(id);
          await ownRecordings.endAllOf(id);
          await endEdits(house, id, ['making']);
          await destroy(house, id, job);
        },
        [MAKE_EDIT]: (id, job) => makeEdit(house, outlines, id, job),
        [DISCARD_EDIT]: (id) => discardEdit(house, id),
        [DESTROY_PRIVATE]: (id, job) => destroyPrivate(house, id, job),
        [WEIGH_SIGN_FILE]: (id, job) => weighFile(house, id, job),
        [DISCARD_SIGN_FILE]: (id) => discardFile(house, id),
        [EXPIRE_FILE]: (id) => files.expire(id),
        [STORE_FILE]: (id, job) => files.store(id, job),
        [FORGET_OWN]: (id, job) => ownRecordings.forget(id, job),
        [STORE_OWN]: (id, job) => ownRecordings.store(id, job),
      },
    );
    const rooms = {
      database,
      vault,
      searchKey,
      now,
      random,
      log,
      sendMail: handOver,
      jobs,
      turns: new Map<string, Promise<unknown>>(),
    };
    const house: House = { ...rooms, builtIn: await openBuiltIn(rooms) };
    const own = ownRules(house);
    const files = new Files(house, own);
    const ownRecordings = new OwnRecordingsOf(house, own);
    const outlines = new Outlines(house);
    const player = new Player(house, outlines);
    const play: Dossier['play'] = async (talkId, ...listening) => {
      await notLocked(house, talkId);
      return await player.play(talkId, ...listening);
    };
    const edits = new EditsOf(house, own, outlines, play);
    const registers = registersOf(house, own);
    await recover(house);
    await watchEveryNight(house);
    await remindEveryMorning(house);
    jobs.start();
    return dossier(house, {
      own,
      files,
      ownRecordings,
      edits,
      registers,
      outlines,
      play,
      readings: new Readings(house),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What lives beside the database and the vault. */
interface Living {
  readonly own: ReturnType<typeof ownRules>;
  readonly files: Files;
  readonly ownRecordings: OwnRecordingsOf;
  readonly outlines: Outlines;
  readonly edits: EditsOf;
  readonly registers: ReturnType<typeof registersOf>;
  readonly play: Dossier['play'];
  readonly readings: Readings;
}

/** What is read by other parts of the house too. */
function registersOf(house: House, own: Living['own']) {
  return {
    rights: rights(house, own),
    absents: absents(house),
    cases: cases(house),
    watch: watch(house),
    processors: processors(house),
    incidents: incidents(house),
  };
}

function dossier(
  house: House,
  { own, files, ownRecordings, edits, registers, outlines, play, readings }: Living,
): Dossier {
  const links = personal(house);
  const plans = recordingPlans(house, own);
  const looked = quality(house);
  const shared = shares(house, own, play, edits);
  return {
    recordings: {
      begin: (newTalk) => begin(house, newTalk),
      whyUnrecorded: (newTalk) => whyUnrecorded(house, newTalk),
      unrecorded: (newTalk, why) => unrecorded(house, newTalk, why),
      append: (recordingId, chunk) => append(house, recordingId, chunk),
      event: (recordingId, happened) => event(house, recordingId, happened),
      parties: (recordingId, ...known) => parties(house, recordingId, ...known),
      pause: (recordingId, told, actor) => pause(house, recordingId, told, actor),
      end: (recordingId, ending, at) => settle(house, recordingId, ending, at),
    },
    deviceRecordings: deviceRecordings(house, own),
    people: people(house),
    ownRules: own,
    table: table(house, own),
    objections: objections(house),
    signs: signs(house),
    holds: holds(house),
    destructions: destructions(house),
    retention: retention(house, own),
    personal: links,
    recordingPlans: plans,
    alarms: (who) => alarms(house, who),
    files,
    ownRecordings,
    edits,
    consents: consents(house, own),
    ...registers,
    quality: looked,
    oversight: oversight(house, { ...registers, plans, quality: looked }),
    mails: mails(house),
    letterheads: letterheads(house),
    shares: shared,
    questions: questions(house),
    staff: staff(house),
    admit: (who, right, where, purpose) =>
      admit(house, who, right, where, purpose).catch((refusal: unknown) =>
        readings.noteRefused(refusal, who, right, where, purpose),
      ),
    admitSomewhere,
    plan: (organisationId, wanted, asking) => plan(house, organisationId, wanted, asking),
    callOff: (talkId, reason, asking) => callOff(house, talkId, reason, asking),
    noteReading: (talkId, actor, purpose) => readings.note(talkId, actor, purpose),
    noteListing: (...read) => readings.noteList(...read),
    talks: async (query) => await talks(house, await narrowed(house, query)),
    talk: (talkId) => talk(house, talkId),
    async interruptions(talkId): Promise<Interruption[]> {
      await notLocked(house, talkId);
      if ((await talk(house, talkId)).recordingId === null) return [];
      const { startedUs, pauses } = await outlines.of(await byTalk(house, talkId));
      const ms = (us: number) => Math.round((us - startedUs) / 1000);
      return pauses
        .map(({ channel, kind, from, to }) => ({
          channel,
          kind,
          fromMs: ms(from),
          toMs: to === null ? null : ms(to),
        }))
        .sort((a, b) => a.fromMs - b.fromMs || a.channel - b.channel);
    },
    head: (recordingId, token, since) => runningHead(house, recordingId, token, since),
    headToken: (recordingId) => headToken(house, recordingId),
    async moments(talkId): Promise<Moment[]> {
      await notLocked(house, talkId);
      const { startedUs, moments } = await outlines.of(await byTalk(house, talkId));
      return moments
        .map(({ at, kind, text }) => ({ atMs: Math.max(0, Math.round((at - startedUs) / 1000)), kind, text }))
        .sort((a, b) => a.atMs - b.atMs);
    },
    async ledger(talkId) {
      await talkRow(house, talkId);
      return await ledgerOfTalk(house, talkId);
    },
    async rawMetadata(talkId) {
      await talkRow(house, talkId);
      return await rawMetadata(house, talkId);
    },
    async peaks(talkId): Promise<Peaks> {
      await notLocked(house, talkId);
      const recorded = await byTalk(house, talkId);
      return peaksOf(await outlines.of(recorded), recorded.recording.ended_us);
    },
    play,
    async copy(talkId, ...wanted) {
      await notLocked(house, talkId);
      return await copy(house, outlines, talkId, ...wanted);
    },
    organisations: () => organisations(house),
    addOrganisation: (name, actor) => addOrganisation(house, name, actor),
    lines: () => lines(house),
    arrange: (organisationId, sector, actor) => arrange(house, organisationId, sector, actor),
    addLine: (organisationId, key, actor, departmentId) => addLine(house, organisationId, key, actor, departmentId),
    removeLine: (lineId, actor) => removeLine(house, lineId, actor),
    check: () => check(house),
    async settled() {
      await links.settled();
      await shared.settled();
      await house.jobs.settled();
    },
    async close() {
      await links.stop();
      await shared.stop();
      await house.jobs.close();
      await house.database.close();
    },
  };
}
