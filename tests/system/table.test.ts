/** The talk at the table through the whole product: from the request to the copy, both sides recording; and an objection at both doors. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCaller } from '@woordelijk/telephony/caller';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putInOrder } from '../../packages/cli/src/demo-plan.ts';
import { chromiumPath, judge, microphoneOf, openProfile } from '../../packages/server/tests/browser/chromium.ts';
import { type Product, root, startProduct, temporaryFolder, unzip } from './product.ts';
import { browserOf, logIn, speechFile, stopRecording } from './recorder-page.ts';
import { compare, samplesIn, samplesOf, withoutGaps } from './sound-compare.ts';

if (chromiumPath === undefined && process.env.CI)
  throw new Error('These tests need Chromium: apt-get install chromium');

/** Where pictures of the states go, when they are asked for. */
const PICTURES = process.env.PICTURES === '1' ? join(root, 'docs/table') : undefined;

const LINE = '+999800100';
const OBJECTOR = '+999612345678';

let product: Product;
let organisationId: string;
let departmentId: string;
let objectionId: string;

beforeAll(async () => {
  product = await startProduct(join(await temporaryFolder(), 'data'));
  const { client } = product;
  organisationId = (await client.addOrganisation({ body: { name: 'Gemeente Oost' } })).id;
  const params = { organisationId };
  await putInOrder(client, organisationId, 'gemeente');
  departmentId = (await client.addDepartment({ params, body: { name: 'Wmo' } })).id;
  await client.addLine({ body: { organisationId, key: LINE, departmentId } });
  objectionId = (
    await client.registerObjection({ params, body: { name: 'Inwoner Nee', number: OBJECTOR, note: 'per brief' } })
  ).id;
});
afterAll(async () => {
  expect(await product?.stop()).toBe(0);
});

/** A call of two seconds between a number and the desk. */
async function call(from: string): Promise<string> {
  const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
  const sound = new Uint8Array(16_000).fill(0x55);
  const { ending } = await caller.placeCall({
    headers: [],
    legs: [
      { label: '1', codec: 'PCMA', payload: sound, aor: `sip:${LINE}@gemeente.example`, name: 'Balie' },
      { label: '2', codec: 'PCMA', payload: sound, aor: `tel:${from}` },
    ],
  });
  await caller.close();
  return ending;
}

describe('the phone door', () => {
  it('answers a call of somebody who objected, keeps nothing of its sound, and says so in the list', async () => {
    expect(await call(OBJECTOR)).toBe('played'); // to the other side it is a call like any other
    const { items } = await product.client.listTalks({ query: { state: 'unrecorded' } });
    expect(items).toMatchObject([{ state: 'unrecorded', recordingId: null, organisation: { id: organisationId } }]);
    const params = { talkId: items[0]!.id };
    await expect(product.client.playSound({ params })).rejects.toMatchObject({ code: 'recording-silent' });
    const acts = (await product.client.listLedger({ params })).items.map(({ act }) => act);
    expect(acts).toEqual(['talk.unrecorded', 'talk.read']);
  });

  it('records the next call, of somebody else', async () => {
    expect(await call('+999612345699')).toBe('played');
    const from = new Date(Date.now() - 60_000).toISOString();
    await expect
      .poll(async () => (await product.client.listTalks({ query: { from, state: 'stored' } })).items.length)
      .toBe(1);
  });
});

