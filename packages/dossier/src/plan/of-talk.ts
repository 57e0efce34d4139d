/** The version of a plan that a talk was recorded under: for its purposes, its terms and its words. */
import type { House } from '../house.ts';
import { talkRow } from '../talk/talks.ts';
import type { PlanVersion } from './face.ts';
import { plansOf } from './state.ts';

/** The version; undefined where the talk was recorded before there were plans, or not at all. Rejects `talk-not-found`. */
export async function planOfTalk(house: House, talkId: string): Promise<PlanVersion | undefined> {
  const { organisation_id, plan_version } = await talkRow(house, talkId);
  return plan_version === null ? undefined : await planVersion(house, organisation_id, plan_version);
}

/** A version by its id, as `talk.plan_version` has it. */
export async function planVersion(
  house: House,
  organisationId: string,
  version: string,
): Promise<PlanVersion | undefined> {
  const plans = await plansOf(house, organisationId);
  return plans.flatMap(({ versions }) => versions).find(({ id }) => id === version);
}
