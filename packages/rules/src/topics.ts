import { RuleFileError } from './errors.ts';
import { checkSituation, readSituation } from './guide.ts';
import type { RuleFile } from './load.ts';
import { Reader } from './reader.ts';
import { holdsOn, type Row, type RuleSet, type Text } from './rule-set.ts';

/** One question with its answer. The rules carry the answer: their own sentences are shown, never typed again. */
export interface TopicPart {
  /** Place on the page, for links. */
  readonly anchor: string;
  readonly question: Text;
  /** A few words that lead to the rules. */
  readonly answer?: Text;
  /** Rows of which the sentences answer the question; all hold on the day of the law. */
  readonly rules: readonly string[];
  /** Rows that no longer hold, shown as how it was. */
  readonly formerly: readonly string[];
  /** Sheets on which an organisation's own rules belong here; used in factsheets. */
  readonly own: readonly string[];
  /** A situation to look at on the page "Mag dat?". */
  readonly attempt?: {
    readonly text: Text;
    readonly question: string;
    readonly situation: Readonly<Record<string, string>>;
  };
}

/** A page of questions and answers about one subject. */
export interface Topic {
  readonly slug: string;
  readonly title: Text;
  readonly summary: Text;
  readonly audience: 'inwoner' | 'organisatie' | 'iedereen';
  /** ISO dates: when it was written, and of which day the law is. */
  readonly written: string;
  readonly lawOf: string;
  readonly editor: string;
  /** What of this is settled law, and what is common practice. */
  readonly certainty: Text;
  readonly requirements: readonly string[];
  readonly parts: readonly TopicPart[];
  /** Sources to read further, by ref. */
  readonly further: readonly string[];
  /** Topics beside this one, by slug. */
  readonly see: readonly string[];
}

/**
 * Compiles the topics; a file's name is its address. Strict: each part rests on rows that exist and hold on the day of the
 * law, what was before no longer does, and every source, topic and situation named is known.
 * @throws RuleFileError that names file, part and cell.
 */
export function loadTopics(files: readonly RuleFile[], ruleSet: RuleSet): Topic[] {
  const slugs = files.map(slugOf);
  return files.map((file) => readTopic(file, ruleSet, slugs));
}

/** Compiles one topic that is no page by itself, such as the pattern of factsheets. @throws RuleFileError */
export function loadTopic(file: RuleFile, ruleSet: RuleSet, slugs: readonly string[]): Topic {
  return readTopic(file, ruleSet, slugs);
}

function slugOf({ name }: RuleFile): string {
  return name.replace(/^.*\/|\.yaml$/g, '');
}

function readTopic(file: RuleFile, ruleSet: RuleSet, slugs: readonly string[]): Topic {
  const top = Reader.of(file, [
    'titel',
    'kort',
    'voor',
    'geschreven',
    'recht',
    'redactie',
    'eisen',
    'zekerheid',
    'delen',
    'verder',
    'zie',
  ]);
  const topic: Topic = {
    slug: slugOf(file),
    title: top.child('titel').text(),
    summary: top.child('kort').text(),
    audience: top.oneOf('voor', ['inwoner', 'organisatie', 'iedereen']),
    written: top.date('geschreven'),
    lawOf: top.date('recht'),
    editor: top.string('redactie'),
    certainty: top.child('zekerheid').text(),
    requirements: top.strings('eisen'),
    parts: top.list('delen').map(readPart),
    further: top.strings('verder'),
    see: top.strings('zie'),
  };
  checkTopic(topic, file.name, ruleSet, slugs);
  return topic;
}

function readPart(entry: Reader): TopicPart {
  const anchor = entry.only('anker', 'vraag', 'antwoord', 'regels', 'vroeger', 'eigen', 'probeer').string('anker');
  const part = entry.named(anchor);
  const strings = (key: string) => (part.has(key) ? part.strings(key) : []);
  return {
    anchor,
    question: part.child('vraag').text(),
    ...(part.has('antwoord') ? { answer: part.child('antwoord').text() } : {}),
    rules: part.strings('regels'),
    formerly: strings('vroeger'),
    own: strings('eigen'),
    ...(part.has('probeer') ? { attempt: readAttempt(part.child('probeer')) } : {}),
  };
}

function readAttempt(entry: Reader): NonNullable<TopicPart['attempt']> {
  return {
    text: entry.only('tekst', 'vraag', 'feiten').child('tekst').text(),
    question: entry.string('vraag'),
    situation: readSituation(entry, 'feiten'),
  };
}

function checkTopic(topic: Topic, file: string, ruleSet: RuleSet, slugs: readonly string[]): void {
  const fail = (row: string | undefined, cell: string, problem: string): never => {
    throw new RuleFileError({ file, row, cell }, problem);
  };
  const rows = new Map<string, Row>(ruleSet.sheets.flatMap((sheet) => sheet.rows.map((row) => [row.id, row])));
  const sheets = ruleSet.sheets.map(({ key }) => key);
  const anchors = new Set<string>();
  for (const { anchor, rules, formerly, own, attempt } of topic.parts) {
    if (!/^[a-z0-9-]+$/.test(anchor) || anchors.has(anchor)) fail(anchor, 'anker', 'must be a new word of a-z, 0-9, -');
    anchors.add(anchor);
    if (rules.length === 0) fail(anchor, 'regels', 'name at least one row that this explains');
    for (const id of [...rules, ...formerly]) if (!rows.has(id)) fail(anchor, id, 'there is no such row');
    for (const id of rules)
      if (!holdsOn(rows.get(id) as Row, topic.lawOf)) fail(anchor, id, `does not hold on ${topic.lawOf}`);
    for (const id of formerly)
      if (!((rows.get(id)?.until ?? '9999') < topic.lawOf)) fail(anchor, id, `still holds on ${topic.lawOf}`);
    for (const sheet of own) if (!sheets.includes(sheet)) fail(anchor, 'eigen', `there is no sheet '${sheet}'`);
    if (attempt === undefined) continue;
    if (!ruleSet.questions.some(({ code }) => code === attempt.question))
      fail(anchor, 'probeer.vraag', `there is no question '${attempt.question}'`);
    checkSituation(ruleSet, file, attempt.situation);
  }
  for (const ref of topic.further)
    if (!ruleSet.sources.some((source) => source.ref === ref)) fail(undefined, 'verder', `no source '${ref}'`);
  for (const slug of topic.see) if (!slugs.includes(slug)) fail(undefined, 'zie', `there is no topic '${slug}'`);
}
