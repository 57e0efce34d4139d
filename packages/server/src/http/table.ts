/** The talk at the table over HTTP: the dossier's words put into the contract's. */
import type { TalkFile as FileOnTheWire, Objection as ObjectionOnTheWire } from '@woordelijk/api';
import type { Asking, Dossier, Objection, RequestState, RuleAnswer, TalkFile } from '@woordelijk/dossier';
import { sightOf } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import { HttpProblem } from './problems.ts';
import { sendText } from './send-document.ts';

type TableHandlers = Pick<
  Handlers,
  | 'getTalkFile'
  | 'listOpenRequests'
  | 'registerRequest'
  | 'decideRequest'
  | 'reopenRequest'
  | 'moveTalk'
  | 'joinTalk'
  | 'planListening'
  | 'holdListening'
  | 'draftAccount'
  | 'remarkAccount'
  | 'settleAccount'
  | 'makeAgreement'
  | 'shareAgreement'
  | 'confirmAgreement'
  | 'endAgreement'
  | 'getAgreement'
  | 'openSharedAgreement'
  | 'confirmSharedAgreement'
  | 'listNoticeWords'
  | 'giveNotice'
  | 'liftObjection'
  | 'handOutCopy'
  | 'offerRecording'
  | 'judgeOffer'
  | 'reportMisuse'
  | 'noteMisuse'
  | 'routeMisuse'
  | 'closeMisuse'
  | 'listObjections'
  | 'registerObjection'
  | 'withdrawObjection'
>;

interface Asked {
  readonly visitor: Visitor;
  readonly request: FastifyRequest;
}

/** The address behind which the other side confirms. The secret stands in the fragment: no server or proxy sees it. */
export function agreementLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/#/afspraken/${secret}`;
}

/** Handlers for the talk at the table. */
export function tableHandlers(dossier: Dossier, publicUrl: () => string): TableHandlers {
  const { table, objections } = dossier;
  const asking = ({ visitor, request }: Asked): Asking => ({ actor: visitor.actor, once: onceOf(request) });
  const answer = async (file: Promise<TalkFile> | TalkFile): Promise<FileOnTheWire> => {
    const { talkId } = await file;
    return fileOnTheWire(await file, await table.hindrances(talkId), dossier.headToken);
  };
  return {
    getTalkFile: ({ params }) => answer(table.file(params.talkId)),
    async listOpenRequests({ visitor }) {
      const items = await table.openRequests(sightOf(visitor.standing, 'talk.see'));
      return { items: items.map((one) => ({ ...one, at: moment(one.at), startedAt: moment(one.startedAt) })) };
    },
    registerRequest: (a) => answer(table.register(a.params.talkId, a.body, asking(a))),
    decideRequest: (a) => answer(table.decide(a.params.talkId, a.params.requestId, a.body, asking(a))),
    reopenRequest: (a) => answer(table.reopen(a.params.talkId, a.params.requestId, a.body.why, asking(a))),
    moveTalk: (a) => answer(table.move(a.params.talkId, a.body.place, a.body.why, asking(a))),
    joinTalk: (a) => answer(table.join(a.params.talkId, a.body, asking(a))),
    planListening: (a) =>
      answer(table.planListening(a.params.talkId, a.params.requestId, Date.parse(a.body.at), a.body.place, asking(a))),
    holdListening: (a) =>
      answer(table.holdListening(a.params.talkId, a.params.requestId, a.body.note ?? '', asking(a))),
    draftAccount: (a) => answer(table.draft(a.params.talkId, a.params.requestId, a.body.text, asking(a))),
    remarkAccount: (a) => answer(table.remark(a.params.talkId, a.params.requestId, a.body.by, a.body.text, asking(a))),
    settleAccount: (a) => answer(table.settleAccount(a.params.talkId, a.params.requestId, asking(a))),
    makeAgreement: (a) => answer(table.agree(a.params.talkId, asking(a))),
    async shareAgreement(a) {
      const { secret, expiresAt } = await table.share(a.params.talkId, asking(a));
      return { link: agreementLink(publicUrl(), secret), expiresAt: moment(expiresAt) };
    },
    confirmAgreement: (a) => answer(table.confirm(a.params.talkId, a.body.participant, a.body.name, asking(a))),
    endAgreement: (a) => answer(table.endAgreement(a.params.talkId, a.body.why, asking(a))),
    async getAgreement({ params, reply }) {
      return sendText(await table.sealedAgreement(params.talkId), 'afspraken', reply);
    },
    async openSharedAgreement({ body }) {
      const open = await table.shared(body.secret);
      if (open === undefined) throw new HttpProblem('secret-refused');
      return { document: open.document, confirmed: open.confirmed };
    },
    async confirmSharedAgreement({ body }) {
      return { document: await table.confirmShared(body.secret, body.name) };
    },
    async listNoticeWords({ params }) {
      return { items: (await table.noticeWords(params.talkId)).map((one) => ({ ...one })) };
    },
    giveNotice: (a) => answer(table.tell(a.params.talkId, a.body, asking(a))),
    liftObjection: (a) =>
      answer(table.lift(a.params.talkId, a.body.objectionId, a.body.why, a.body.decidedBy, asking(a))),
    handOutCopy: (a) => answer(table.handOut(a.params.talkId, a.body, asking(a))),
    offerRecording: (a) => answer(table.offer(a.params.talkId, a.body, asking(a))),
    judgeOffer: (a) => answer(table.judgeOffer(a.params.talkId, a.params.offerId, a.body, asking(a))),
    reportMisuse: (a) => answer(table.report(a.params.talkId, a.body, asking(a))),
    noteMisuse: (a) => answer(table.noteReport(a.params.talkId, a.params.reportId, a.body.text, asking(a))),
    routeMisuse: (a) => answer(table.routeReport(a.params.talkId, a.params.reportId, a.body.to, a.body.why, asking(a))),
    closeMisuse: (a) => answer(table.closeReport(a.params.talkId, a.params.reportId, a.body.text, asking(a))),
    async listObjections({ params }) {
      return { items: (await objections.list(params.organisationId)).map(objectionOnTheWire) };
    },
    async registerObjection(a) {
      return objectionOnTheWire(await objections.register(a.params.organisationId, a.body, asking(a)));
    },
    async withdrawObjection({ params, visitor }) {
      await objections.withdraw(params.organisationId, params.objectionId, visitor.actor);
    },
  };
}

