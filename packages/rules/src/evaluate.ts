import { type Decision, unsigned } from './decisions.ts';
import { QuestionError, RuleGapError } from './errors.ts';
import { explain, headline } from './explain.ts';
import { isDate } from './reader.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import {
  canonicalJson,
  type Difference,
  type Duty,
  holdsOn,
  matches,
  type Overlay,
  type Row,
  type RuleSet,
  type Sheet,
  type Text,
} from './rule-set.ts';

/** A question about one situation. Facts that are not given take the default of their dimension. */
export interface Case {
  readonly vraag: string;
  /** The day of the act, as YYYY-MM-DD; it decides which law counts. */
  readonly datum: string;
  /** Whose own rules count as well; keys of overlays. */
  readonly organisatie?: readonly string[];
  readonly situation: Readonly<Record<string, string>>;
  /** Answers of named persons to open norms; they stand in the receipt, the facts they led to are in `situation`. */
  readonly beslissingen?: readonly Decision[];
}

/** What one sheet found. */
export interface Finding {
  readonly sheet: string;
  readonly verdict: string;
  readonly level: string;
  /** The row that decides; an overlay's row when that one made it stricter. */
  readonly rule: string;
  readonly says: Text;
  readonly certainty: string;
  readonly reviewed: boolean;
}

/** A duty, and whether the facts show that it is met; null where facts cannot show it. */
export interface Obligation {
  readonly code: string;
  readonly met: boolean | null;
  readonly text: Text;
}

/** An offence with its penalty on the day; the amount is null where we do not know it for that day. */
export interface OffenceFound {
  readonly code: string;
  readonly label: string;
  readonly penalties: readonly {
    readonly article: string;
    readonly maximum: Text;
    readonly category: number;
    readonly amount: number | null;
  }[];
}

/** A source as it counts in an answer. */
export interface SourceFound {
  readonly ref: string;
  readonly short: string;
  readonly title: string;
  readonly link: string;
  readonly certainty: string;
  readonly quotes: readonly string[];
}

/** What an organisation published but we do not apply, and why. */
export interface DifferenceFound {
  readonly organisation: string;
  readonly id: string;
  readonly sheet: string;
  readonly says: Text;
  readonly because: Text;
}

/** What heals a no: the duties, or null when nothing does. Undefined when there is nothing to heal. */
export type Healing = { readonly duties: readonly string[] } | { readonly nothing: true };

/** Everything needed to check later that this was the answer. Canonical JSON of it is always the same bytes. */
export interface Receipt {
  readonly format: 1;
  readonly rules: { readonly version: string; readonly hash: string };
  readonly vraag: string;
  readonly datum: string;
  readonly organisatie: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
  /** Facts that were not given and took their default. */
  readonly assumed: readonly string[];
  readonly hit: readonly string[];
  readonly overruled: readonly { readonly rule: string; readonly by: string }[];
  readonly verdict: string;
  readonly obligations: readonly { readonly code: string; readonly met: boolean | null }[];
  readonly decisions: readonly Decision[];
}

/** The answer to a question. */
export interface Answer {
  readonly verdict: string;
  readonly level: string;
  /** The verdict in one line with its norm level. */
  readonly headline: Text;
  readonly regime: string | null;
  readonly findings: readonly Finding[];
  /** The rows that count, told to people, with their sources. */
  readonly reasons: readonly Reason[];
  readonly obligations: readonly Obligation[];
  readonly sources: readonly SourceFound[];
  readonly offences: readonly OffenceFound[];
  readonly openQuestions: readonly Text[];
  readonly healing: Healing | undefined;
  readonly differences: readonly DifferenceFound[];
  readonly remarks: readonly Text[];
  readonly explanation: Text;
  readonly receipt: Receipt;
}

/** A rule set with the hash over its canonical JSON (SHA-256, hex). */
export interface HashedRules {
  readonly ruleSet: RuleSet;
  readonly hash: string;
}

