/** The shape of the compiled rules: what the YAML under `regels/` becomes. Plain data, so that it also runs in a browser. */

/** A sentence in Dutch (B1) and in English. */
export interface Text {
  readonly nl: string;
  readonly en: string;
}

/** Days on which something holds, both ends included, as ISO dates; a missing end is open. */
export interface Period {
  readonly from?: string;
  readonly until?: string;
}

/** Facts that must hold: per dimension the values that are good. All dimensions must match; an empty object always does. */
export type Conditions = Readonly<Record<string, readonly string[]>>;

/** One thing we ask about a situation, with its closed list of values; the first value counts when nothing is said. */
export interface Dimension {
  readonly key: string;
  readonly question: Text;
  readonly values: readonly { readonly code: string; readonly text: Text }[];
}

/** A dimension that follows from other facts by a table: the first row that matches decides, else `otherwise`. */
export interface DerivedDimension {
  readonly key: string;
  readonly meaning: Text;
  readonly values: readonly { readonly code: string; readonly text: Text }[];
  readonly rows: readonly { readonly when: Conditions; readonly becomes: string; readonly because: string }[];
  readonly otherwise: string;
}

/** A word that an answer may use, with its name for people. */
export interface Term {
  readonly code: string;
  readonly text: Text;
}

/** A norm level (niveau); `kind` keeps the four things apart that must never blur. */
export interface Level extends Term {
  readonly kind: 'criminal' | 'law' | 'decency' | 'house';
}

/** Something that must be done (plicht). `met` and `unmet` are facts that show that it was, or was not, done. */
export interface Duty extends Term {
  readonly sources: readonly string[];
  readonly met?: Conditions;
  readonly unmet?: Conditions;
}

/** A question people ask, and the sheets that answer it. */
export interface Question extends Term {
  readonly sheets: readonly string[];
}

/** A combination of facts that does not exist; `because` says why. It is answered all the same, with a remark. */
export interface Impossible {
  readonly when: Conditions;
  readonly because: Text;
}

/** An offence with its maximum penalty through time. `category` is the fine category of Sr 23(4). */
export interface Offence {
  readonly code: string;
  readonly label: string;
  readonly penalties: readonly (Period & {
    readonly article: string;
    readonly maximum: Text;
    readonly category: number;
  })[];
}

/** Amounts of the fine categories in whole euros (Sr 23(4) and (9)). */
export interface FinePeriod extends Period {
  readonly amounts: Readonly<Record<string, number>>;
  readonly certainty: Certainty;
}

/** How sure we are that this is the law: hoog = read in the official text, midden = read in a secondary source, laag = assumed. */
export type Certainty = 'hoog' | 'midden' | 'laag';

/** Where a rule comes from. `short` is how lawyers cite it; `link` is a jci, ELI, ECLI or web address. */
export interface Source extends Period {
  readonly ref: string;
  readonly short: string;
  readonly title: string;
  readonly link: string;
  readonly certainty: Certainty;
  readonly note?: string;
}

/** A source with the words that carry this row; no quote where we have not read the text itself. */
export interface Citation {
  readonly ref: string;
  readonly quote?: string;
}

/** One row of a sheet. Without a verdict it only adds duties and sources to the row that decides. */
export interface Row extends Period {
  readonly id: string;
  readonly says: Text;
  readonly when: Conditions;
  readonly verdict?: string;
  readonly duties: readonly string[];
  /** Rows that this one sets aside where both match (uitzondering op). */
  readonly overrules: readonly string[];
  readonly level: string;
  readonly regime?: string;
  readonly offences: readonly string[];
  readonly citations: readonly Citation[];
  readonly requirements: readonly string[];
  readonly certainty: Certainty;
  /** Who checked the row and when; null until a named lawyer or privacy officer did. */
  readonly reviewed: { readonly by: string; readonly on: string } | null;
  /** Duties that make a no into a yes; an empty list says that nothing does. */
  readonly healedBy?: readonly string[];
  /** What a named person must answer where the norm is open. */
  readonly openQuestions?: readonly Text[];
}

/** One question over few dimensions: a main rule and its exceptions. */
export interface Sheet {
  readonly key: string;
  readonly file: string;
  readonly question: Text;
  readonly looksAt: readonly string[];
  readonly rows: readonly Row[];
}

/** A row of an organisation's own rules; belongs to a sheet and can only make it stricter. */
export interface OverlayRow extends Row {
  readonly sheet: string;
}

/** A published rule that we show but do not apply: looser than the national rule, or closing a road that stays open. */
export interface Difference {
  readonly id: string;
  readonly sheet: string;
  readonly says: Text;
  readonly when: Conditions;
  readonly because: Text;
  readonly citations: readonly Citation[];
}

/** An organisation's own rules (eigen regels). */
export interface Overlay extends Period {
  readonly key: string;
  readonly file: string;
  readonly name: string;
  readonly legalForm: string;
  readonly decidedBy: string;
  readonly decidedOn: string | null;
  readonly publishedAt: string;
  readonly publishedOn: string;
  /** Shown with every answer that uses it: these are examples, not on behalf of the organisation. */
  readonly disclaimer: Text;
  readonly rows: readonly OverlayRow[];
  readonly differences: readonly Difference[];
}

/** Everything that answers depend on. Its hash stands in every receipt. */
export interface RuleSet {
  readonly version: string;
  /** No answers about days before this one. */
  readonly from: string;
  readonly dimensions: readonly Dimension[];
  readonly derived: readonly DerivedDimension[];
  /** Rising: the strictest stands last. */
  readonly verdicts: readonly Term[];
  /** Highest first. */
  readonly levels: readonly Level[];
  readonly regimes: readonly Term[];
  readonly duties: readonly Duty[];
  readonly questions: readonly Question[];
  readonly impossible: readonly Impossible[];
  readonly offences: readonly Offence[];
  readonly fines: readonly FinePeriod[];
  readonly sources: readonly Source[];
  readonly sheets: readonly Sheet[];
  readonly overlays: readonly Overlay[];
}

/** Whether the facts meet the conditions. Facts hold one value for each dimension. */
export function matches(when: Conditions, facts: Readonly<Record<string, string>>): boolean {
  for (const key in when) if (!when[key]?.includes(facts[key] as string)) return false;
  return true;
}

/** Whether something with this period holds on the ISO date. */
export function holdsOn(period: Period, date: string): boolean {
  return (period.from === undefined || period.from <= date) && (period.until === undefined || date <= period.until);
}

/** JSON with sorted keys and no spaces: the same value always gives the same bytes. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
