/**
 * A server is killed without warning with 50 calls under way, again and again on the same data; two at once, since each
 * waits for the greater part. After each start every leg must hold exactly what was sent, and be closed as interrupted.
 */
import { randomBytes } from 'node:crypto';
import { checkData } from '@woordelijk/server';
import { openCaller } from '@woordelijk/telephony/caller';
import { expect, it } from 'vitest';
import { legsOf, type Product, startProduct, storedTalks, temporaryFolder } from '../system/product.ts';
import { recordedLines } from '../system/recorded-line.ts';

const KILLS = Number(process.env.KILLS ?? 30);
const CALLS = 50;
/** Length of a call that nobody kills: longer than it takes a busy machine to answer all of them and be killed. */
const SECONDS = 15;

/** One leg per direction of a call, and what is known about it once the server was killed. */
interface Sent {
  readonly number: string;
  readonly legs: readonly Buffer[];
  /** Milliseconds on this process's clock. */
  answeredAt: number;
}

it(`loses nothing that was acknowledged in ${KILLS} kills with ${CALLS} calls`, { timeout: 30 * 60_000 }, async () => {
  const [here, there] = [Math.ceil(KILLS / 2), Math.floor(KILLS / 2)];
  const late = (await Promise.all([killsOf(here), killsOf(there)])).flat();
  expect(late).toHaveLength(KILLS * CALLS * 2);
  late.sort((a, b) => a - b);
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(share * late.length))]!.toFixed(2);
  console.log(
    `${KILLS} kills, ${KILLS * CALLS} calls, ${late.length} legs, wrong bytes 0; seconds not acknowledged yet at the kill: median ${at(0.5)}, 99 % ${at(0.99)}, most ${at(1)}`,
  );
});

/** One server on data of its own, killed so many times. Returns how much of each leg was not acknowledged, in seconds. */
async function killsOf(kills: number): Promise<number[]> {
  const data = await temporaryFolder();
  const late: number[] = [];
  let product = await startProduct(data);
  await recordedLines(product.client, '+999201234567');
  for (let round = 0; round < kills; round += 1) {
    const from = new Date().toISOString();
    const { sent, killedAt } = await callAndKill(product, round);
    product = await startProduct(data);
    for (const talk of await storedTalks(product.client, CALLS, from)) {
      expect(talk.ending).toBe('interrupted');
      const call = sent.find(({ number }) => talk.parties.some((party) => party.number === number))!;
      const files = await legsOf(product.client, talk.id);
      for (const [i, payload] of call.legs.entries()) {
        const kept = files.get(`${i + 1}.alaw`)!;
        const place = `round ${round}, ${call.number}, leg ${i + 1}`;
        expect(kept.equals(payload.subarray(0, kept.length)), `${place}: what is kept is what was sent`).toBe(true);
        late.push(Math.floor((killedAt - call.answeredAt) / 20) * 0.02 - kept.length / 8000);
      }
    }
  }
  expect(await product.stop()).toBe(0);
  const report = await checkData(data, {});
  expect(report.problems).toEqual([]);
  expect(report.recordings).toHaveLength(kills * CALLS);
  return late;
}

/** Places the calls, and kills the server at a random moment while all of them talk. */
async function callAndKill(product: Product, round: number): Promise<{ sent: Sent[]; killedAt: number }> {
  const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
  const stop = new AbortController();
  const sent: Sent[] = Array.from({ length: CALLS }, (_, i) => ({
    number: `+9996${String(round).padStart(3, '0')}${String(i).padStart(5, '0')}`,
    legs: [randomBytes(8000 * SECONDS), randomBytes(8000 * SECONDS)],
    answeredAt: 0,
  }));
  const calls = sent.map(async (call) => {
    const { answeredAt } = await caller.placeCall({
      seconds: SECONDS,
      signal: stop.signal,
      legs: [
        { label: '1', codec: 'PCMA', payload: call.legs[0]!, aor: 'sip:+999201234567@kantoor.example' },
        { label: '2', codec: 'PCMA', payload: call.legs[1]!, aor: `tel:${call.number}` },
      ],
    });
    call.answeredAt = answeredAt;
  });
  const live = async () => (await product.client.listTalks({ query: { state: 'live', limit: '100' } })).items.length;
  await Promise.race([expect.poll(live).toBe(CALLS), Promise.all(calls)]); // a call that fails says why
  await new Promise((later) => setTimeout(later, 500 + Math.random() * 2500));
  const killedAt = performance.now();
  await product.kill();
  stop.abort();
  await Promise.all(calls);
  await caller.close();
  return { sent, killedAt };
}
