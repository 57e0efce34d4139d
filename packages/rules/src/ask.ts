import type { Decision } from './decisions.ts';
import { QuestionError } from './errors.ts';
import { type Answer, type Case, evaluate, type HashedRules } from './evaluate.ts';

/**
 * Answers questions given as JSON: one case, or an array of cases. A case is `{ id?, vraag, datum, organisatie?: [],
 * situation: {} }`; other members are left alone. Answers come in the same shape and order, each with `id, verdict,
 * level, regime, findings, obligations, sources, offence, explanation, receipt` and what a page needs besides.
 * @throws QuestionError that names the case and the member that is wrong; SyntaxError-free: bad JSON is a QuestionError.
 */
export function ask(rules: HashedRules, input: string): string {
  let asked: unknown;
  try {
    asked = JSON.parse(input);
  } catch (cause) {
    throw new QuestionError('input', `this is not JSON (${(cause as Error).message})`);
  }
  return `${JSON.stringify(answers(rules, asked), null, 2)}\n`;
}

/**
 * The same for JSON that was parsed already, with rules that may differ from case to case.
 * @throws QuestionError as `ask` does.
 */
export function answers(
  rules: HashedRules | ((asked: Case) => HashedRules),
  asked: unknown,
): Readonly<Record<string, unknown>> | Readonly<Record<string, unknown>>[] {
  const rulesFor = typeof rules === 'function' ? rules : () => rules;
  return Array.isArray(asked)
    ? asked.map((one, index) => answerOf(rulesFor, one, `[${index}]`))
    : answerOf(rulesFor, asked, '');
}

function answerOf(rulesFor: (asked: Case) => HashedRules, value: unknown, place: string): Record<string, unknown> {
  const asked = toCase(value, place);
  let answer: Answer;
  try {
    answer = evaluate(rulesFor(asked), asked);
  } catch (error) {
    if (error instanceof QuestionError) throw new QuestionError(joined(place, error.member), reason(error));
    throw error;
  }
  return {
    id: (value as Record<string, unknown>).id ?? null,
    verdict: answer.verdict,
    level: answer.level,
    regime: answer.regime,
    findings: answer.findings.map(({ sheet, verdict, level, rule }) => ({ sheet, verdict, level, rule })),
    obligations: answer.obligations.map(({ code, met }) => ({ code, met })),
    sources: answer.sources.map(({ short }) => short),
    offence: answer.offences.map(({ label }) => label),
    explanation: answer.explanation,
    receipt: answer.receipt,
    healing: answer.healing ?? null,
    openQuestions: answer.openQuestions,
    differences: answer.differences,
    remarks: answer.remarks,
    sourceDetails: answer.sources,
    offenceDetails: answer.offences,
  };
}

/** Reads a case from parsed JSON; says which member has the wrong kind of value. */
function toCase(value: unknown, place: string): Case {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new QuestionError(place === '' ? 'input' : place, 'a case is an object');
  const given = value as Record<string, unknown>;
  const wrong = (member: string, problem: string): never => {
    throw new QuestionError(joined(place, member), problem);
  };
  const text = (member: string): string => {
    const found = given[member];
    return typeof found === 'string' ? found : wrong(member, 'give a text');
  };
  const organisations = given.organisatie ?? [];
  if (!Array.isArray(organisations) || organisations.some((key) => typeof key !== 'string'))
    wrong('organisatie', 'give a list of names');
  const facts = given.situation ?? {};
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts))
    wrong('situation', 'give an object of facts');
  return {
    vraag: text('vraag'),
    datum: text('datum'),
    organisatie: organisations as string[],
    situation: facts as Record<string, string>, // values are checked one by one by evaluate; other members are ignored
    beslissingen: decisions(given.beslissingen, (problem) => wrong('beslissingen', problem)),
  };
}

function decisions(value: unknown, wrong: (problem: string) => never): Decision[] {
  if (value === undefined) return [];
  const member = (item: unknown, key: keyof Decision): string => {
    const found = typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : undefined;
    return typeof found === 'string' && found !== '' ? found : wrong('each decision needs feit, door, op and reden');
  };
  if (!Array.isArray(value)) return wrong('give a list of decisions');
  return value.map((item) => ({
    feit: member(item, 'feit'),
    door: member(item, 'door'),
    op: member(item, 'op'),
    reden: member(item, 'reden'),
  }));
}

function joined(place: string, member: string): string {
  return place === '' ? member : `${place}.${member}`;
}

function reason(error: QuestionError): string {
  return error.message.slice(error.member.length + 2);
}
