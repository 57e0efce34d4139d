/** The recorder's page in a real browser with a sound file as its microphone, as an official uses it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { giveAuthenticator } from '../../packages/server/tests/browser/chromium.ts';
import type { Product } from './product.ts';
import { samplesOf } from './sound-compare.ts';

const SPEECH = '/usr/share/asterisk/sounds/en';

/** Real speech of at least `seconds` in one WAV: 48 kHz, mono, 16 bits. No two seconds of it are alike. */
export function speechFile(folder: string, seconds: number): string {
  const wav = join(folder, 'speech.wav');
  const files = readdirSync(SPEECH)
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => join(SPEECH, name));
  const times = Math.max(1, Math.ceil(seconds / 400));
  const made = spawnSync(
    'sox',
    [
      ...Array.from({ length: times }, () => files).flat(),
      '-r',
      '48000',
      '-c',
      '1',
      '-b',
      '16',
      wav,
      'norm',
      '-6',
      'trim',
      '0',
      String(seconds),
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`sox: ${made.stderr}`);
  return wav;
}

/** Makes the first administrator in this browser and logs in. `codes`: recovery codes, for when the authenticator is gone. */
export async function logIn(product: Product, context: BrowserContext): Promise<{ page: Page; codes: string[] }> {
  const page = context.pages()[0] ?? (await context.newPage());
  await giveAuthenticator(context, page);
  const [link] = /http\S+#\/eerste-beheerder\/\S+/.exec(product.output())!;
  await page.goto(link);
  await page.getByLabel('Uw naam').fill('Klantmanager');
  await page.getByRole('button', { name: 'Maak een passkey' }).click();
  await page.getByRole('heading', { name: 'Bewaar uw herstelcodes' }).waitFor();
  return { page, codes: await page.locator('.w-codes code').allTextContents() };
}

/** Logs in again, with a recovery code. */
export async function logInAgain(page: Page, code: string): Promise<void> {
  await page.goto(new URL('/', page.url()).href);
  await page.getByRole('button', { name: 'Gebruik een herstelcode' }).click();
  await page.getByLabel('Herstelcode').fill(code);
  await page.getByRole('button', { name: 'Log in met herstelcode' }).click();
  await page.getByRole('heading', { name: 'Gesprekken', exact: true }).waitFor();
}

/** From the recorder's first page to just before the start. */
export async function prepare(page: Page, confirm = true): Promise<void> {
  await page.goto(new URL('/opnemen', page.url()).href);
  await page.getByRole('button', { name: 'Nieuwe opname' }).click();
  await page.getByLabel('Met wie praat u?').fill('Inwoner');
  await page.getByRole('button', { name: 'Vraag of dit mag' }).click();
  await page.getByLabel('Uw afweging').fill('Het vorige verslag leidde twee keer tot onenigheid.');
  await page.getByRole('button', { name: 'Ik vind opnemen hier nodig' }).click();
  await page.getByText('We horen u.').waitFor();
  if (confirm) await page.getByLabel('Iedereen die erbij is, weet dat ik opneem').check();
}

/** Starts a recording and waits until it runs. */
export async function startRecording(page: Page): Promise<void> {
  await prepare(page);
  await page.getByRole('button', { name: 'Start de opname' }).click();
  await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
}

/** Stops and waits until the server has all of it. */
export async function stopRecording(page: Page, timeout = 60_000): Promise<void> {
  await page.getByRole('button', { name: 'Stop de opname' }).click();
  await page.getByText('Alles staat veilig op de server.').waitFor({ timeout });
}

/** Ports of a product, to start it again where it was. */
export function portsOf(product: Product): [number, number] {
  return [Number(new URL(product.url).port), Number(product.sip.split(':')[1])];
}

/** The process id of the browser that uses this profile. */
export function browserOf(profile: string): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    let words: string[];
    try {
      words = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
    } catch {
      continue; // it ended meanwhile
    }
    if (
      words.some((word) => word === `--user-data-dir=${profile}`) &&
      !words.some((word) => word.startsWith('--type='))
    )
      return Number(entry);
  }
  throw new Error('No browser uses this profile.');
}

/** The recording as samples, and what interrupts it. */
export async function heard(product: Product, talkId: string) {
  const params = { params: { talkId } };
  const wav = Buffer.from(await (await product.client.playSound(params)).arrayBuffer());
  const { items } = await product.client.listInterruptions(params);
  return { samples: samplesOf(wav), interruptions: items };
}
