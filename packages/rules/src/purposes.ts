import { RuleFileError } from './errors.ts';
import type { RuleFile } from './load.ts';
import { Reader } from './reader.ts';
import type { Conditions, RuleSet, Text } from './rule-set.ts';

/** How purposes of recording are said: in which words, in which not, and when the risks must be assessed first. */
export interface PurposeWords {
  /** Per purpose (a value of `doel`) how the sentence "We record this talk …" goes on. */
  readonly sentences: Readonly<Record<string, Text>>;
  /** Words that say too little. `parts`: in lower case; where one of them stands in a text, the text is vague. */
  readonly vague: readonly {
    readonly parts: readonly string[];
    readonly because: Text;
    /** Purposes whose sentence would say it. */
    readonly better: readonly string[];
    readonly sources: readonly string[];
  }[];
  /** Signs that a data protection impact assessment is due. Any value that a plan has of each fact in `when` shows it. */
  readonly impact: readonly {
    readonly code: string;
    readonly text: Text;
    readonly when: Conditions | null;
    readonly sources: readonly string[];
  }[];
}

/** Why words are too vague, what could be said instead, and where that stands. */
export interface Vagueness {
  /** The words that were found. */
  readonly words: string;
  readonly because: Text;
  readonly better: readonly Text[];
  /** How lawyers cite the sources. */
  readonly sources: readonly string[];
}

/** Finds words that say too little in a purpose; undefined where there are none. */
export function vagueness(words: PurposeWords, ruleSet: RuleSet, text: string): Vagueness | undefined {
  const plain = text.toLowerCase().replace(/\s+/g, ' ');
  for (const { parts, because, better, sources } of words.vague) {
    const found = parts.find((part) => plain.includes(part));
    if (found !== undefined)
      return {
        words: found,
        because,
        better: better.map((goal) => words.sentences[goal]!),
        sources: sources.map((ref) => ruleSet.sources.find((one) => one.ref === ref)!.short),
      };
  }
  return undefined;
}

/** Compiles the file. @throws RuleFileError for a purpose, fact, value or source that the rules do not know. */
export function loadPurposeWords(file: RuleFile, ruleSet: RuleSet): PurposeWords {
  const top = Reader.of(file, ['doelen', 'vaag', 'dpia']);
  const goals = ruleSet.dimensions.find(({ key }) => key === 'doel')!.values.map(({ code }) => code);
  const sources = (entry: Reader): string[] =>
    entry.strings('bron').map((ref) => {
      if (ruleSet.sources.some((known) => known.ref === ref)) return ref;
      throw new RuleFileError({ file: file.name, cell: 'bron' }, `there is no source '${ref}'`);
    });
  const sentences = Object.fromEntries(
    top.map('doelen').map(([goal, entry]) => [goal, entry.only('zin').child('zin').text()]),
  );
  for (const goal of goals)
    if (sentences[goal] === undefined)
      throw new RuleFileError({ file: file.name, cell: 'doelen' }, `${goal} is missing`);
  return {
    sentences,
    vague: top.list('vaag').map((entry) => ({
      parts: entry
        .only('woorden', 'omdat', 'beter', 'bron')
        .strings('woorden')
        .map((part) => part.toLowerCase()),
      because: entry.child('omdat').text(),
      better: entry.strings('beter').map((goal) => {
        if (goals.includes(goal)) return goal;
        throw new RuleFileError({ file: file.name, cell: 'beter' }, `there is no purpose '${goal}'`);
      }),
      sources: sources(entry),
    })),
    impact: top.map('dpia').map(([code, entry]) => ({
      code,
      text: entry.only('tekst', 'als', 'bron').child('tekst').text(),
      when: entry.has('als') ? knownFacts(entry.conditions('als'), file, ruleSet) : null,
      sources: sources(entry),
    })),
  };
}

function knownFacts(when: Conditions, file: RuleFile, ruleSet: RuleSet): Conditions {
  for (const [key, values] of Object.entries(when)) {
    const dimension = ruleSet.dimensions.find((known) => known.key === key);
    for (const value of values)
      if (!dimension?.values.some(({ code }) => code === value))
        throw new RuleFileError({ file: file.name, cell: `als.${key}` }, `'${value}' is unknown`);
  }
  return when;
}
