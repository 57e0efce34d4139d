/** Recording plans over HTTP: the dossier's words put into the contract's. */
import type { RecordingPlan as PlanOnTheWire, PlanVersion as VersionOnTheWire } from '@woordelijk/api';
import type { Asking, Dossier, JudgedPlan, PlanVersion } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { letterheadFor } from './letterhead.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import { organisationOf } from './organisations.ts';
import { paperOf } from './plan-paper.ts';
import { sendDocument } from './send-document.ts';

type PlanHandlers = Pick<
  Handlers,
  | 'listRecordingPlans'
  | 'getRecordingPlan'
  | 'getPlanPaper'
  | 'listPlanTemplates'
  | 'listProcessing'
  | 'beginRecordingPlan'
  | 'draftRecordingPlan'
  | 'assessPlan'
  | 'exceptPlan'
  | 'recordImpact'
  | 'advisePlan'
  | 'recordCouncil'
  | 'approveTexts'
  | 'putPlanLive'
  | 'judgeUse'
  | 'endPlan'
>;

interface Asked {
  readonly visitor: Visitor;
  readonly request: FastifyRequest;
}

/** Handlers for recording plans. */
export function planHandlers(dossier: Dossier): PlanHandlers {
  const { recordingPlans: plans } = dossier;
  const asking = ({ visitor, request }: Asked): Asking => ({ actor: visitor.actor, once: onceOf(request) });
  const answer = async (plan: Promise<JudgedPlan>): Promise<PlanOnTheWire> => planOnTheWire(await plan);
  return {
    async listRecordingPlans({ params }) {
      return { items: (await plans.of(params.organisationId)).map(planOnTheWire) };
    },
    getRecordingPlan: ({ params }) => answer(plans.one(params.organisationId, params.planId)),
    async getPlanPaper({ params: { organisationId, planId }, query: { as = 'html', language = 'nl' }, reply }) {
      const paper = await paperOf(dossier, organisationId, planId, language);
      const head = await letterheadFor(dossier, await organisationOf(dossier, organisationId));
      return await sendDocument(paper, as, `opnameplan-${planId.slice(-8)}`, head, reply);
    },
    async listProcessing({ params }) {
      const lines = await plans.register(params.organisationId);
      return { items: writable(lines.map(({ since, ...rest }) => ({ ...rest, since: moment(since) }))) };
    },
    async listPlanTemplates({ params }) {
      return { items: writable(await plans.templates(params.organisationId)) };
    },
    beginRecordingPlan: (a) => answer(plans.begin(a.params.organisationId, a.body, asking(a))),
    draftRecordingPlan: (a) => answer(plans.draft(a.params.organisationId, a.params.planId, a.body, asking(a))),
    assessPlan: (a) => answer(plans.assess(a.params.organisationId, a.params.planId, a.body, asking(a))),
    exceptPlan: (a) => answer(plans.except(a.params.organisationId, a.params.planId, a.body, asking(a))),
    recordImpact: (a) => answer(plans.recordImpact(a.params.organisationId, a.params.planId, a.body, asking(a))),
    advisePlan: (a) => answer(plans.advise(a.params.organisationId, a.params.planId, a.body, asking(a))),
    recordCouncil: (a) => answer(plans.recordCouncil(a.params.organisationId, a.params.planId, a.body, asking(a))),
    approveTexts: (a) => answer(plans.approve(a.params.organisationId, a.params.planId, a.body, asking(a))),
    putPlanLive: (a) => answer(plans.goLive(a.params.organisationId, a.params.planId, asking(a))),
    judgeUse: (a) => answer(plans.judgeUse(a.params.organisationId, a.params.planId, a.body, asking(a))),
    endPlan: (a) => answer(plans.end(a.params.organisationId, a.params.planId, a.body.why, asking(a))),
  };
}

function planOnTheWire(plan: JudgedPlan): PlanOnTheWire {
  const { assessments, exceptions, impact, advice, council, texts, uses, live, versions, ended, ...rest } = plan;
  return writable({
    ...rest,
    assessments: assessments.map(told),
    exceptions: exceptions.map(told),
    uses: uses.map(told),
    impact: impact && told(impact),
    advice: advice && told(advice),
    council: council && told(council),
    texts: texts && told(texts),
    ended: ended && told(ended),
    live: live && versionOnTheWire(live),
    versions: versions.map(({ id, number, from, until }) => ({ id, number, ...period({ from, until }) })),
  });
}

function versionOnTheWire({ id, number, content, texts, rules, ...rest }: PlanVersion): VersionOnTheWire {
  return writable({
    id,
    number,
    content,
    texts,
    rules: rules.map((one) => ({ ...one, receipt: { ...one.receipt } })),
    ...period(rest),
  });
}

function period({ from, until }: Pick<PlanVersion, 'from' | 'until'>): { from: string; until: string | null } {
  return { from: moment(from), until: until === null ? null : moment(until) };
}

type Writable<T> = T extends readonly (infer I)[]
  ? Writable<I>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T;

/** What the dossier gives for reading only, for an answer that is written out at once. */
function writable<T>(value: T): Writable<T> {
  return value as Writable<T>;
}

function told<T extends { readonly at: number }>(one: T): Omit<T, 'at'> & { at: string } {
  return { ...one, at: moment(one.at) };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
