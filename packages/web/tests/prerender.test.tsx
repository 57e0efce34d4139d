import { changesBetween, factsheet, kept, rules, topics, without } from '@woordelijk/rules';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ChangesPage } from '../src/public/explain/ChangesPage.tsx';
import { waitingPages, writtenPages } from '../src/public/prerender.tsx';

const { ruleSet } = rules;
const rows = new Map(ruleSet.sheets.flatMap((sheet) => sheet.rows.map((row) => [row.id, row] as const)));
const escaped = (text: string) => renderToStaticMarkup(text);
const pages = new Map(writtenPages().map((page) => [page.address, page]));

describe('the pages written at build time', () => {
  it('stand in both languages, each naming the other', () => {
    for (const { address, other, language } of pages.values()) {
      expect(pages.get(other)?.other).toBe(address);
      expect(address.startsWith('/en/')).toBe(language === 'en');
    }
  });

  it('say each statement in the words of its rule, with its number, date and day of the law', () => {
    for (const { slug, parts } of topics)
      for (const [prefix, language] of [
        ['', 'nl'],
        ['/en', 'en'],
      ] as const) {
        const body = pages.get(`${prefix}/uitleg/${slug}`)!.body;
        expect(body).toContain(language === 'nl' ? 'Recht op 22 november 2026' : 'Law of 22 November 2026');
        for (const { rules: ids, formerly } of parts)
          for (const id of [...ids, ...formerly]) {
            if (ids.includes(id)) expect(body).toMatch(new RegExp(`/uitleg/tabellen/\\w+#${id}"`));
            expect([slug, id, body.includes(escaped(rows.get(id)!.says[language]))]).toEqual([slug, id, true]);
          }
      }
  });

  it('give each organisation a factsheet with its own rules, and what is shown but not applied', () => {
    for (const { key, rows: own, differences } of ruleSet.overlays) {
      const { body } = pages.get(`/uitleg/factsheet/${key}`)!;
      const shown = new Set(factsheet.parts.flatMap((part) => part.own));
      for (const { says, sheet } of [...own, ...differences]) {
        expect([key, sheet, shown.has(sheet)]).toEqual([key, sheet, true]);
        expect(body).toContain(escaped(says.nl));
      }
    }
  });

  it('give every sheet a table with every row', () => {
    for (const sheet of ruleSet.sheets) {
      const { body } = pages.get(`/uitleg/tabellen/${sheet.key}`)!;
      for (const { id } of sheet.rows)
        expect([sheet.key, id, body.includes(`id="${id}"`)]).toEqual([sheet.key, id, true]);
    }
  });

  it('are of use before scripts run, and without', () => {
    for (const body of Object.values(waitingPages())) expect(body).toMatch(/<h1>.+<noscript>.+<\/noscript>/s);
  });

  it('tell what changed between two versions: which situations, from what to what, from which day', () => {
    const older = without(ruleSet, 'GS-VERKOOP-NEE');
    const [from, to] = [{ version: '2026.11.0', hash: 'a'.repeat(64) }, kept.at(-1)!];
    const page = renderToStaticMarkup(
      <ChangesPage
        ruleSet={ruleSet}
        kept={[from, to]}
        changes={[{ from, to, changes: changesBetween(older, ruleSet) }]}
      />,
    );
    expect(page).toContain(`Van 2026.11.0 naar ${to.version}`);
    expect(page).toContain('vanaf 1 juli 2021');
    expect(page).toContain('Eerst: TOEGESTAAN_MITS VERNIETIGEN-GEEN-CONTRACT.');
    expect(page).toContain('Nu: VERBODEN TELEMARKETING-TOESTEMMING VERNIETIGEN-GEEN-CONTRACT.');
  });
});
