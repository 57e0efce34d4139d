/** The recorder in the browser, as an official and the other side use it: every state, with and without a network. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { oggPayload, openContainer } from '@woordelijk/audio';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkExport } from '../../packages/cli/src/check-export.ts';
import { chromiumPath, judge, microphoneOf, openProfile } from '../../packages/server/tests/browser/chromium.ts';
import { legsOf, type Product, root, startProduct, storedTalks, temporaryFolder } from './product.ts';
import { recordedLines } from './recorded-line.ts';
import { heard, logIn, prepare, speechFile, startRecording, stopRecording } from './recorder-page.ts';
import { compare, samplesIn, withoutGaps } from './sound-compare.ts';

if (chromiumPath === undefined && process.env.CI)
  throw new Error('These tests need Chromium: apt-get install chromium');

/** Where pictures of the states go, when they are asked for. */
const PICTURES = process.env.PICTURES === '1' ? join(root, 'docs/recorder') : undefined;
const MOST_GZIP = 120 * 1024;

describe.skipIf(chromiumPath === undefined)('the recorder in the browser', () => {
  let product: Product;
  let context: BrowserContext;
  let page: Page;
  let speech: string;
  let seen = 0;
  let origin: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    const folder = await temporaryFolder();
    product = await startProduct(join(folder, 'data'));
    await recordedLines(product.client);
    speech = speechFile(folder, 120);
    context = await openProfile(join(folder, 'profile'), microphoneOf(speech));
    ({ page } = await logIn(product, context));
    origin = new URL(page.url()).origin;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  }, 240_000);
  afterEach(() => expect(complaints.splice(0)).toEqual([]));
  afterAll(async () => {
    await context?.close();
    expect(await product?.stop()).toBe(0);
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const last = async () => {
    seen += 1;
    return (await storedTalks(product.client, seen))[0]!;
  };
  /** The exact copy, unpacked. */
  const copyOf = async (talkId: string): Promise<string> => {
    const folder = await temporaryFolder();
    for (const [name, bytes] of await legsOf(product.client, talkId)) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    return folder;
  };
  /** Judges a state narrow and wide, light and dark. */
  const judgeState = async (name: string, on = page) => {
    for (const [width, colorScheme, pictured] of [
      [1280, 'light', true],
      [390, 'dark', true],
      [1280, 'dark', false],
      [390, 'light', false],
    ] as const) {
      await on.setViewportSize({ width, height: 900 });
      await on.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await judge(on, `${name}, ${width} px, ${colorScheme}`);
      if (PICTURES === undefined || !pictured) continue;
      mkdirSync(PICTURES, { recursive: true });
      await on.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
    }
  };

  it('loads at most 120 kB of JavaScript first', () => {
    const dist = join(root, 'packages/web/dist');
    const html = readFileSync(join(dist, 'opnemen.html'), 'utf8');
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
    console.log(`first load of the recorder: ${(bytes / 1024).toFixed(1)} kB of JavaScript (gzip)`);
    expect(bytes).toBeLessThanOrEqual(MOST_GZIP);
  });

  it('asks the rules, has it told, and starts only when that is confirmed', async () => {
    await page.goto(new URL('/opnemen', page.url()).href);
    await button('Nieuwe opname').waitFor();
    await judgeState('1-begin');
    await button('Nieuwe opname').click();
    await button('Vraag of dit mag').click();
    await page.getByText('Vul in met wie u praat.').waitFor();
    await page.getByLabel('Met wie praat u?').fill('Inwoner');
    await page.getByLabel('Toestemming', { exact: true }).check();
    await button('Vraag of dit mag').click();
    await page.getByText('Eerst moet iemand een afweging maken').waitFor();
    await judgeState('2-afweging');
    await prepare(page, false);
    await judgeState('3-vertellen');
    await button('Start de opname').click();
    await page.getByText('Bevestig dit eerst.').waitFor();
    expect(await page.getByRole('heading', { name: 'Er wordt opgenomen' }).count()).toBe(0);
    expect((await product.client.listTalks()).items).toEqual([]);
  });

  it('records, marks, pauses, lets somebody join and shares the fingerprint; all of it stands in the seal', async () => {
    await page.getByLabel('Iedereen die erbij is, weet dat ik opneem').check();
    await button('Start de opname').click();
    await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await expect.poll(() => page.getByRole('meter').getAttribute('aria-valuenow')).not.toBe('0');
    await judgeState('4-opnemen');
    await button('English').click();
    await page.getByRole('heading', { name: 'Recording', exact: true }).waitFor();
    await judgeState('4-recording-english');
    await button('Nederlands').click();
    await button('Bladwijzer').click();
    await page.getByLabel('Woord bij de bladwijzer').fill('afspraak');
    await page.keyboard.press('Enter');
    await page.getByText('Bladwijzer gezet op').waitFor();
    await button('Er komt iemand bij').click();
    await page.getByLabel('Wie?').fill('Begeleider');
    await button('Voeg toe').click();
    await button('Geef de vingerafdruk').click();
    const link = await page.getByRole('link', { name: /vingerafdruk#/ }).getAttribute('href');
    await page.getByRole('img', { name: 'Code met de link' }).waitFor();
    await judgeState('5-vingerafdruk-geven');
    const other = await context.newPage();
    await other.goto(link!);
    await other.getByText('Uw apparaat heeft de vingerafdruk').waitFor();
    await judgeState('6-vingerafdruk-houden', other);
    await page.bringToFront();
    await button('Pauze').click();
    await page.getByLabel('Waarom pauzeert u?').fill('telefoon');
    await button('Pauzeer').click();
    await page.getByRole('heading', { name: 'Pauze: er wordt niet opgenomen' }).waitFor();
    await judgeState('7-pauze');
    await page.waitForTimeout(1_500);
    await button('Ga door met opnemen').click();
    await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await page.waitForTimeout(3_000);
    await stopRecording(page);
    await page.getByText('tot de termijn van de selectielijst voorbij is').waitFor();
    await judgeState('8-bewaren');
    await button('Bewaar de opname').click();
    await page.getByText('De opname wordt bewaard').waitFor();
    const talk = await last();
    expect(talk).toMatchObject({ source: 'browser', state: 'stored', ending: 'stopped' });
    expect(talk.parties.map(({ name }) => name)).toEqual(['Klantmanager', 'Inwoner', 'Begeleider']);
    const params = { params: { talkId: talk.id } };
    expect(await product.client.checkSeal(params)).toMatchObject({ state: 'intact' });
    const moments = (await product.client.listMoments(params)).items;
    expect(moments.map(({ kind, text }) => [kind, text])).toEqual(
      expect.arrayContaining([
        ['mark', 'afspraak'],
        ['joined', null],
        ['heads-shared', null],
        ['pause', 'telefoon'],
        ['resume', null],
      ]),
    );
    const { interruptions } = await heard(product, talk.id);
    // A starved browser misses sound of its own, and that is told; nothing else interrupts.
    expect(interruptions.map(({ kind }) => kind).filter((kind) => kind !== 'gap')).toEqual(['pause']);
    await other.getByText('De opname is afgesloten. Uw apparaat heeft de laatste vingerafdruk').waitFor();
    const held = await other.evaluate('Object.entries(localStorage).find(([key]) => key.includes("heads"))[1]');
    const heads = JSON.parse(held as string) as { size: number; root: string }[];
    expect(heads.at(-1)).toMatchObject({ closed: true, recordingId: talk.recordingId });
    const folder = await copyOf(talk.id);
    const bytes = heads.map(({ size, root: hex }) => ({ size, root: Buffer.from(hex, 'hex') }));
    expect(await checkExport(folder, [], bytes)).toMatchObject({ state: 'intact' });
    bytes[0]!.root[0]! ^= 1;
    expect(await checkExport(folder, [], bytes)).toMatchObject({ findings: [{ code: 'head-differs' }] });
    await other.close();
    const acts = (await product.client.listLedger(params)).items;
    expect(acts.slice(0, 3).map(({ act }) => act)).toEqual(['talk.begun', 'gate.passed', 'upload.opened']);
    expect(acts[1]!.detail).toMatchObject({ evaluatedOn: 'server', notice: { how: 'spoken', to: 'Inwoner' } });
  });

  it('seals the very packets that the browser encoded, and hands them out with the proof', async () => {
    const other = await context.newPage();
    await page.goto('about:blank'); // one tab has the recorder
    await other.addInitScript(`{
      globalThis.pieces = [];
      globalThis.MediaRecorder = class extends MediaRecorder {
        constructor(stream, options) {
          super(stream, options);
          this.addEventListener('dataavailable', ({ data }) => pieces.push(data));
        }
      };
    }`);
    await other.goto(new URL('/opnemen', origin).href);
    await startRecording(other);
    await other.waitForTimeout(4_000);
    await stopRecording(other);
    const encoded = Buffer.from(
      (await other.evaluate(
        'new Blob(pieces).arrayBuffer().then((bytes) => Array.from(new Uint8Array(bytes)))',
      )) as number[],
    );
    await other.close();
    const talk = await last();
    const packets = openContainer(encoded).push(encoded);
    expect(packets.length).toBeGreaterThan(50);
    const folder = await copyOf(talk.id);
    const payload = oggPayload(readFileSync(join(folder, 'microfoon.opus')))!;
    expect(Buffer.from(payload).equals(Buffer.concat(packets.map((packet) => packet.payload)))).toBe(true);
    const { verifierKey } = await product.client.getServer();
    expect(await checkExport(folder, [verifierKey])).toMatchObject({
      state: 'intact',
      signer: 'confirmed',
      files: expect.arrayContaining([{ file: 'microfoon.opus', state: 'as-sealed' }]),
    });
    await page.goto(new URL('/', origin).href);
  });

  it('plays on the talk page like a call, with what happened', async () => {
    const talk = (await product.client.listTalks()).items.at(-1);
    await page.goto(new URL(`/gesprekken/${talk!.id}`, page.url()).href);
    await page.getByRole('slider', { name: 'Plaats in het gesprek' }).waitFor();
    await page.getByText('Bladwijzer: afspraak').waitFor();
    await judgeState('9-gesprek');
  });

  it('says so when it can record no more, goes on when asked, and is locked at once when it was private', async () => {
    await startRecording(page);
    await page.waitForTimeout(1_000);
    // What the browser recorded cannot be read: what comes after would be torn, so it stops there and tells.
    await page.evaluate(`{
      const { arrayBuffer } = Blob.prototype;
      Blob.prototype.arrayBuffer = function () {
        Blob.prototype.arrayBuffer = arrayBuffer;
        return Promise.reject(new DOMException('gone', 'NotReadableError'));
      };
    }`);
    await page.getByRole('heading', { name: 'De microfoon is weg: er wordt niet opgenomen' }).waitFor();
    await button('Ga door met opnemen').click();
    await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await page.waitForTimeout(1_000);
    await button('Stop: dit was privé').click();
    await judgeState('10-prive');
    await button('Ja, stop en vernietig').click();
    await page.getByText('Alles staat veilig op de server.').waitFor();
    const talk = await last();
    expect(talk).toMatchObject({ ending: 'private', private: { destroyedAt: null } });
    await expect(product.client.playSound({ params: { talkId: talk.id } })).rejects.toMatchObject({
      code: 'talk-private',
    });
  });

  it('starts and records without a network, waits, and delivers when there is one', async () => {
    await page.evaluate('navigator.serviceWorker.ready');
    const ports = [Number(new URL(product.url).port), Number(product.sip.split(':')[1])] as const;
    await product.kill();
    await page.reload();
    await page.getByText('U hebt nu geen verbinding.').waitFor();
    await startRecording(page);
    await page.waitForTimeout(5_000);
    await button('Stop de opname').click();
    await page.getByText('Laat deze pagina open tot alles is verstuurd.').waitFor();
    await judgeState('11-wacht');
    product = await startProduct(product.data, [], {}, ports);
    await page.getByText('Alles staat veilig op de server.').waitFor({ timeout: 60_000 });
    const talk = await last();
    const acts = (await product.client.listLedger({ params: { talkId: talk.id } })).items;
    expect(acts[1]!.detail).toMatchObject({ evaluatedOn: 'device', contested: null });
    const { samples, interruptions } = await heard(product, talk.id);
    const { moved, lost } = compare(samplesIn(speech), withoutGaps(samples, interruptions));
    expect({ moved, lost }).toEqual({ moved: [], lost: [] });
    complaints.length = 0; // the browser tells of every request that nobody answered
  });

  it('gives the recorder to one tab at a time, and speaks English', async () => {
    const second = await context.newPage();
    await second.goto(new URL('/opnemen', page.url()).href);
    await second.getByText('Er is al een venster open om op te nemen').waitFor();
    await second.getByRole('button', { name: 'English' }).click();
    await second.getByRole('heading', { name: 'Record a talk' }).waitFor();
    await judgeState('12-second-tab', second);
    await second.getByRole('button', { name: 'Nederlands' }).click();
    await second.close();
  });
});
