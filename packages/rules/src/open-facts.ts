import { PERSONS_FACTS } from './decisions.ts';
import { QuestionError } from './errors.ts';
import { type Case, decide, rank } from './evaluate.ts';
import { type Conditions, holdsOn, matches, type Overlay, type RuleSet, type Sheet } from './rule-set.ts';

type Facts = Readonly<Record<string, string>>;

/** What a sheet can still say: one entry for each combination of the facts that it turns on. */
interface Outcome {
  readonly facts: Facts;
  readonly rank: number;
  /** What the rest of the answer takes from it, apart from the verdict. */
  readonly level: string;
  readonly duties: string;
  readonly offences: string;
}

/**
 * The facts that still matter: those of which some possible value, with some possible values of the other unknown facts,
 * would change verdict, norm level, duties or offences. In the order of the model. Facts in `situation` are known; all
 * others are unknown, but for what only a named person settles: that stays unsettled until it is given. Combinations that
 * do not exist are left aside. Once the answer can only be an offence, duties no longer count.
 * @throws QuestionError for an unknown question or organisation.
 */
export function openFacts(ruleSet: RuleSet, asked: Case): string[] {
  const question = ruleSet.questions.find(({ code }) => code === asked.vraag);
  if (question === undefined) throw new QuestionError('vraag', `'${asked.vraag}' is unknown`);
  const overlays = (asked.organisatie ?? []).map((key) => {
    const found = ruleSet.overlays.find((overlay) => overlay.key === key);
    if (found === undefined) throw new QuestionError('organisatie', `'${key}' has no rules here`);
    return found;
  });
  const known = knownFacts(ruleSet, asked.situation);
  const inForce = overlays.filter((overlay) => holdsOn(overlay, asked.datum));
  const sheets = question.sheets.map((key) => {
    const sheet = ruleSet.sheets.find((one) => one.key === key) as Sheet;
    return possibleOutcomes(ruleSet, sheet, known, asked.datum, inForce);
  });
  const certain = Math.max(...sheets.map((outcomes) => Math.min(...outcomes.map((outcome) => outcome.rank))));
  const told = tellerOf(ruleSet, certain);
  const open = new Set(sheets.flatMap((outcomes) => turningFacts(outcomes, told)));
  return ruleSet.dimensions.map(({ key }) => key).filter((key) => open.has(key));
}

function knownFacts(ruleSet: RuleSet, given: Facts): Facts {
  const unsettled = ruleSet.dimensions
    .filter(({ key }) => PERSONS_FACTS.includes(key))
    .map(({ key, values }) => [key, (values[0] as { code: string }).code]);
  return { ...Object.fromEntries(unsettled), ...given };
}

/** What of an outcome reaches the answer when the verdict is at least the certain one. */
function tellerOf(ruleSet: RuleSet, certain: number): (outcome: Outcome) => string {
  const offenceForSure = certain === rank(ruleSet, 'STRAFBAAR');
  return ({ rank, level, duties, offences }) =>
    [rank >= certain ? `${rank} ${level}` : '', offenceForSure ? '' : duties, offences].join('|');
}

/** Unknown facts of which two values, all else equal, tell different things. */
function turningFacts(outcomes: readonly Outcome[], told: (outcome: Outcome) => string): string[] {
  const keys = Object.keys(outcomes[0]?.facts ?? {});
  return keys.filter((key) => {
    const others = keys.filter((other) => other !== key);
    const seen = new Map<string, string>();
    return outcomes.some((outcome) => {
      const place = others.map((other) => outcome.facts[other]).join('|');
      const says = told(outcome);
      const before = seen.get(place) ?? says;
      seen.set(place, says);
      return before !== says;
    });
  });
}

function possibleOutcomes(
  ruleSet: RuleSet,
  sheet: Sheet,
  known: Facts,
  date: string,
  overlays: readonly Overlay[],
): Outcome[] {
  const house = overlays.flatMap(({ rows }) => rows).filter((row) => row.sheet === sheet.key);
  const rows = [...sheet.rows, ...house].filter((row) => holdsOn(row, date) && mayMatch(row.when, known));
  const derived = ruleSet.derived.filter(({ key }) => rows.some(({ when }) => key in when));
  const conditions = [...rows.map(({ when }) => when), ...derived.flatMap(({ rows }) => rows.map(({ when }) => when))];
  const choices = ruleSet.dimensions
    .filter(({ key }) => known[key] === undefined && conditions.some((when) => key in when))
    .map(({ key, values }) => {
      const all = [...conditions, ...ruleSet.impossible.map(({ when }) => when)];
      return [
        key,
        representatives(
          key,
          values.map(({ code }) => code),
          all,
        ),
      ] as const;
    });
  return combinations(choices).flatMap((chosen): Outcome[] => {
    const facts: Record<string, string> = { ...known, ...chosen };
    if (ruleSet.impossible.some(({ when }) => matches(when, facts))) return [];
    for (const { key, rows, otherwise } of derived)
      facts[key] = rows.find(({ when }) => matches(when, facts))?.becomes ?? otherwise;
    const { deciding, counting } = decide(ruleSet, sheet, facts, date, overlays);
    return [
      {
        facts: chosen,
        rank: rank(ruleSet, deciding.verdict as string),
        level: deciding.level,
        duties: [...new Set(counting.flatMap(({ duties }) => duties))].sort().join(' '),
        offences: counting.flatMap(({ offences }) => offences).join(' '),
      },
    ];
  });
}

/** Whether the conditions can still hold, given what is known. */
function mayMatch(when: Conditions, known: Facts): boolean {
  return Object.entries(when).every(([key, values]) => known[key] === undefined || values.includes(known[key]));
}

/** One value for each group of values that no condition tells apart. */
function representatives(key: string, values: readonly string[], conditions: readonly Conditions[]): string[] {
  const asking = conditions.filter((when) => key in when);
  const groups = new Map<string, string>();
  for (const value of values) {
    const group = asking.map((when) => (when[key]?.includes(value) ? '1' : '0')).join('');
    if (!groups.has(group)) groups.set(group, value);
  }
  return [...groups.values()];
}

function combinations(choices: readonly (readonly [string, readonly string[]])[]): Record<string, string>[] {
  let found: Record<string, string>[] = [{}];
  for (const [key, values] of choices)
    found = found.flatMap((one) => values.map((value) => ({ ...one, [key]: value })));
  return found;
}
