/** The file of a talk, read out of its acts: nothing here is kept anywhere, and nothing is ever changed. */
import type { Tx } from '../db/database.ts';
import type { Acts, ParticipantDetail } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import type {
  AgreementState,
  AlternativeState,
  Done,
  OfferedFile,
  Participant,
  ReportState,
  RequestState,
  TalkFile,
} from './face.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Building = Mutable<
  Omit<
    TalkFile,
    | 'participants'
    | 'requests'
    | 'agreement'
    | 'handovers'
    | 'notices'
    | 'offers'
    | 'reports'
    | 'ownRecordings'
    | 'lifted'
  >
> & {
  participants: Participant[];
  requests: Mutable<RequestState>[];
  agreement: (Mutable<AgreementState> & { secret: { sha256: string; expiresAt: number } | null }) | null;
  handovers: TalkFile['handovers'][number][];
  notices: TalkFile['notices'][number][];
  offers: Mutable<TalkFile['offers'][number]>[];
  reports: Mutable<ReportState>[];
  ownRecordings: TalkFile['ownRecordings'][number][];
  lifted: string[];
};

/** A file with the hash of the secret that still confirms its agreement. */
export type KeptFile = Omit<TalkFile, 'agreement'> & { readonly agreement: Building['agreement'] };

/** The file as the ledger tells it now. `db`: the transaction of an act, or what reads. */
export async function fileOf(db: Pick<Tx, 'selectFrom'>, keys: ItemKeys, talkId: string): Promise<KeptFile> {
  const rows = await db.selectFrom('ledger').selectAll().where('talk_id', '=', talkId).orderBy('seq').execute();
  return foldFile(
    talkId,
    rows.map((row) => ({ row, detail: readDetail(keys, row) })),
  );
}

/** As the readers of the house get it. */
export function shown({ agreement, ...file }: KeptFile): TalkFile {
  if (agreement === null) return { ...file, agreement };
  const { secret: _, ...plain } = agreement;
  return { ...file, agreement: plain };
}

/** Plays the acts over, oldest first. */
export function foldFile(talkId: string, acts: readonly { row: LedgerRow; detail: unknown }[]): KeptFile {
  const file: Building = {
    talkId,
    plan: null,
    participants: [],
    requests: [],
    agreement: null,
    notices: [],
    untold: [],
    handovers: [],
    offers: [],
    reports: [],
    ownRecordings: [],
    lifted: [],
    recorded: false,
  };
  for (const { row, detail } of acts) {
    if (detail === null) continue; // erased
    take(file, row.act as keyof Acts, detail, { at: row.at, actor: row.actor });
  }
  const told = new Set(file.notices.flatMap(({ to }) => to));
  file.untold = file.participants.map(({ id }) => id).filter((id) => !told.has(id));
  return file;
}

