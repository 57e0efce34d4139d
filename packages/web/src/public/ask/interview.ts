/** Which question comes next, and what a different answer would change. Follows from the rules; the guide orders it. */
import {
  type Answer,
  type Asking,
  type Guide,
  judge,
  matches,
  openFacts,
  PERSONS_FACTS,
  type RuleSet,
  rank,
} from '@woordelijk/rules';
import { type Asked, caseOf } from './asked.ts';

/** What is left to ask. */
export interface Remaining {
  /** One by one, in this order; the first is next. */
  readonly questions: readonly Asking[];
  /** Taken as usual unless somebody says otherwise, and could still change the answer. */
  readonly assumed: readonly Asking[];
}

/** What still matters: main questions while all else is as usual, and what was assumed to be usual. */
export function remaining(ruleSet: RuleSet, guide: Guide, asked: Asked): Remaining {
  const usual = Object.fromEntries(
    guide.facts.filter(({ later }) => later).map(({ key }) => [key, usualValue(ruleSet, key)]),
  );
  const matter = new Set(openFacts(ruleSet, { ...caseOf(asked), situation: { ...usual, ...asked.facts } }));
  const possible = new Set(openFacts(ruleSet, caseOf(asked)));
  return {
    questions: guide.facts.filter(({ key, later }) => !later && matter.has(key)),
    assumed: guide.facts.filter(({ key, later }) => possible.has(key) && (later || asked.enough)),
  };
}

/** The value that counts when nothing is said. */
export function usualValue(ruleSet: RuleSet, key: string): string {
  return ruleSet.dimensions.find((one) => one.key === key)?.values[0]?.code as string;
}

/** The situation with one answer changed, and the verdict it would get. */
export interface Flip {
  readonly key: string;
  readonly value: string;
  readonly verdict: string;
  readonly level: string;
  /** Only a named person can settle it. */
  readonly byPerson: boolean;
}

/** Single changes that give another verdict: first what somebody can do otherwise, then the mildest. */
export function flips(ruleSet: RuleSet, guide: Guide, asked: Asked, answer: Answer): Flip[] {
  const order = [...guide.facts.map(({ key }) => key), ...PERSONS_FACTS];
  const found: Flip[] = [];
  for (const key of order) {
    const dimension = ruleSet.dimensions.find((one) => one.key === key);
    for (const { code: value } of dimension?.values ?? []) {
      if (value === answer.receipt.facts[key]) continue;
      const facts = { ...answer.receipt.facts, [key]: value };
      if (ruleSet.impossible.some(({ when }) => matches(when, facts))) continue;
      const { verdict, level } = judge(ruleSet, caseOf({ ...asked, facts: { ...asked.facts, [key]: value } }));
      if (verdict === answer.verdict) continue;
      found.push({ key, value, verdict, level, byPerson: PERSONS_FACTS.includes(key) });
    }
  }
  const inHand = new Set(ruleSet.duties.flatMap(({ met, unmet }) => Object.keys({ ...met, ...unmet })));
  const given = ({ key }: Flip) => (inHand.has(key) ? 0 : 1);
  return found.sort((a, b) => given(a) - given(b) || rank(ruleSet, a.verdict) - rank(ruleSet, b.verdict));
}

/** Facts that show the duty as done, or as not done; undefined where facts cannot, or where only a person settles them. */
export function factsOfDuty(ruleSet: RuleSet, code: string, done: boolean): Record<string, string> | undefined {
  const duty = ruleSet.duties.find((one) => one.code === code);
  const conditions = done ? duty?.met : duty?.unmet;
  if (conditions === undefined || Object.keys(conditions).some((key) => PERSONS_FACTS.includes(key))) return undefined;
  return Object.fromEntries(Object.entries(conditions).map(([key, values]) => [key, values[0] as string]));
}

/** The question whose answer shows whether the duty is met, where no single answer would do; undefined where there is none. */
export function questionOfDuty(ruleSet: RuleSet, code: string): string | undefined {
  const duty = ruleSet.duties.find((one) => one.code === code);
  if (duty?.met !== undefined) return undefined;
  return Object.keys(duty?.unmet ?? {}).find((key) => !PERSONS_FACTS.includes(key));
}

/** Whether only a person's assessment shows that the duty is met. */
export function isForPerson(ruleSet: RuleSet, code: string): boolean {
  const duty = ruleSet.duties.find((one) => one.code === code);
  return Object.keys(duty?.met ?? {}).some((key) => PERSONS_FACTS.includes(key));
}
