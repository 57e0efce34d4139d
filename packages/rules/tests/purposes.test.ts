import { purposeWords, rules, vagueness } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import { loadPurposeWords } from '../src/purposes.ts';

describe('words of purposes', () => {
  it.each([
    ['Dit gesprek wordt opgenomen voor Servicedoeleinden', 'servicedoel'],
    ['voor trainings-  en kwaliteitsdoeleinden', 'trainings- en kwaliteit'],
    ['for training and quality purposes', 'training and quality'],
  ])('says what is vague about "%s", and what to say', (text, words) => {
    const vague = vagueness(purposeWords, rules.ruleSet, text)!;
    expect(vague).toMatchObject({ words, sources: expect.arrayContaining(['AVG 5 lid 1 b']) });
    expect(vague.better.length).toBeGreaterThan(0);
  });

  it('finds none of its own sentences vague', () => {
    for (const { nl, en } of Object.values(purposeWords.sentences))
      for (const text of [nl, en]) expect(vagueness(purposeWords, rules.ruleSet, text), text).toBeUndefined();
  });

  it('refuses a file that the rules do not know, and names the cell', () => {
    const file = (content: unknown) => ({ name: 'gids/doelen.yaml', content });
    expect(() => loadPurposeWords(file({ doelen: {}, vaag: [], dpia: {} }), rules.ruleSet)).toThrow('doelen');
    const sentences = Object.fromEntries(Object.entries(purposeWords.sentences).map(([goal, zin]) => [goal, { zin }]));
    const sign = { tekst: { nl: 'a', en: 'b' }, als: { maan: ['vol'] }, bron: ['avg:35'] };
    expect(() => loadPurposeWords(file({ doelen: sentences, vaag: [], dpia: { x: sign } }), rules.ruleSet)).toThrow(
      'maan',
    );
  });
});