describe.skipIf(chromiumPath === undefined)('the recorder’s door', () => {
  let folder: string;
  let speech: string;
  let context: BrowserContext;
  let page: Page;
  let resident: BrowserContext;

  beforeAll(async () => {
    folder = await temporaryFolder();
    speech = speechFile(folder, 120);
    context = await openProfile(join(folder, 'profile'), microphoneOf(speech));
    ({ page } = await logIn(product, context));
    resident = await openProfile(join(folder, 'resident'), microphoneOf(speech));
  }, 120_000);
  afterAll(async () => {
    await resident?.close();
    await context?.close();
  });

  async function planned(name: string): Promise<string> {
    const talk = await product.client.planTalk({
      params: { organisationId },
      body: {
        plannedAt: new Date().toISOString(),
        kind: 'gewoon',
        place: 'kantoor',
        subject: 'Aanvraag',
        departmentIds: [departmentId],
        participants: [
          { part: 'resident', name },
          { part: 'official', name: 'Klantmanager' },
        ],
      },
    });
    return talk.id;
  }

  /** Opens the recorder on the planned talk and asks whether it may. */
  async function ask(talkId: string, name: string): Promise<void> {
    await page.goto(new URL(`/opnemen?gesprek=${talkId}`, page.url()).href);
    await page.getByRole('button', { name: 'Nieuwe opname' }).click();
    await expect.poll(() => page.getByLabel('Met wie praat u?').inputValue()).toBe(name);
    await page.getByRole('button', { name: 'Vraag of dit mag' }).click();
  }

  /** Judges a state wide and narrow. */
  async function judgeBoth(on: Page, name: string): Promise<void> {
    for (const width of [1280, 390]) {
      await on.setViewportSize({ width, height: 900 });
      await judge(on, `${name}, ${width} px`);
      if (PICTURES === undefined) continue;
      mkdirSync(PICTURES, { recursive: true });
      await on.screenshot({ path: join(PICTURES, `${name.replaceAll(' ', '-')}-${width}.png`), fullPage: true });
    }
  }

  async function downloaded(on: Page, click: () => Promise<void>): Promise<Buffer> {
    const [download] = await Promise.all([on.waitForEvent('download'), click()]);
    return readFileSync(await download.path());
  }

  /** No frame of it is moved or lost beside the speech that both microphones were given. */
  function isSpeech(samples: Float32Array, told: Parameters<typeof withoutGaps>[1] = []): void {
    const { moved, lost, seconds } = compare(samplesIn(speech), withoutGaps(samples, told));
    expect({ moved, lost }).toEqual({ moved: [], lost: [] });
    expect(seconds).toBeGreaterThan(3);
  }

  /**
   * Nothing of it is lost. Where a starved machine stopped the fed microphone for a moment, the file's own times say so and
   * what follows is moved by that much: only the office's recording tells such gaps beside the sound.
   */
  function isOwn(samples: Float32Array): void {
    const { moved, lost, seconds } = compare(samplesIn(speech), withoutGaps(samples, []));
    expect(lost).toEqual([]);
    expect(moved.filter(({ ms }) => Math.abs(ms) > 100)).toEqual([]);
    expect(seconds).toBeGreaterThan(2);
  }

  /** What a browser recorded, as samples. */
  function decoded(file: Buffer): Float32Array {
    const [from, to] = [join(folder, 'own.webm'), join(folder, 'own.wav')];
    writeFileSync(from, file);
    const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', from, '-ac', '1', '-ar', '48000', to]);
    expect(made.status, made.stderr.toString()).toBe(0); // one that was cut off ends early, and says so
    return samplesOf(readFileSync(to));
  }

  it('stays shut while an objection stands, and while what was asked is not agreed, with the reason on screen', async () => {
    const talkId = await planned('Inwoner Nee');
    await ask(talkId, 'Inwoner Nee');
    await page.getByText('Iemand bij dit gesprek staat in het register van bezwaren.').waitFor();
    expect(await page.getByRole('button', { name: 'Start de opname' }).count()).toBe(0);
    const params = { talkId };
    const { client } = product;
    await client.liftObjection({ params, body: { objectionId, why: 'Een naamgenoot.', decidedBy: 'Klantmanager' } });
    const wish = { by: 'p1', recorder: 'both', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
    const file = await client.registerRequest({ params, body: wish });
    await client.decideRequest({
      params: { talkId, requestId: file.requests[0]!.id },
      body: { outcome: 'granted', decidedBy: 'Klantmanager' },
    });
    await ask(talkId, 'Inwoner Nee');
    await page.getByText('de afspraken zijn nog niet bevestigd').waitFor();
  });

  it('opens at the end of the walk: request, yes, agreement on a second device, notice; both record; copy with receipt', async () => {
    const talkId = await planned('Inwoner Eén');
    const base = new URL(page.url()).origin;
    await page.goto(`${base}/gesprekken/${talkId}`);
    await page.getByLabel('Allebei').check();
    await page.getByRole('button', { name: 'Leg het verzoek vast' }).click();
    await page.getByRole('heading', { name: 'Beslis over het verzoek' }).waitFor();
    await judgeBoth(page, 'request');
    await page.getByRole('button', { name: 'Ja, opnemen mag' }).click();
    await page.getByRole('button', { name: 'Maak de afspraken' }).click();

    // Confirmed on a second device, and here.
    await page.getByRole('button', { name: 'Laat bevestigen op een eigen toestel' }).click();
    await page.getByRole('img', { name: 'Laat bevestigen op een eigen toestel' }).waitFor();
    await judgeBoth(page, 'agreement');
    const link = (await page.getByRole('link', { name: 'Link', exact: true }).getAttribute('href'))!;
    const other = resident.pages()[0] ?? (await resident.newPage());
    await other.setViewportSize({ width: 390, height: 844 });
    await other.goto(link);
    await other.getByText('Beide kanten nemen op.').waitFor();
    expect(other.url()).toBe(`${base}/afspraken`); // the secret is out of the address
    await judge(other, 'shared agreement');
    await other.getByRole('button', { name: 'Ik ben het ermee eens' }).click();
    await other.getByText('Vul dit in.').waitFor();
    await other.getByLabel('Uw naam').fill('Inwoner Eén');
    await other.getByRole('button', { name: 'Ik ben het ermee eens' }).click();
    await other.getByRole('heading', { name: 'U hebt de afspraken bevestigd' }).waitFor();
    const document = await downloaded(other, () =>
      other.getByRole('button', { name: 'Download het document' }).click(),
    );
    expect(document.toString()).toMatch(/Inwoner Eén \(inwoner of klant\), op een eigen toestel/);
    await page.getByText('Inwoner Eén, op een eigen toestel').waitFor(); // by itself
    await page.getByText('Bevestig op dit scherm').click();
    await page.getByLabel('Naam', { exact: true }).fill('Klantmanager');
    await page.getByRole('button', { name: 'Bevestig de afspraken' }).click();
    await page.getByText('Bevestigd door beide kanten').waitFor();
    await page.getByRole('button', { name: 'Leg vast dat het is verteld' }).click();
    await page.getByRole('heading', { name: 'De opname mag beginnen' }).waitFor();

    // The other side records on a device of their own; the sound stays there.
    await page.getByRole('button', { name: 'Maak een link voor de ander' }).click();
    await page.getByRole('img', { name: 'Code waarmee de ander opneemt' }).waitFor();
    await judgeBoth(page, 'ready to record');
    const own = (await page.getByRole('link', { name: 'Link voor de ander' }).getAttribute('href'))!;
    await other.goto(own);
    await other.getByText('Van uw gesprek met Gemeente Oost').waitFor();
    expect(other.url()).toBe(`${base}/opnemen`);
    await judgeBoth(other, 'own recorder');
    await other.evaluate('navigator.storage.estimate = async () => ({ quota: 5e7, usage: 1e7 })');
    await other.getByRole('button', { name: 'Zet de microfoon aan' }).click();
    await other.getByText('Dit apparaat heeft nog plaats voor ongeveer 2 uur opname.').waitFor();
    await other.getByRole('button', { name: 'Start mijn opname' }).click();
    await other.getByText('Vertel eerst dat u opneemt').waitFor();
    await other.getByLabel('De medewerker weet dat ik opneem').check();
    await other.getByRole('button', { name: 'Start mijn opname' }).click();
    await other.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await judgeBoth(other, 'own recording');

    // The office records too, and sees that the other side does.
    await ask(talkId, 'Inwoner Eén');
    await page.getByLabel('Uw afweging').fill('Het vorige verslag leidde twee keer tot onenigheid.');
    await page.getByRole('button', { name: 'Ik vind opnemen hier nodig' }).click();
    await page.getByText('We horen u.').waitFor();
    await page.getByLabel('Iedereen die erbij is, weet dat ik opneem').check();
    await page.getByRole('button', { name: 'Start de opname' }).click();
    await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await page.getByText('De ander neemt dit gesprek ook op, op een eigen toestel.').waitFor();
    await page.waitForTimeout(6_000);
    await stopRecording(page);
    await other.getByRole('button', { name: 'Stop de opname' }).click();
    await other.getByText('De organisatie heeft de vingerafdruk van de hele opname.').waitFor();

    // The copy of the office: with its receipt, and the very sound.
    const state = async () => (await product.client.getTalk({ params: { talkId } })).state;
    await expect.poll(state).toBe('stored');
    await page.goto(`${base}/gesprekken/${talkId}`);
    await page.getByRole('heading', { name: 'Geef een kopie mee' }).waitFor();
    const copy = await downloaded(page, () => page.getByRole('button', { name: 'Maak en geef de kopie' }).click());
    await page.getByText(createHash('sha256').update(copy).digest('hex')).first().waitFor();
    const receipt = await downloaded(page, () =>
      page.getByRole('button', { name: 'Ontvangstbewijs downloaden' }).click(),
    );
    expect(receipt.toString()).toContain(`Vingerafdruk (SHA-256): ${createHash('sha256').update(copy).digest('hex')}`);
    const wav = [...(await unzip(copy))].find(([name]) => name.endsWith('.wav'))![1];
    const { items: told } = await product.client.listInterruptions({ params: { talkId } });
    isSpeech(samplesOf(wav), told);
    await judgeBoth(page, 'copy handed out');

    // What the other side has: heard, kept, and handed over by their own choice. It is what was told while it was made.
    await other.getByRole('button', { name: 'Luister of download' }).click();
    const file = await downloaded(other, () => other.getByRole('link', { name: 'Download naar dit toestel' }).click());
    isOwn(decoded(file));
    await judgeBoth(other, 'own on device');
    await other.getByRole('button', { name: 'Lever deze opname in' }).click();
    await other.getByText('Dit is precies wat tijdens het gesprek is opgenomen').waitFor();
    await judgeBoth(other, 'own handed over');
    await page.reload();
    await page.getByText('Dit is precies wat de ander tijdens het gesprek opnam').waitFor();
    const { offers, ownRecordings } = await product.client.getTalkFile({ params: { talkId } });
    const [handed] = offers[0]!.files;
    expect(handed).toMatchObject({ likeness: 'same', sha256: createHash('sha256').update(file).digest('hex') });
    expect(ownRecordings).toMatchObject([{ endedAt: expect.any(String) }]);
    await other.getByRole('button', { name: 'Verwijder van dit toestel' }).click();
    await other.getByRole('button', { name: 'Ja, verwijder mijn opname' }).click();
    await other.getByText('Uw opname is van dit toestel verwijderd').waitFor();
  });

  it('leaves the other side’s recording whole when their browser is killed in the middle', async () => {
    const talkId = await planned('Inwoner Twee');
    const { link, recordingId } = await product.client.inviteOwnRecording({ params: { talkId } });
    const other = resident.pages()[0] ?? (await resident.newPage());
    await other.goto(link);
    await other.getByRole('button', { name: 'Zet de microfoon aan' }).click();
    await other.getByLabel('De medewerker weet dat ik opneem').check();
    await other.getByRole('button', { name: 'Start mijn opname' }).click();
    await other.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await other.waitForTimeout(5_000);
    const gone = new Promise((done) => resident.once('close', done));
    process.kill(browserOf(join(folder, 'resident')), 'SIGKILL');
    await gone;
    resident = await openProfile(join(folder, 'resident'), microphoneOf(speech));
    const again = resident.pages()[0] ?? (await resident.newPage());
    await again.goto(new URL('/opnemen', link).href);
    await again.getByText('De opname stopte onverwacht.').waitFor();
    await again.getByRole('button', { name: 'Ga door met opnemen' }).click();
    await again.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await again.waitForTimeout(4_000);
    await again.getByRole('button', { name: 'Stop de opname' }).click();
    await again.getByText('De organisatie heeft de vingerafdruk van de hele opname.').waitFor();
    await again.getByRole('button', { name: 'Luister of download' }).click();
    const parts = again.getByRole('link', { name: 'Download naar dit toestel' });
    await parts.nth(1).waitFor();
    for (const part of [0, 1]) isOwn(decoded(await downloaded(again, () => parts.nth(part).click())));
    const { ownRecordings } = await product.client.getTalkFile({ params: { talkId } });
    expect(ownRecordings).toMatchObject([{ id: recordingId, endedAt: expect.any(String) }]);
  });
});