/** Rows that counted for one sheet. */
export interface SheetResult {
  readonly sheet: Sheet;
  readonly deciding: Row;
  /** All rows that count: the deciding one first, then rows that only add duties, then overlay rows. */
  readonly counting: readonly Row[];
  readonly overruled: readonly { readonly rule: string; readonly by: string }[];
}

/**
 * Answers a question by the rules: pure, without a clock.
 * @throws QuestionError for an unknown question, fact, value or organisation, or a date before the rules begin.
 */
export function evaluate({ ruleSet, hash }: HashedRules, asked: Case): Answer {
  const { facts, assumed, results, inForce } = findings(ruleSet, asked);
  return compose({ ruleSet, hash }, asked, facts, assumed, results, inForce);
}

/** Checks the question, completes the facts, and decides each sheet. */
function findings(ruleSet: RuleSet, asked: Case) {
  const question = ruleSet.questions.find(({ code }) => code === asked.vraag);
  if (question === undefined)
    throw new QuestionError('vraag', `'${brief(asked.vraag)}' is unknown; ask one of ${list(ruleSet.questions)}`);
  checkDate(ruleSet, asked.datum);
  const overlays = (asked.organisatie ?? []).map((key) => overlayOf(ruleSet, key));
  const { facts, assumed } = completeFacts(ruleSet, asked.situation);
  const inForce = overlays.filter((overlay) => holdsOn(overlay, asked.datum));
  const results = question.sheets.map((key) => decide(ruleSet, sheetOf(ruleSet, key), facts, asked.datum, inForce));
  return { facts, assumed, results, inForce };
}

/**
 * Only the verdict and its norm level, for lists of many situations; the same as `evaluate` gives.
 * @throws QuestionError as `evaluate` does.
 */
export function judge(ruleSet: RuleSet, asked: Case): { readonly verdict: string; readonly level: string } {
  const { verdict, level } = strictestOf(ruleSet, findings(ruleSet, asked).results);
  return { verdict, level };
}

/** The row that decides one sheet, and all rows that count. Used by the checker too. */
export function decide(
  ruleSet: RuleSet,
  sheet: Sheet,
  facts: Readonly<Record<string, string>>,
  date: string,
  overlays: readonly Overlay[] = [],
): SheetResult {
  const hits = sheet.rows.filter((row) => holdsOn(row, date) && matches(row.when, facts));
  const overruled: { rule: string; by: string }[] = [];
  const standing = hits.filter((row) => {
    const by = hits.find((other) => other.overrules.includes(row.id));
    if (by !== undefined) overruled.push({ rule: row.id, by: by.id });
    return by === undefined;
  });
  const [decisive, ...others] = standing.filter((row) => row.verdict !== undefined);
  if (decisive === undefined) throw new RuleGapError(sheet.key, `no row answers ${describe(sheet, facts, date)}`);
  if (others.length > 0)
    throw new RuleGapError(
      sheet.key,
      `rows ${[decisive, ...others].map(({ id }) => id).join(' and ')} both answer ${describe(sheet, facts, date)}`,
    );
  const added = standing.filter((row) => row.verdict === undefined);
  const house = overlays
    .flatMap(({ rows }) => rows)
    .filter((row) => row.sheet === sheet.key && holdsOn(row, date) && matches(row.when, facts));
  let deciding = decisive;
  for (const row of house)
    if (row.verdict !== undefined && rank(ruleSet, row.verdict) > rank(ruleSet, deciding.verdict as string)) {
      overruled.push({ rule: deciding.id, by: row.id });
      deciding = row;
    }
  const counting = [deciding, ...(deciding === decisive ? [] : [decisive]), ...added, ...house].filter(
    (row, index, all) => all.indexOf(row) === index,
  );
  return { sheet, deciding, counting, overruled };
}

/** Facts with their defaults and what follows from them. */
export function completeFacts(ruleSet: RuleSet, given: Readonly<Record<string, string>>) {
  const facts: Record<string, string> = {};
  const assumed: string[] = [];
  for (const { key, values } of ruleSet.dimensions) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    if (value === undefined) {
      facts[key] = (values[0] as { code: string }).code;
      assumed.push(key);
    } else if (values.some(({ code }) => code === value)) facts[key] = value;
    else throw new QuestionError(`situation.${key}`, `'${brief(value)}' is unknown; use one of ${list(values)}`);
  }
  for (const { key, rows, otherwise } of ruleSet.derived)
    facts[key] = rows.find(({ when }) => matches(when, facts))?.becomes ?? otherwise;
  return { facts, assumed };
}

