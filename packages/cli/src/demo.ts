import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@woordelijk/api';
import { openCaller } from '@woordelijk/telephony/caller';
import { putInOrder } from './demo-plan.ts';
import { CliError, say } from './output.ts';

export interface DemoOptions {
  readonly calls: number;
  readonly seconds: number;
  readonly transport: 'udp' | 'tcp';
}

/** The header by which our own test caller marks a call; the server honours it from this machine only. */
const DEMO_HEADER = { name: 'x-woordelijk-demo', value: 'yes' };

/**
 * Places test calls with two Dutch sample voices against the running server, over real SIP and RTP. They are of the
 * organisation *demo*, which gets a live recording plan of its own first: without one nothing is recorded.
 */
export async function demoCall(client: Client, { calls, seconds, transport }: DemoOptions): Promise<unknown> {
  const { sip } = await client.getServer();
  const address = sip.find((a) => a.startsWith(`${transport}:`))?.slice(transport.length + 1);
  if (address === undefined)
    throw new CliError('sip-not-listening', `The server does not take calls over ${transport.toUpperCase()}.`);
  const demo = (await client.listOrganisations()).items.find(({ kind }) => kind === 'demo');
  if (demo !== undefined) await putInOrder(client, demo.id, 'gemeente', { name: 'Demo (voorbeeld)' });
  const voices = join(import.meta.dirname, '../voices');
  const [official, resident] = await Promise.all(
    ['medewerker', 'inwoner'].map((name) => readFile(join(voices, `${name}.al`))),
  );
  const caller = await openCaller({ sip: address, transport, now: () => performance.now(), random: Math.random });
  const started = new Date().toISOString();
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on('SIGINT', onSignal);
  try {
    say(
      calls === 1 ? `Calling ${address} for ${seconds} s …` : `Placing ${calls} calls to ${address} for ${seconds} s …`,
    );
    const reports = await Promise.all(
      Array.from({ length: calls }, async (_, i) => {
        await new Promise((later) => setTimeout(later, i * 20)); // not all in one burst
        return caller.placeCall({
          seconds,
          signal: stop.signal,
          headers: [DEMO_HEADER],
          legs: [
            { label: '1', codec: 'PCMA', payload: official!, aor: 'sip:+999201234567@gemeente.example', name: 'Balie' },
            {
              label: '2',
              codec: 'PCMA',
              payload: resident!,
              aor: `tel:+99961234${String(1000 + (i % 9000))}`,
              name: 'Inwoner',
            },
          ],
        });
      }),
    );
    const newest = await newestTalks(client, started, calls);
    return { calls: reports.length, seconds, talks: newest };
  } finally {
    process.off('SIGINT', onSignal);
    await caller.close();
  }
}

/** The talks that came of the calls, once the server has stored them. */
async function newestTalks(client: Client, from: string, count: number): Promise<unknown[]> {
  for (let tries = 0; ; tries += 1) {
    const { items } = await client.listTalks({ query: { from, limit: String(Math.min(100, count)) } });
    if (items.every((talk) => talk.state === 'stored') || tries === 50)
      return items.map(({ id, state }) => ({ id, state }));
    await new Promise((later) => setTimeout(later, 200));
  }
}
