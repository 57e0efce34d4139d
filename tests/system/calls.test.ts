/** Calls through the whole product: what was sent comes out of the export, byte for byte, and the proof holds. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCaller } from '@woordelijk/telephony/caller';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingPackages, placeSippCall } from '../peers/sipp-call.ts';
import { legsOf, type Product, root, startProduct, storedTalks, temporaryFolder } from './product.ts';
import { recordedLines } from './recorded-line.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct(await temporaryFolder());
  await recordedLines(product.client, '+999201234567', '+999600000001');
});
afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

/** Runs the command line as a user does. */
function woordelijk(
  ...words: string[]
): Promise<{ code: number | null; json: ReturnType<typeof JSON.parse>; said: string }> {
  const child = spawn(process.execPath, ['launch.mjs', 'packages/cli/src/main.ts', ...words], {
    cwd: root,
    env: { ...process.env, WOORDELIJK_DATA: product.data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    out += part;
  });
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  return new Promise((done) =>
    child.on('close', (code) => done({ code, json: out === '' ? undefined : JSON.parse(out), said })),
  );
}

const missing = missingPackages();
if (missing.length > 0 && process.env.CI)
  throw new Error(`These tests need the Debian packages ${missing.join(', ')}.`);
if (missing.length > 0)
  console.warn(`\n*** SKIPPED: calls with sipp and ffmpeg need the Debian packages ${missing.join(', ')}. ***\n`);

describe.skipIf(missing.length > 0)('real speech by sipp and ffmpeg', () => {
  it.each([
    ['udp', 5_181, 41_200],
    ['tcp', 5_182, 41_300],
  ] as const)(
    'over %s, with digits, hold and resume: both exported legs are what was sent',
    async (transport, sipPort, mediaPort) => {
      const folder = await temporaryFolder();
      const before = new Set((await storedTalks(product.client)).map(({ id }) => id));
      const sent = await placeSippCall({
        host: '127.0.0.1',
        port: Number(product.sip.split(':')[1]),
        transport,
        folder,
        sipPort,
        mediaPort,
      });
      const talk = (await storedTalks(product.client, before.size + 1)).find(({ id }) => !before.has(id))!;
      expect(talk.ending).toBe('bye');
      const out = join(folder, 'copy');
      expect((await woordelijk('export', talk.id, '--as', 'legs', '--out', out)).code).toBe(0);
      expect((await readFile(join(out, 'beller.alaw'))).equals(sent.beller)).toBe(true);
      expect((await readFile(join(out, 'balie.alaw'))).equals(sent.balie)).toBe(true);
      const timeline = JSON.parse(await readFile(join(out, 'timeline.json'), 'utf8'));
      for (const file of timeline.files) {
        expect(file.entries.some((entry: { kind: string }) => entry.kind === 'hold')).toBe(true);
        expect(file.entries.some((entry: { kind: string }) => entry.kind === 'gap')).toBe(false);
      }
      const verified = await woordelijk('verify', out, '--key', join(product.data, 'keys/signing.vkey'));
      expect(verified).toMatchObject({
        code: 0,
        json: { state: 'intact', signer: 'confirmed', recording: talk.recordingId },
      });
      const wav = join(folder, 'wav');
      await woordelijk('export', talk.id, '--as', 'wav', '--out', wav);
      expect(await woordelijk('verify', wav)).toMatchObject({
        code: 0,
        json: { state: 'intact', signer: 'unconfirmed' },
      });
    },
  );
});

describe('a call with losses, swapped and doubled packets', () => {
  it('is kept byte for byte but for the gaps, which say where and how much', async () => {
    const payload = randomBytes(160 * 300);
    const lost = new Set([50, 51, 52, 120, 299 - 40]);
    const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
    const known = new Set((await storedTalks(product.client)).map(({ id }) => id));
    await caller.placeCall({
      legs: [
        { label: 'links', codec: 'PCMA', payload, aor: 'tel:+999600000001' },
        { label: 'rechts', codec: 'PCMU', payload, aor: 'tel:+999600000002' },
      ],
      mischief: {
        drop: (label, n) => label === 'links' && lost.has(n),
        swap: (_, n) => n % 37 === 5,
        duplicate: (_, n) => n % 11 === 3,
      },
    });
    await caller.close();
    const talk = (await storedTalks(product.client, known.size + 1)).find(({ id }) => !known.has(id))!;
    const files = await legsOf(product.client, talk.id);
    expect(files.get('rechts.ulaw')!.equals(payload)).toBe(true);
    const kept = Array.from({ length: 300 }, (_, n) => n)
      .filter((n) => !lost.has(n))
      .map((n) => payload.subarray(n * 160, n * 160 + 160));
    expect(files.get('links.alaw')!.equals(Buffer.concat(kept))).toBe(true);
    const timeline = JSON.parse(files.get('timeline.json')!.toString());
    const [links] = timeline.files.filter((file: { label: string }) => file.label === 'links');
    const first = links.entries.find((entry: { kind: string }) => entry.kind === 'run').tick;
    const gaps = links.entries
      .filter((entry: { kind: string }) => entry.kind === 'gap')
      .map((gap: { tick: number; ticks: number; packets: number }) => [
        (gap.tick - first) / 160,
        gap.ticks / 160,
        gap.packets,
      ]);
    expect(gaps).toEqual([
      [50, 3, 3],
      [120, 1, 1],
      [259, 1, 1],
    ]);
  });
});

describe('what a user would try', () => {
  it('demo call, list, search, show, a changed copy, a wrong id', async () => {
    const demo = await woordelijk('demo', 'call', '--seconds', '3', '--transport', 'tcp');
    expect(demo).toMatchObject({ code: 0, json: { calls: 1, talks: [{ state: 'stored' }] } });
    const id = demo.json.talks[0].id;
    expect(
      (await woordelijk('talks', 'list', '--json', '--search', 'inwoner')).json.items.map((t: { id: string }) => t.id),
    ).toContain(id);
    expect(
      (await woordelijk('talks', 'list', '--json', '--search', '341000')).json.items.map((t: { id: string }) => t.id),
    ).toEqual([id]);
    const shown = await woordelijk('talks', 'show', id, '--json');
    expect(shown.json).toMatchObject({ organisation: { kind: 'demo' }, ending: 'bye', state: 'stored' });
    expect(shown.json.ledger.map((line: { act: string }) => line.act)).toEqual(
      expect.arrayContaining(['talk.begun', 'recording.ended', 'recording.stored']),
    );

    const out = await temporaryFolder();
    await woordelijk('export', id, '--out', out);
    const leg = await readFile(join(out, '1.alaw'));
    leg[1000]! ^= 1;
    await writeFile(join(out, '1.alaw'), leg);
    const changed = await woordelijk('verify', out);
    expect(changed).toMatchObject({ code: 1, json: { state: 'damaged' } });
    expect(changed.json.findings).toMatchObject([{ code: 'file-differs', place: '1.alaw' }]);
    await woordelijk('export', id, '--as', 'mp3', '--out', join(out, 'mp3'));
    expect((await woordelijk('verify', join(out, 'mp3'))).json).toMatchObject({ state: 'derived' });

    const wrong = await woordelijk('talks', 'show', '01890000-0000-7000-8000-000000000000');
    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain('talk-not-found');
    expect((await woordelijk('verify', root)).said).toContain('nothing-to-verify');
  });

  it('verify beside the running server finds everything intact', async () => {
    const report = await woordelijk('verify', product.data);
    expect(report).toMatchObject({ code: 0, json: { state: 'intact', problems: [] } });
    expect(report.json.recordings.length).toBeGreaterThanOrEqual(2);
  });
});
