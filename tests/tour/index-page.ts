/** The index of the pictures, as docs/tour/README.md. */
import { pictureName } from './look.ts';
import type { Place } from './places.ts';

const HOUSES: Readonly<Record<Place['house'], string>> = {
  fresh: 'A house in which nothing was done yet',
  lively: 'A house full of examples',
};
const WHO: Readonly<Record<Place['who'], string>> = {
  administrator: 'administrator',
  clerk: 'employee',
  stranger: 'anybody',
};

/** What each place is for, and its four pictures. */
export function indexOf(places: readonly Place[], pictures: number, bytes: number): string {
  const rows = (house: Place['house']) =>
    places
      .filter((place) => place.house === house)
      .map((place) => {
        const link = (text: string, width: 390 | 1280, scheme: 'light' | 'dark') =>
          `[${text}](${pictureName(place.name, { width, scheme })})`;
        const phone = `${link('light', 390, 'light')} ${link('dark', 390, 'dark')}`;
        const desk = `${link('light', 1280, 'light')} ${link('dark', 1280, 'dark')}`;
        return `| ${place.name} | \`${place.at}\` | ${WHO[place.who]} | ${place.says} | ${phone} | ${desk} |`;
      });
  const table = (house: Place['house']) =>
    [
      `## ${HOUSES[house]}`,
      '',
      '| place | address | seen by | what it is for | 390 px | 1280 px |',
      '|---|---|---|---|---|---|',
      ...rows(house),
      '',
    ].join('\n');
  return `# The tour

Every page of the product as a new user meets it: ${places.length} places, ${pictures} pictures, ${(bytes / 1e6).toFixed(1)} MB. Made by \`npm run tour\`
(tests/tour), which also runs axe on every one of them in both widths and both colour schemes, and fails on content wider
than the screen, a page without a heading, a way back or a next step, and on anything the browser complains about.
Pictures end at 6000 px. Date and file fields speak the language of the browser (Dutch with Debian's chromium-l10n). People and organisations are examples; numbers are \`+999…\`.

${table('fresh')}
${table('lively')}`;
}