/** Place of a verdict from mild (0) to strict. */
export function rank(ruleSet: RuleSet, verdict: string): number {
  return ruleSet.verdicts.findIndex(({ code }) => code === verdict);
}

function compose(
  { ruleSet, hash }: HashedRules,
  asked: Case,
  facts: Readonly<Record<string, string>>,
  assumed: readonly string[],
  results: readonly SheetResult[],
  overlays: readonly Overlay[],
): Answer {
  const { verdict, level, decisive } = strictestOf(ruleSet, results);
  const rows = results.flatMap(({ counting }) => counting);
  const codes = [...new Set(rows.flatMap(({ duties }) => duties))].sort();
  const obligations = codes.map((code): Obligation => {
    const duty = ruleSet.duties.find((known) => known.code === code) as Duty;
    return { code, met: shown(duty, facts, assumed), text: duty.text };
  });
  const differences = overlays.flatMap((overlay) =>
    overlay.differences
      .filter(({ sheet, when }) => results.some((result) => result.sheet.key === sheet) && matches(when, facts))
      .map((difference) => ({ overlay, difference })),
  );
  const perSheet = results.map(
    ({ sheet, deciding }): Finding => ({
      sheet: sheet.key,
      verdict: deciding.verdict as string,
      level: deciding.level,
      rule: deciding.id,
      says: deciding.says,
      certainty: deciding.certainty,
      reviewed: deciding.reviewed !== null,
    }),
  );
  const receipt: Receipt = {
    format: 1,
    rules: { version: ruleSet.version, hash },
    vraag: asked.vraag,
    datum: asked.datum,
    organisatie: [...(asked.organisatie ?? [])],
    facts,
    assumed,
    hit: rows.map(({ id }) => id),
    overruled: results.flatMap(({ overruled }) => overruled),
    verdict,
    obligations: obligations.map(({ code, met }) => ({ code, met })),
    decisions: (asked.beslissingen ?? []).map(({ feit, door, op, reden }) => ({ feit, door, op, reden })),
  };
  const offences = [...new Set(rows.flatMap((row) => row.offences))].map((code) => offence(ruleSet, code, asked.datum));
  const answer: Omit<Answer, 'explanation'> = {
    verdict,
    level,
    headline: headline(ruleSet, { verdict, level, offences }, results),
    regime: results.map(({ deciding }) => deciding.regime).find((regime) => regime !== undefined) ?? null,
    findings: perSheet,
    reasons: reasonsOf(ruleSet, verdict, results, asked.datum),
    obligations,
    sources: sourcesOf(ruleSet, [...rows, ...differences.map(({ difference }) => difference)], asked.datum),
    offences,
    openQuestions: verdict === 'WEGING' ? decisive.flatMap((row) => row.openQuestions ?? []) : [],
    healing: healing(decisive),
    differences: differences.map(({ overlay, difference }) => ({
      organisation: overlay.name,
      id: difference.id,
      sheet: difference.sheet,
      says: difference.says,
      because: difference.because,
    })),
    remarks: [
      ...ruleSet.impossible.filter(({ when }) => matches(when, facts)).map(({ because }) => because),
      ...unsigned(facts, asked.beslissingen ?? []),
      ...overlays.map(({ disclaimer }) => disclaimer),
    ],
    receipt,
  };
  return { ...answer, explanation: explain(ruleSet, answer, results) };
}

