/** What somebody asks on the page "Mag dat?", and the link that brings it back. Nothing in it says who asks. */
import type { Case, RuleSet } from '@woordelijk/rules';

/** A question under way. */
export interface Asked {
  /** What somebody wants to know; undefined at the start. */
  readonly question?: string;
  /** ISO date of the act. */
  readonly date: string;
  /** Key of the organisation whose own rules count too. */
  readonly organisation?: string;
  /** Answers given so far: dimension → value. */
  readonly facts: Readonly<Record<string, string>>;
  /** Duties ticked off that no fact shows. */
  readonly done: readonly string[];
  /** Show the answer although questions are left. */
  readonly enough: boolean;
}

/** Start of the rule set's hash in a link: long enough to see that the rules changed. */
const RULES_LETTERS = 12;
const OWN_KEYS = ['vraag', 'datum', 'organisatie', 'gedaan', 'klaar', 'regels', 'taal'];

/** Nothing asked yet, about today. */
export function nothingAsked(today: string): Asked {
  return { date: today, facts: {}, done: [], enough: false };
}

/** The fragment of a link to this question: the same link always gives the same answer while the rules are the same. */
export function toFragment(asked: Asked, rulesHash: string): string {
  if (asked.question === undefined) return '';
  const words = new URLSearchParams({ vraag: asked.question, datum: asked.date, ...asked.facts });
  if (asked.organisation !== undefined) words.set('organisatie', asked.organisation);
  if (asked.done.length > 0) words.set('gedaan', [...asked.done].sort().join(' '));
  if (asked.enough) words.set('klaar', 'ja');
  words.set('regels', rulesHash.slice(0, RULES_LETTERS));
  return `#${words}`;
}

/** Reads a fragment. What the rules do not know is left out, and `strange` says so. */
export function fromFragment(
  fragment: string,
  ruleSet: RuleSet,
  today: string,
): { asked: Asked; strange: boolean; rules: string | undefined } {
  const words = new URLSearchParams(fragment.replace(/^#/, ''));
  const facts: Record<string, string> = {};
  let strange = false;
  const known = (list: readonly { readonly code: string }[], value: string | null) => {
    if (value === null) return undefined;
    if (list.some(({ code }) => code === value)) return value;
    strange = true;
    return undefined;
  };
  for (const [key, value] of words) {
    if (OWN_KEYS.includes(key)) continue;
    const dimension = ruleSet.dimensions.find((one) => one.key === key);
    const found = dimension && known(dimension.values, value);
    if (found === undefined) strange = true;
    else facts[key] = found;
  }
  const question = known(ruleSet.questions, words.get('vraag'));
  const organisation = known(
    ruleSet.overlays.map(({ key }) => ({ code: key })),
    words.get('organisatie'),
  );
  const date = words.get('datum');
  const dateKnown = date !== null && isDay(date, ruleSet.from);
  if (date !== null && !dateKnown) strange = true;
  const duties = (words.get('gedaan') ?? '').split(' ').filter((code) => code !== '');
  const done = duties.filter((code) => ruleSet.duties.some((duty) => duty.code === code));
  if (done.length < duties.length) strange = true;
  return {
    asked: {
      ...(question === undefined ? {} : { question }),
      ...(organisation === undefined ? {} : { organisation }),
      date: dateKnown ? date : today,
      facts: question === undefined ? {} : facts,
      done,
      enough: words.get('klaar') === 'ja',
    },
    strange,
    rules: words.get('regels') ?? undefined,
  };
}

/** Whether a link was made with other rules than these. */
export function isOfOtherRules(rules: string | undefined, hash: string): boolean {
  return rules !== undefined && !(rules.length === RULES_LETTERS && hash.startsWith(rules));
}

/** Whether the text is a day on or after the first that the rules know. */
export function isDay(text: string, first: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < first) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The case as the rules take it. */
export function caseOf(asked: Asked): Case {
  return {
    vraag: asked.question as string,
    datum: asked.date,
    organisatie: asked.organisation === undefined ? [] : [asked.organisation],
    situation: asked.facts,
  };
}
