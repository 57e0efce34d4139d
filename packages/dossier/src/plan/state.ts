/** Plans, read out of their acts: nothing here is kept anywhere, and nothing is ever changed. */
import { termEnds } from '@woordelijk/rules';
import type { Tx } from '../db/database.ts';
import type { House } from '../house.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { actsOfOrganisation } from '../ledger/of-organisation.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { Done } from '../table/face.ts';
import { PLAN_ACTS, type PlanActs } from './acts.ts';
import { councilJudged, fingerprint, impactJudged, purposeJudged } from './content.ts';
import type { PlanVersion, RecordingPlan } from './face.ts';
import { planTexts } from './texts.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Kept<T> = Mutable<Omit<T, 'stale'>> & { judged: string };
type Building = Mutable<
  Omit<RecordingPlan, 'assessments' | 'impact' | 'council' | 'texts' | 'versions' | 'changed'>
> & {
  assessments: Kept<RecordingPlan['assessments'][number]>[];
  impact: Kept<NonNullable<RecordingPlan['impact']>> | null;
  council: Kept<NonNullable<RecordingPlan['council']>> | null;
  texts: Kept<NonNullable<RecordingPlan['texts']>> | null;
  versions: Mutable<PlanVersion>[];
};

/** Plans as they were read last, by organisation: until another act about a plan stands in the ledger, nothing changed. */
const read = new WeakMap<House, Map<string, { seq: number; name: string; plans: readonly RecordingPlan[] }>>();

/** The plans of an organisation, oldest first. */
export async function plansOf(house: House, organisationId: string): Promise<readonly RecordingPlan[]> {
  const db = house.database.read;
  const last = await db
    .selectFrom('ledger')
    // The largest, not the last in order: that would walk back over every act of every talk since.
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('organisation_id', '=', organisationId)
    .where('talk_id', 'is', null)
    .where('act', 'in', [...PLAN_ACTS])
    .executeTakeFirst();
  if (last?.seq == null) return [];
  const kept = read.get(house) ?? new Map();
  read.set(house, kept);
  const name = await nameOf(db, organisationId);
  const known = kept.get(organisationId);
  if (known?.seq === last.seq && known.name === name) return known.plans;
  const plans = await plansIn(db, await keysOf(house, organisationId), organisationId);
  kept.set(organisationId, { seq: last.seq, name, plans });
  return plans;
}

/** As `plansOf`, within the transaction of an act. */
export async function plansIn(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  organisationId: string,
): Promise<RecordingPlan[]> {
  const acts = await actsOfOrganisation(db, keys, organisationId, PLAN_ACTS);
  return foldPlans(acts, await nameOf(db, organisationId));
}

async function nameOf(db: Pick<Tx, 'selectFrom'>, organisationId: string): Promise<string> {
  const row = await db.selectFrom('organisation').select('name').where('id', '=', organisationId).executeTakeFirst();
  return row?.name ?? '';
}

/** Plays the acts over, oldest first. `organisation`: its name, which stands in the words. */
export function foldPlans(
  acts: readonly { readonly row: LedgerRow; readonly detail: unknown }[],
  organisation: string,
): RecordingPlan[] {
  const plans = new Map<string, Building>();
  for (const { row, detail } of acts) {
    const id = (detail as { plan: string }).plan;
    if (row.act === 'plan.drafted' && !plans.has(id))
      plans.set(id, {
        id,
        organisationId: row.organisation_id,
        state: 'draft',
        content: (detail as PlanActs['plan.drafted']).content,
        assessments: [],
        exceptions: [],
        impact: null,
        advice: null,
        council: null,
        texts: null,
        uses: [],
        versions: [],
        live: null,
        ended: null,
      });
    const plan = plans.get(id);
    if (plan !== undefined) take(plan, row.act as keyof PlanActs, detail, { at: row.at, actor: row.actor });
  }
  return [...plans.values()].map((plan) => finished(plan, organisation));
}

function take(plan: Building, act: keyof PlanActs, detail: unknown, done: Done): void {
  const said = <C extends keyof PlanActs>(_: C) => detail as PlanActs[C];
  switch (act) {
    case 'plan.drafted':
      plan.content = said(act).content;
      break;
    case 'plan.assessed': {
      const { plan: _, ...rest } = said(act);
      const same = (one: { purpose: string; person: string }) =>
        one.purpose === rest.purpose && one.person === rest.person;
      plan.assessments = [...plan.assessments.filter((one) => !same(one)), { ...done, ...rest }];
      break;
    }
    case 'plan.excepted': {
      const { plan: _, ...rest } = said(act);
      plan.exceptions = [...plan.exceptions.filter(({ content }) => content !== rest.content), { ...done, ...rest }];
      break;
    }
    case 'plan.impact-recorded': {
      const { plan: _, ...rest } = said(act);
      plan.impact = { ...done, ...rest };
      break;
    }
    case 'plan.advised': {
      const { plan: _, ...rest } = said(act);
      plan.advice = { ...done, ...rest };
      break;
    }
    case 'plan.council-recorded': {
      const { plan: _, ...rest } = said(act);
      const unasked = rest.way === 'asked' || rest.way === 'refused';
      plan.council = { ...done, ...rest, nullityUntil: unasked ? termEnds('nullity', rest.on) : null };
      break;
    }
    case 'plan.texts-approved': {
      const { plan: _, ...rest } = said(act);
      plan.texts = { ...done, ...rest };
      break;
    }
    case 'plan.went-live': {
      const { plan: id, version, at: from, ...rest } = said(act);
      if (plan.live !== null) plan.versions.at(-1)!.until = from;
      const number = plan.versions.length + 1;
      const made = { id: version, plan: id, organisationId: plan.organisationId, number, from, until: null, ...rest };
      plan.versions.push(made);
      plan.live = made;
      plan.state = 'live';
      break;
    }
    case 'plan.use-judged': {
      const { plan: _, ...rest } = said(act);
      plan.uses = [...plan.uses.filter(({ goal }) => goal !== rest.goal), { ...done, ...rest }];
      break;
    }
    case 'plan.ended': {
      const { at, why } = said(act);
      if (plan.live !== null) plan.versions.at(-1)!.until = at;
      plan.live = null;
      plan.state = 'ended';
      plan.ended = { ...done, at, why };
      break;
    }
  }
}

function finished(plan: Building, organisation: string): RecordingPlan {
  const { content } = plan;
  const purpose = (id: string) => content.purposes.find((one) => one.id === id);
  const stale = <T extends { judged: string }>({ judged, ...rest }: T, now: string | undefined) => ({
    ...rest,
    stale: judged !== now,
  });
  return {
    ...plan,
    changed: plan.live !== null && canonicalJson(plan.live.content) !== canonicalJson(content),
    assessments: plan.assessments
      .filter((one) => purpose(one.purpose) !== undefined)
      .map((one) => stale(one, purposeJudged(purpose(one.purpose)!, one.person))),
    exceptions: plan.exceptions.filter((one) => content.contents.includes(one.content)),
    impact: plan.impact && stale(plan.impact, impactJudged(content)),
    council: plan.council && stale(plan.council, councilJudged(content)),
    texts: plan.texts && stale(plan.texts, fingerprint(planTexts(content, organisation))),
  };
}
