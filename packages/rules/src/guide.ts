import { PERSONS_FACTS } from './decisions.ts';
import { RuleFileError } from './errors.ts';
import type { RuleFile } from './load.ts';
import { Reader } from './reader.ts';
import type { RuleSet, Text } from './rule-set.ts';

/** How one fact is asked; where `ask` is missing the words of the model do. */
export interface Asking {
  readonly key: string;
  readonly ask?: Text;
  /** The question about a recording that exists already. */
  readonly afterwards?: Text;
  readonly hint?: Text;
  /** Not asked one by one: the ordinary case is assumed, said, and can be changed. */
  readonly later: boolean;
}

/** How the page asks. It changes no answer: which questions matter follows from the sheets (`openFacts`). */
export interface Guide {
  /** What somebody can want to know, in the order in which it is offered. */
  readonly starts: readonly { readonly question: string; readonly text: Text; readonly hint: Text }[];
  /** In the order in which they are asked. */
  readonly facts: readonly Asking[];
  /** Per question the questions that people who ask it often have as well. */
  readonly related: Readonly<Record<string, readonly string[]>>;
  readonly examples: readonly {
    readonly text: Text;
    readonly question: string;
    readonly situation: Readonly<Record<string, string>>;
  }[];
  /** Where people can turn. */
  readonly help: readonly { readonly name: Text; readonly text: Text; readonly link?: string }[];
}

/**
 * Compiles the guide and checks it against the rules: every question offered, every fact that may be asked in its place.
 * @throws RuleFileError that names file and cell.
 */
export function loadGuide(file: RuleFile, ruleSet: RuleSet): Guide {
  const top = Reader.of(file, ['begin', 'vragen', 'kijk_ook', 'voorbeelden', 'waar_terecht']);
  const guide: Guide = {
    starts: top.map('begin').map(([question, entry]) => ({
      question,
      text: entry.only('tekst', 'hulp').child('tekst').text(),
      hint: entry.child('hulp').text(),
    })),
    facts: top.map('vragen').map(([key, entry]) => {
      entry.only('vraag', 'achteraf', 'hulp', 'later');
      return {
        key,
        ...(entry.has('vraag') ? { ask: entry.child('vraag').text() } : {}),
        ...(entry.has('achteraf') ? { afterwards: entry.child('achteraf').text() } : {}),
        ...(entry.has('hulp') ? { hint: entry.child('hulp').text() } : {}),
        later: entry.has('later') && entry.oneOf('later', ['ja']) === 'ja',
      };
    }),
    related: Object.fromEntries(
      top.map('kijk_ook', { plain: true }).map(([question]) => [question, top.child('kijk_ook').strings(question)]),
    ),
    examples: top.list('voorbeelden').map((entry) => ({
      text: entry.only('tekst', 'vraag', 'feiten').child('tekst').text(),
      question: entry.string('vraag'),
      situation: readSituation(entry, 'feiten'),
    })),
    help: top.list('waar_terecht').map((entry) => ({
      name: entry.only('naam', 'tekst', 'link').child('naam').text(),
      text: entry.child('tekst').text(),
      ...(entry.has('link') ? { link: entry.string('link') } : {}),
    })),
  };
  checkGuide(guide, file, ruleSet);
  return guide;
}

/** Facts of a situation: one value for each dimension named. */
export function readSituation(entry: Reader, key: string): Record<string, string> {
  const facts = entry.child(key);
  return Object.fromEntries(entry.keysOf(key).map((name) => [name, facts.string(name)]));
}

/** Throws RuleFileError where a situation has a fact or a value that the model does not know. */
export function checkSituation(ruleSet: RuleSet, file: string, situation: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(situation)) {
    const dimension = ruleSet.dimensions.find((known) => known.key === key);
    if (!dimension?.values.some(({ code }) => code === value))
      throw new RuleFileError({ file, cell: `feiten.${key}` }, `'${value}' is unknown`);
  }
}

function checkGuide(guide: Guide, { name: file }: RuleFile, ruleSet: RuleSet): void {
  const questions = ruleSet.questions.map(({ code }) => code);
  same(
    guide.starts.map(({ question }) => question),
    questions,
    file,
    'begin',
  );
  same(
    guide.facts.map(({ key }) => key),
    ruleSet.dimensions.map(({ key }) => key).filter((key) => !PERSONS_FACTS.includes(key)),
    file,
    'vragen',
  );
  same(Object.keys(guide.related), questions, file, 'kijk_ook');
  const named = [...Object.values(guide.related).flat(), ...guide.examples.map(({ question }) => question)];
  for (const question of named)
    if (!questions.includes(question)) throw new RuleFileError({ file }, `there is no question '${question}'`);
  for (const { situation } of guide.examples) checkSituation(ruleSet, file, situation);
}

function same(found: readonly string[], wanted: readonly string[], file: string, cell: string): void {
  const wrong = [...found.filter((one) => !wanted.includes(one)), ...wanted.filter((one) => !found.includes(one))];
  if (wrong.length > 0) throw new RuleFileError({ file, cell }, `${wrong.join(', ')}: unknown or missing`);
}
