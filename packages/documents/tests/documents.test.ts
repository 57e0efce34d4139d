import { toDocx, toHtml, toText } from '@woordelijk/documents';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { piecesOf, proseOf, readability } from './readability.ts';
import { letterhead, samples } from './samples.ts';

const LANGUAGES = ['nl', 'en'] as const;

/** Text between the marks of XML or HTML, entities read. */
function shown(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

function fileIn(zip: Uint8Array, name: string): Promise<string> {
  return new Promise((done, failed) => {
    yauzl.fromBuffer(Buffer.from(zip), { lazyEntries: true }, (error, opened) => {
      if (error) return failed(error);
      opened.on('end', () => failed(new Error(`no ${name} in the file`)));
      opened.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== name) return opened.readEntry();
        opened.openReadStream(entry, (problem, stream) => {
          if (problem) return failed(problem);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => done(Buffer.concat(parts).toString('utf8')));
        });
      });
      opened.readEntry();
    });
  });
}

describe.each(LANGUAGES)('every document in %s', (language) => {
  it.each(Object.entries(samples(language)))('%s says the same in each form', async (_, document) => {
    const html = shown(toHtml(document, letterhead));
    const docx = shown(await fileIn(await toDocx(document, letterhead), 'word/document.xml'));
    const text = toText(document, letterhead).replace(/\s+/g, ' ');
    for (const piece of [document.title, letterhead.name, ...document.blocks.flatMap(piecesOf)]) {
      const words = piece.replace(/\s+/g, ' ');
      expect(html).toContain(words);
      expect(docx).toContain(words);
      expect(text.toLowerCase()).toContain(words.toLowerCase());
    }
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });
});

it('keeps hostile text text', async () => {
  const document = samples('nl').request!;
  const evil = { ...document, title: '</title><script>alert(1)</script>\u0000\u000b' };
  expect(toHtml(evil, { ...letterhead, colour: '0;} body{display:none' })).not.toMatch(/<script|display:none/);
  const xml = await fileIn(await toDocx(evil, letterhead), 'word/document.xml');
  expect(xml).not.toContain('<script');
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b]/);
});

it('names the complaint in a refusal, and never bezwaar as a way', () => {
  const text = toText(samples('nl').refusalWritten!, letterhead);
  expect(text).toContain('klacht indienen');
  expect(text).toContain('geen besluit waartegen u bezwaar kunt maken');
  expect(text).toContain('ombudsman');
  expect(toText(samples('nl').refusalListening!, letterhead)).not.toContain('ombudsman'); // a company has none
});

it('of a decision on a request names the way that is open: bezwaar at an authority, the court at a company', () => {
  const { rightsGranted, rightsRefused, rightsGone } = samples('nl');
  const authority = toText(rightsGranted!, letterhead);
  for (const part of ['Dit is een besluit', 'bezwaar maken tot en met 4 januari 2027', 'beroep', 'Dit kost u niets'])
    expect(authority).toContain(part);
  const company = toText(rightsRefused!, letterhead);
  expect(company).toContain('verzoekschrift');
  expect(company).not.toContain('bezwaar maken tot');
  for (const part of ['AVG 12 lid 5', 'Veertien gelijke verzoeken', 'voor Kind', 'Autoriteit Persoonsgegevens'])
    expect(company).toContain(part);
  expect(toText(rightsGone!, letterhead)).toContain('Die zijn er niet meer.');
});

it('to somebody who was talked about says what AVG 14 asks: who, what, why, how long, whence, and their rights', () => {
  const text = toText(samples('nl').absent!, letterhead);
  for (const part of [
    'Gemeente Voorbeeldstad',
    'Uw gezondheid en hulp in huis.',
    'afspraken vastleggen',
    'Grond in de wet: taak van algemeen belang',
    'tot 20 november 2027',
    'Iemand vertelde het in het gesprek',
    'Hostingbedrijf',
    'af te schermen of te wissen',
    'bezwaar maken',
    'fg@gemeente.example',
    'De computer besluit niet over u.',
    'autoriteitpersoonsgegevens.nl',
  ])
    expect(text).toContain(part);
});

it('is plain Dutch: the score of Flesch-Douma, and no endless sentence', () => {
  for (const [name, document] of Object.entries(samples('nl'))) {
    const { score, longest } = readability(proseOf(document));
    expect([name, score > 60, longest <= 25]).toEqual([name, true, true]);
  }
});

it('opens and ends a letter in the organisation’s tone, and leaves a form a form', () => {
  const { refusalWritten, consentForm } = samples('nl');
  const formal = toText(refusalWritten!, { ...letterhead, tone: 'formal' });
  expect(formal).toMatch(/Geachte heer of mevrouw,[\s\S]*Hoogachtend,\s+Gemeente Voorbeeldstad/);
  expect(toText(refusalWritten!, letterhead)).toMatch(/Goedendag,[\s\S]*Met vriendelijke groet,/);
  expect(toText(consentForm!, { ...letterhead, tone: 'formal' })).not.toMatch(/Geachte|Hoogachtend/);
});