function take(file: Building, act: keyof Acts, detail: unknown, done: Done): void {
  const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
  const request = (id: string) => file.requests.find((one) => one.id === id)!;
  switch (act) {
    case 'talk.planned': {
      const { kind, place, subject, plannedAt, participants } = said(act);
      file.plan = { kind, place, subject, plannedAt };
      file.participants = participants.map((one) => participant(one, null, done.at));
      break;
    }
    case 'talk.moved':
      if (file.plan !== null) file.plan = { ...file.plan, place: said(act).place };
      for (const one of file.requests) one.place = said(act).place;
      break;
    case 'recording.ended':
      file.recorded = said(act).leaves > 0;
      break;
    case 'participant.joined': {
      const { participant: joined, mandate, request: id } = said(act);
      file.participants.push(participant(joined, mandate, done.at));
      if (id !== null) alter(request(id), (before) => ({ ...before, companion: joined.party.id, done: true }));
      break;
    }
    case 'request.registered': {
      const { request: id, ...rest } = said(act);
      file.requests.push({ ...done, id, ...rest, decision: null, alternative: null });
      break;
    }
    case 'request.decided': {
      const { request: id, ...decision } = said(act);
      request(id).decision = { ...done, ...decision };
      if (decision.alternative !== null) request(id).alternative = beginning(decision.alternative);
      break;
    }
    case 'request.reopened':
      request(said(act).request).decision = null;
      request(said(act).request).alternative = null;
      break;
    case 'listening.planned': {
      const { request: id, at, place } = said(act);
      alter(request(id), (before) => ({ ...before, listening: { at, place, heldAt: null, note: '' } }));
      break;
    }
    case 'listening.held': {
      const { request: id, at: heldAt, note } = said(act);
      alter(request(id), (before) => ({ ...before, done: true, listening: { ...before.listening!, heldAt, note } }));
      break;
    }
    case 'account.drafted': {
      const { request: id, draft, text } = said(act);
      written(request(id), (before) => ({ ...before, drafts: [...before.drafts, { ...done, id: draft, text }] }));
      break;
    }
    case 'account.remarked': {
      const { request: id, by, text } = said(act);
      written(request(id), (before) => ({ ...before, remarks: [...before.remarks, { ...done, by, text }] }));
      break;
    }
    case 'account.settled': {
      const { request: id, draft, sha256 } = said(act);
      written(request(id), (before) => ({ ...before, final: { ...done, draft, sha256 } }));
      alter(request(id), (before) => ({ ...before, done: true }));
      break;
    }
    case 'agreement.made': {
      const { agreement: id, ...rest } = said(act);
      file.agreement = { ...done, id, ...rest, confirmations: [], confirmed: false, secret: null };
      break;
    }
    case 'agreement.shared': {
      const { secretSha256: sha256, expiresAt } = said(act);
      if (file.agreement !== null) file.agreement.secret = { sha256, expiresAt };
      break;
    }
    case 'agreement.confirmed': {
      const { agreement: _, ...rest } = said(act);
      if (file.agreement === null) break;
      file.agreement.confirmations = [...file.agreement.confirmations, { ...done, ...rest }];
      if (rest.way === 'own-device') file.agreement.secret = null;
      const sides = new Set(
        file.agreement.confirmations.map(({ participant: id }) => file.participants.find((one) => one.id === id)?.side),
      );
      file.agreement.confirmed = sides.has('resident') && sides.has('office');
      break;
    }
    case 'agreement.ended':
      file.agreement = null;
      break;
    case 'notice.given': {
      const { notice: id, at, ...rest } = said(act);
      file.notices.push({ ...done, at, id, ...rest });
      break;
    }
    case 'gate.passed': {
      // The official told everybody who was there, and confirmed it, at the start on a device.
      const { words, language, how } = said(act).notice;
      const to = file.participants.map(({ id }) => id);
      file.notices.push({ ...done, id: `gate-${done.at}`, to, words, code: null, language, how });
      break;
    }
    case 'objection.lifted':
      file.lifted.push(said(act).objection);
      break;
    case 'copy.handed-out': {
      const { handover: id, rules: _, ...rest } = said(act);
      file.handovers.push({ ...done, id, ...rest });
      break;
    }
    case 'recording.offered': {
      const { offer: id, kept, ...rest } = said(act);
      file.offers.push({ ...done, id, ...rest, state: kept ? 'kept' : 'referred', judged: null, files: [] });
      break;
    }
    case 'recording.judged': {
      const { offer: id, decision, why, decidedBy } = said(act);
      const offer = file.offers.find((one) => one.id === id)!;
      offer.state = decision;
      offer.judged = { ...done, why, decidedBy };
      break;
    }
    case 'own-recording.invited': {
      const { recording: id, expiresAt } = said(act);
      file.ownRecordings.push({ ...done, id, expiresAt, startedAt: null, endedAt: null });
      break;
    }
    case 'own-recording.begun':
      alterOwn(file, said(act).recording, { startedAt: said(act).startedAt });
      break;
    case 'own-recording.ended':
      alterOwn(file, said(act).recording, { endedAt: said(act).endedAt });
      break;
    case 'file.opened': {
      const { file: id, offer, bytes, name } = said(act);
      const state = { state: 'receiving', mediaType: null, sha256: null, likeness: null, why: null } as const;
      const found = file.offers.find((one) => one.id === offer)!;
      found.files = [...found.files, { ...done, id, bytes, name, ...state }];
      break;
    }
    case 'file.received': {
      const { file: id, mediaType, sha256, likeness } = said(act);
      alterFile(file, id, { state: 'storing', mediaType, sha256, likeness });
      break;
    }
    case 'file.stored':
      alterFile(file, said(act).file, { state: 'stored' });
      break;
    case 'file.given-up':
      alterFile(file, said(act).file, { state: 'given-up', why: said(act).why });
      break;
    case 'misuse.reported': {
      const { report: id, ...rest } = said(act);
      file.reports.push({ ...done, id, ...rest, notes: [], closed: null });
      break;
    }
    case 'misuse.noted': {
      const { report: id, text } = said(act);
      const report = file.reports.find((one) => one.id === id)!;
      report.notes = [...report.notes, { ...done, text }];
      break;
    }
    case 'misuse.routed': {
      const { report: id, to, why } = said(act);
      const report = file.reports.find((one) => one.id === id)!;
      report.to = to;
      report.notes = [...report.notes, { ...done, text: why }];
      break;
    }
    case 'misuse.closed': {
      const { report: id, text } = said(act);
      file.reports.find((one) => one.id === id)!.closed = { ...done, text };
      break;
    }
  }
}

function participant(
  { party, side, part, account }: ParticipantDetail,
  mandate: string | null,
  at: number,
): Participant {
  return { id: party.id, name: party.name ?? '', side, part, accountId: account, mandate, joinedAt: at };
}

function beginning(kind: AlternativeState['kind']): AlternativeState {
  const account = kind === 'written-account' ? { drafts: [], remarks: [], final: null } : null;
  return { kind, done: false, companion: null, listening: null, account };
}

function alterOwn(file: Building, id: string, now: Partial<TalkFile['ownRecordings'][number]>): void {
  file.ownRecordings = file.ownRecordings.map((one) => (one.id === id ? { ...one, ...now } : one));
}

function alterFile(file: Building, id: string, now: Partial<OfferedFile>): void {
  for (const offer of file.offers) offer.files = offer.files.map((one) => (one.id === id ? { ...one, ...now } : one));
}

function alter(request: Mutable<RequestState>, change: (before: AlternativeState) => AlternativeState): void {
  if (request.alternative !== null) request.alternative = change(request.alternative);
}

function written(
  request: Mutable<RequestState>,
  change: (before: NonNullable<AlternativeState['account']>) => NonNullable<AlternativeState['account']>,
): void {
  alter(request, (before) => ({ ...before, account: before.account && change(before.account) }));
}
