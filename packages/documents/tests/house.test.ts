import { expect, it } from 'vitest';
import { FORM_GROUPS, FORMS, formDocument, MADE_ELSEWHERE, toDocx, toHtml, toText } from '../src/index.ts';

const LETTERHEAD = { name: 'Gemeente Oost', address: [] };

it('has each document once, with a source, and something in each group', () => {
  const all = [...FORMS, ...MADE_ELSEWHERE];
  const codes = all.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(all.filter(({ source, title, why }) => !source || !title.nl || !title.en || !why.nl || !why.en)).toEqual([]);
  expect([...new Set(all.map(({ group }) => group))].sort()).toEqual([...FORM_GROUPS].sort());
});

it.each(FORMS.map((form) => [form.code, form] as const))(
  '%s says the same in both languages, in each form',
  async (_, form) => {
    const [dutch, english] = (['nl', 'en'] as const).map((language) => formDocument(form, language, '1.0'));
    expect(dutch!.blocks.map(({ kind }) => kind)).toEqual(english!.blocks.map(({ kind }) => kind));
    const items = (document: typeof dutch) =>
      document!.blocks.map((block) =>
        'items' in block ? block.items.length : 'rows' in block ? block.rows.length : 0,
      );
    expect(items(dutch)).toEqual(items(english));
    const html = toHtml(dutch!, LETTERHEAD);
    expect(html).toContain('Gemeente Oost');
    expect(html).toContain('versie 1.0');
    expect(toText(dutch!, LETTERHEAD)).toContain(form.title.nl.toUpperCase());
    expect((await toDocx(dutch!, LETTERHEAD)).length).toBeGreaterThan(2_000);
  },
);
