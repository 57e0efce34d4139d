/** Letters as HTML, judged by axe-core in a real browser, at the width of a phone; with a logo and without. */
import { toHtml } from '@woordelijk/documents';
import { expect, it } from 'vitest';
import { letterhead, samples } from '../../packages/documents/tests/samples.ts';
import { chromiumPath, judge, openBrowser } from '../../packages/server/tests/browser/chromium.ts';

it.runIf(chromiumPath)('every letter is accessible, and fits a phone', { timeout: 120_000 }, async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    let judged = 0;
    for (const language of ['nl', 'en'] as const)
      for (const [name, document] of Object.entries(samples(language))) {
        const { logo: _, ...plain } = letterhead;
        await page.setContent(toHtml(document, language === 'nl' ? { ...letterhead, tone: 'formal' } : plain));
        await judge(page, `${name}, ${language}`);
        judged++;
      }
    expect(judged).toBeGreaterThan(20);
  } finally {
    await browser.close();
  }
});
