/**
 * Makes the two Dutch sample voices of the demonstration call (packages/cli/voices/*.al: G.711 A-law, 8000 samples a
 * second, one leg each, equally long) from our own text with the speech synthesiser espeak-ng, and sox. Both from Debian.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Voice = 'medewerker' | 'inwoner';
const voices: Record<Voice, string[]> = {
  medewerker: ['-v', 'nl', '-s', '150', '-p', '35'],
  inwoner: ['-v', 'nl+f3', '-s', '155', '-p', '60'],
};
const talk: [Voice, string][] = [
  [
    'medewerker',
    'Goedemorgen, u spreekt met de balie van de voorbeeldgemeente. Dit gesprek wordt opgenomen, zodat we later kunnen nalezen wat we hebben afgesproken. Vindt u dat goed?',
  ],
  ['inwoner', 'Goedemorgen. Ja, dat vind ik goed. Krijg ik dan ook een kopie van de opname?'],
  ['medewerker', 'Jazeker. U krijgt een kopie als u dat wilt. Waarmee kan ik u helpen?'],
  ['inwoner', 'Ik heb een brief gekregen over mijn aanvraag. Ik begrijp niet goed wat ik nu moet doen.'],
  ['medewerker', 'Dan kijken we samen. U hoeft alleen het formulier op te sturen. Dat kan tot het eind van de maand.'],
  ['inwoner', 'Dat is duidelijk. Dank u wel, dan stuur ik het deze week.'],
  ['medewerker', 'Graag gedaan. Nog een fijne dag. Tot ziens.'],
];

const folder = mkdtempSync(join(tmpdir(), 'voices-'));
const legs: Record<Voice, Buffer[]> = { medewerker: [], inwoner: [] };
const silence = (length: number) => Buffer.alloc(length, 0xd5);
talk.forEach(([speaker, text], i) => {
  const wav = join(folder, `${i}.wav`);
  const raw = join(folder, `${i}.al`);
  execFileSync('espeak-ng', [...voices[speaker], '-w', wav, text]);
  execFileSync('sox', [
    wav,
    '-r',
    '8000',
    '-c',
    '1',
    '-e',
    'a-law',
    '-t',
    'raw',
    raw,
    'gain',
    '-n',
    '-3',
    'dither',
    '-S',
  ]);
  const turn = readFileSync(raw);
  const whole = Buffer.concat([turn, silence(160 - (turn.length % 160) + 3200)]);
  for (const name of ['medewerker', 'inwoner'] as const)
    legs[name].push(name === speaker ? whole : silence(whole.length));
});
rmSync(folder, { recursive: true });
for (const [name, parts] of Object.entries(legs))
  writeFileSync(join(import.meta.dirname, `../packages/cli/voices/${name}.al`), Buffer.concat(parts));
