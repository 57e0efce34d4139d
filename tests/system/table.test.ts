/** The talk at the table through the whole product: the recorder on a planned talk, and an objection at both doors. */
import { join } from 'node:path';
import { openCaller } from '@woordelijk/telephony/caller';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putInOrder } from '../../packages/cli/src/demo-plan.ts';
import { chromiumPath, microphoneOf, openProfile } from '../../packages/server/tests/browser/chromium.ts';
import { type Product, startProduct, temporaryFolder } from './product.ts';
import { logIn, speechFile, stopRecording } from './recorder-page.ts';

if (chromiumPath === undefined && process.env.CI)
  throw new Error('These tests need Chromium: apt-get install chromium');

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
      .poll(async () => (await product.client.listTalks({ query: { from, state: 'stored' } })).items.length, {
        timeout: 15_000,
      })
      .toBe(1);
  });
});

describe.skipIf(chromiumPath === undefined)('the recorder’s door', () => {
  let context: BrowserContext;
  let page: Page;
  let talkId: string;

  beforeAll(async () => {
    const folder = await temporaryFolder();
    context = await openProfile(join(folder, 'profile'), microphoneOf(speechFile(folder, 60)));
    ({ page } = await logIn(product, context));
    const talk = await product.client.planTalk({
      params: { organisationId },
      body: {
        plannedAt: new Date().toISOString(),
        kind: 'gewoon',
        place: 'kantoor',
        subject: 'Aanvraag',
        departmentIds: [departmentId],
        participants: [
          { part: 'resident', name: 'Inwoner Nee' },
          { part: 'official', name: 'Klantmanager' },
        ],
      },
    });
    talkId = talk.id;
  });
  afterAll(() => context?.close());

  /** Opens the recorder on the planned talk and asks whether it may. */
  async function ask(): Promise<void> {
    await page.goto(new URL(`/opnemen?gesprek=${talkId}`, page.url()).href);
    await page.getByRole('button', { name: 'Nieuwe opname' }).click();
    expect(await page.getByLabel('Met wie praat u?').inputValue()).toBe('Inwoner Nee');
    await page.getByRole('button', { name: 'Vraag of dit mag' }).click();
  }

  it('stays shut while an objection stands, with the reason on screen', async () => {
    await ask();
    await page.getByText('Iemand bij dit gesprek staat in het register van bezwaren.').waitFor();
    expect(await page.getByRole('button', { name: 'Start de opname' }).count()).toBe(0);
  });

  it('stays shut while what was asked is not agreed', async () => {
    const params = { talkId };
    const { client } = product;
    await client.liftObjection({ params, body: { objectionId, why: 'Een naamgenoot.', decidedBy: 'Klantmanager' } });
    const wish = { by: 'p1', recorder: 'both', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
    const file = await client.registerRequest({ params, body: wish });
    await client.decideRequest({
      params: { talkId, requestId: file.requests[0]!.id },
      body: { outcome: 'granted', decidedBy: 'Klantmanager' },
    });
    await ask();
    await page.getByText('de afspraken zijn nog niet bevestigd').waitFor();
    await client.makeAgreement({ params, body: {} });
    for (const [participant, name] of [
      ['p1', 'Inwoner Nee'],
      ['p2', 'Klantmanager'],
    ] as const)
      await client.confirmAgreement({ params, body: { participant, name } });
  });

  it('opens then, and the recording belongs to the planned talk with all that was agreed', async () => {
    await ask();
    await page.getByLabel('Uw afweging').fill('Het vorige verslag leidde twee keer tot onenigheid.');
    await page.getByRole('button', { name: 'Ik vind opnemen hier nodig' }).click();
    await page.getByText('We horen u.').waitFor();
    await page.getByLabel('Iedereen die erbij is, weet dat ik opneem').check();
    await page.getByRole('button', { name: 'Start de opname' }).click();
    await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    await page.waitForTimeout(3_000);
    await stopRecording(page);
    const state = async () => (await product.client.getTalk({ params: { talkId } })).state;
    await expect.poll(state, { timeout: 15_000 }).toBe('stored');
    const file = await product.client.getTalkFile({ params: { talkId } });
    expect(file).toMatchObject({ recorded: true, agreement: { confirmed: true }, untold: [] });
    await page.goto(new URL(`/gesprekken/${talkId}`, page.url()).href);
    await page.getByRole('heading', { name: 'Geef een kopie mee' }).waitFor();
    const [copy] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Maak en geef de kopie' }).click(),
    ]);
    expect(copy.suggestedFilename()).toContain('-wav');
    await page.getByText(/Vingerafdruk: [0-9a-f]{64}/).waitFor();
  });
});