/** Times are told as moments; everything else is as the dossier has it. */
function fileOnTheWire(
  file: TalkFile,
  hindrances: Awaited<ReturnType<Dossier['table']['hindrances']>>,
  headToken: Dossier['headToken'],
): FileOnTheWire {
  return {
    talkId: file.talkId,
    plan: file.plan && { ...file.plan, plannedAt: moment(file.plan.plannedAt) },
    participants: file.participants.map((one) => ({ ...one, joinedAt: moment(one.joinedAt) })),
    requests: file.requests.map(requestOnTheWire),
    agreement: file.agreement && {
      ...told(file.agreement),
      lines: file.agreement.lines.map((line) => ({ ...line })),
      confirmations: file.agreement.confirmations.map(told),
      rules: rulesOnTheWire(file.agreement.rules),
    },
    notices: file.notices.map((one) => ({ ...told(one), to: [...one.to] })),
    untold: [...file.untold],
    handovers: file.handovers.map(told),
    offers: file.offers.map((one) => ({
      ...told(one),
      judged: one.judged && told(one.judged),
      files: one.files.map(told),
      rules: rulesOnTheWire(one.rules),
    })),
    reports: file.reports.map((one) => ({
      ...told(one),
      notes: one.notes.map(told),
      closed: one.closed && told(one.closed),
    })),
    ownRecordings: file.ownRecordings.map((one) => ({
      ...told(one),
      expiresAt: moment(one.expiresAt),
      startedAt: one.startedAt === null ? null : moment(one.startedAt),
      endedAt: one.endedAt === null ? null : moment(one.endedAt),
      headToken: headToken(one.id),
    })),
    lifted: [...file.lifted],
    recorded: file.recorded,
    hindrances: hindrances.map((one) => ({
      because: one.because,
      ...(one.because === 'objection'
        ? { objectionId: one.objectionId, participant: one.participant, since: moment(one.since) }
        : {}),
      ...(one.because === 'not-told' ? { participants: [...one.participants] } : {}),
    })),
  };
}

function requestOnTheWire(request: RequestState): FileOnTheWire['requests'][number] {
  const { decision, alternative } = request;
  return {
    ...told(request),
    rules: rulesOnTheWire(request.rules),
    decision: decision && { ...told(decision), rules: decision.rules && rulesOnTheWire(decision.rules) },
    alternative: alternative && {
      kind: alternative.kind,
      done: alternative.done,
      companion: alternative.companion,
      listening: alternative.listening && {
        ...alternative.listening,
        at: moment(alternative.listening.at),
        heldAt: alternative.listening.heldAt === null ? null : moment(alternative.listening.heldAt),
      },
      account: alternative.account && {
        drafts: alternative.account.drafts.map(told),
        remarks: alternative.account.remarks.map(told),
        final: alternative.account.final && told(alternative.account.final),
      },
    },
  };
}

/** What the rules said, as it travels. */
export function rulesOnTheWire({ duties, openQuestions, receipt, ...rest }: RuleAnswer) {
  return {
    ...rest,
    duties: duties.map((duty) => ({ ...duty, text: { ...duty.text } })),
    openQuestions: openQuestions.map((text) => ({ ...text })),
    receipt: { ...receipt },
  };
}

function objectionOnTheWire({ createdAt, ...rest }: Objection): ObjectionOnTheWire {
  return { ...rest, createdAt: moment(createdAt) };
}

function told<T extends { readonly at: number }>(one: T): Omit<T, 'at'> & { at: string } {
  return { ...one, at: moment(one.at) };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