/** The strictest verdict of the sheets, the rows that say it, and the highest norm level among them. */
function strictestOf(ruleSet: RuleSet, results: readonly SheetResult[]) {
  const strictest = Math.max(...results.map(({ deciding }) => rank(ruleSet, deciding.verdict as string)));
  const verdict = (ruleSet.verdicts[strictest] as { code: string }).code;
  const decisive = results.flatMap(({ counting }) => counting).filter((row) => row.verdict === verdict);
  const levelRank = (code: string) => ruleSet.levels.findIndex((level) => level.code === code);
  const level = [...decisive].sort((a, b) => levelRank(a.level) - levelRank(b.level))[0]?.level as string;
  return { verdict, level, decisive };
}

/** Whether facts that were given show the duty met (true) or unmet (false); null where they cannot. */
function shown(duty: Duty, facts: Readonly<Record<string, string>>, assumed: readonly string[]): boolean | null {
  const given = (when: Readonly<Record<string, readonly string[]>>) =>
    Object.keys(when).every((key) => !assumed.includes(key));
  if (duty.met !== undefined && given(duty.met) && matches(duty.met, facts)) return true;
  if (duty.unmet !== undefined && matches(duty.unmet, facts)) return given(duty.unmet) ? false : null;
  return null;
}

function healing(decisive: readonly Row[]): Healing | undefined {
  const able = decisive.filter((row) => row.healedBy !== undefined);
  if (able.length === 0) return undefined;
  if (able.some((row) => row.healedBy?.length === 0)) return { nothing: true };
  return { duties: [...new Set(able.flatMap((row) => row.healedBy ?? []))].sort() };
}

function sourcesOf(ruleSet: RuleSet, rows: readonly Pick<Difference, 'citations'>[], date: string): SourceFound[] {
  const quotes = new Map<string, Set<string>>();
  for (const { ref, quote } of rows.flatMap(({ citations }) => citations)) {
    const known = quotes.get(ref) ?? new Set<string>();
    if (quote !== undefined) known.add(quote);
    quotes.set(ref, known);
  }
  return ruleSet.sources
    .filter((source) => quotes.has(source.ref) && holdsOn(source, date))
    .map(({ ref, short, title, link, certainty }) => ({
      ref,
      short,
      title,
      link,
      certainty,
      quotes: [...(quotes.get(ref) as Set<string>)],
    }));
}

function offence(ruleSet: RuleSet, code: string, date: string): OffenceFound {
  const known = ruleSet.offences.find((one) => one.code === code) as RuleSet['offences'][number];
  const fines = ruleSet.fines.find((period) => holdsOn(period, date));
  const penalties = known.penalties
    .filter((penalty) => holdsOn(penalty, date))
    .map(({ article, maximum, category }) => ({
      article,
      maximum,
      category,
      amount: fines?.amounts[String(category)] ?? null,
    }));
  const [only] = penalties;
  const label =
    penalties.length === 1 && only !== undefined
      ? `${known.label} (max ${only.maximum.nl} / ${only.category}e cat.)`
      : known.label;
  return { code, label, penalties };
}

function checkDate(ruleSet: RuleSet, date: string): void {
  if (typeof date !== 'string' || !isDate(date))
    throw new QuestionError('datum', `'${brief(date)}' is not a date; write year-month-day`);
  if (date < ruleSet.from) throw new QuestionError('datum', `these rules begin on ${ruleSet.from}`);
}

function overlayOf(ruleSet: RuleSet, key: string): Overlay {
  const found = ruleSet.overlays.find((overlay) => overlay.key === key);
  if (found === undefined)
    throw new QuestionError(
      'organisatie',
      `'${brief(key)}' has no rules here; known are ${ruleSet.overlays.map((o) => o.key).join(', ')}`,
    );
  return found;
}

function sheetOf(ruleSet: RuleSet, key: string): Sheet {
  return ruleSet.sheets.find((sheet) => sheet.key === key) as Sheet;
}

/** A value as a message may repeat it: never a whole text that somebody pasted in the wrong place. */
function brief(value: unknown): string {
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function list(terms: readonly { readonly code: string }[]): string {
  return terms.map(({ code }) => code).join(', ');
}

function describe(sheet: Sheet, facts: Readonly<Record<string, string>>, date: string): string {
  return canonicalJson({ ...Object.fromEntries(sheet.looksAt.map((key) => [key, facts[key]])), datum: date });
}
