import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  evaluate,
  factsheet,
  guide,
  holdsOn,
  loadGuide,
  loadTopics,
  type RuleFile,
  RuleFileError,
  rules,
  topics,
} from '../src/index.ts';

const { ruleSet } = rules;
const home = join(import.meta.dirname, '../gids');
const file = (name: string): RuleFile => ({
  name: `gids/${name}`,
  content: parse(readFileSync(join(home, name), 'utf8')),
});
const rows = new Map(ruleSet.sheets.flatMap((sheet) => sheet.rows.map((row) => [row.id, row] as const)));

describe('topics', () => {
  it.each([...topics, factsheet].map((topic) => [topic.slug, topic] as const))(
    '%s: every statement rests on rows that hold on the day of the law',
    (_, topic) => {
      expect(topic.parts.length).toBeGreaterThan(0);
      expect(topic.lawOf >= topic.written).toBe(true);
      for (const part of topic.parts) {
        expect([part.anchor, part.rules.length > 0]).toEqual([part.anchor, true]);
        for (const id of part.rules) expect([id, holdsOn(rows.get(id)!, topic.lawOf)]).toEqual([id, true]);
        for (const id of part.formerly) expect([id, rows.get(id)!.until! < topic.lawOf]).toEqual([id, true]);
        if (part.attempt)
          evaluate(rules, {
            vraag: part.attempt.question,
            datum: topic.lawOf,
            situation: part.attempt.situation,
          });
      }
    },
  );

  it('are found by the links between them, and serve requirements that exist', () => {
    const page = readFileSync(join(home, '../../../docs/requirements.md'), 'utf8');
    for (const { requirements } of [...topics, factsheet])
      for (const id of requirements) expect(page).toContain(`| ${id} |`);
    expect(topics.map(({ slug }) => `${slug}.yaml`).sort()).toEqual(readdirSync(join(home, 'onderwerpen')).sort());
  });

  it('never quote a rule’s own sentence by hand', () => {
    const sentences = [...rows.values()].map(({ says }) => says.nl);
    for (const { slug, parts } of [...topics, factsheet])
      for (const { anchor, answer } of parts)
        for (const sentence of sentences)
          expect([slug, anchor, answer?.nl.includes(sentence) ?? false]).toEqual([slug, anchor, false]);
  });

  it.each([
    [
      'a row that does not exist',
      (part: Part) => part.regels.push('XX-NIETS'),
      /delen?|XX-NIETS: there is no such row/,
    ],
    ['a row that no longer holds', (part: Part) => part.regels.push('SR-139C-OUD'), /SR-139C-OUD: does not hold on/],
    ['a row of before that still holds', (part: Part) => (part.vroeger = ['SR-139C']), /SR-139C: still holds on/],
    ['no row at all', (part: Part) => part.regels.splice(0), /name at least one row/],
    [
      'a situation that the model does not know',
      (part: Part) => (part.probeer = { tekst: { nl: 'a', en: 'a' }, vraag: 'opnemen', feiten: { opnemer: 'koning' } }),
      /'koning' is unknown/,
    ],
  ])('are refused with %s, by name of the file and the place', (_, spoil, message) => {
    const broken = file('onderwerpen/bewijs.yaml');
    const content = broken.content as { zie: string[]; delen: Part[] };
    content.zie = [];
    spoil(content.delen[1]!);
    expect(() => loadTopics([broken], ruleSet)).toThrow(RuleFileError);
    expect(() => loadTopics([broken], ruleSet)).toThrow(message);
    expect(() => loadTopics([broken], ruleSet)).toThrow(/gids\/onderwerpen\/bewijs\.yaml/);
  });
});

describe('the guide', () => {
  it('offers every question, and its examples can be answered', () => {
    expect(guide.starts.map(({ question }) => question).sort()).toEqual(
      ruleSet.questions.map(({ code }) => code).sort(),
    );
    for (const { question, situation } of guide.examples)
      evaluate(rules, { vraag: question, datum: '2026-11-22', situation });
  });

  it('is refused when a fact has no place in it', () => {
    const broken = file('gids.yaml');
    delete (broken.content as { vragen: Record<string, unknown> }).vragen.plaats;
    expect(() => loadGuide(broken, ruleSet)).toThrow('gids/gids.yaml, cell vragen: plaats: unknown or missing');
  });
});

interface Part {
  regels: string[];
  vroeger?: string[];
  probeer?: unknown;
}
