/** The acts about recording plans, with what each leaves in the organisation's ledger. */

import type { Text } from '@woordelijk/rules';
import type { RuleAnswer } from '../table/acts.ts';
import type { AssessmentKind, CouncilWay, PlanContent, PlanPerson, PlanText } from './face.ts';

/** `judged`: SHA-256 (hex) over that of the plan which the act is about; where the plan says otherwise later, the act no longer counts. */
export interface PlanActs {
  /** The first one begins the plan. */
  'plan.drafted': { readonly plan: string; readonly content: PlanContent };
  'plan.assessed': {
    readonly plan: string;
    readonly purpose: string;
    readonly person: PlanPerson;
    readonly kind: AssessmentKind;
    readonly answers: readonly { readonly question: Text; readonly answer: string }[];
    readonly outcome: 'positive' | 'negative';
    readonly by: string;
    readonly on: string;
    readonly judged: string;
  };
  'plan.excepted': {
    readonly plan: string;
    readonly content: string;
    readonly applies: boolean;
    readonly why: string;
    readonly by: string;
    readonly on: string;
  };
  'plan.impact-recorded': {
    readonly plan: string;
    readonly signs: readonly string[];
    readonly done: boolean;
    readonly outcome: string;
    readonly document: string;
    readonly by: string;
    readonly on: string;
    readonly judged: string;
  };
  'plan.advised': {
    readonly plan: string;
    readonly agreed: boolean;
    readonly advice: string;
    readonly by: string;
  };
  'plan.council-recorded': {
    readonly plan: string;
    readonly way: CouncilWay;
    readonly on: string;
    readonly document: string;
    readonly scope: string;
    readonly by: string;
    readonly judged: string;
  };
  'plan.texts-approved': {
    readonly plan: string;
    readonly texts: readonly PlanText[];
    readonly by: string;
    readonly judged: string;
  };
  /** `version`: its id, kept by every talk that is recorded under it. `at`: epoch milliseconds. */
  'plan.went-live': {
    readonly plan: string;
    readonly version: string;
    readonly at: number;
    readonly content: PlanContent;
    readonly texts: readonly PlanText[];
    readonly rules: readonly RuleAnswer[];
  };
  /** Whether another purpose (a value of `doel`) fits what was announced (AVG 6(4)). */
  'plan.use-judged': {
    readonly plan: string;
    /** What was announced when it was judged; absent in acts from before it was noted. */
    readonly version?: string;
    readonly goal: string;
    readonly answers: readonly { readonly question: Text; readonly answer: string }[];
    readonly outcome: 'positive' | 'negative';
    readonly by: string;
    readonly on: string;
  };
  'plan.ended': { readonly plan: string; readonly at: number; readonly why: string };
}

/** Codes of all acts about plans. */
export const PLAN_ACTS = [
  'plan.drafted',
  'plan.assessed',
  'plan.excepted',
  'plan.impact-recorded',
  'plan.advised',
  'plan.council-recorded',
  'plan.texts-approved',
  'plan.went-live',
  'plan.use-judged',
  'plan.ended',
] as const satisfies readonly (keyof PlanActs)[];
