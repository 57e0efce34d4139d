/** A telephone server on loopback with a memory door, and ways to wait for what it does. */
import { startTelephony, type Telephony, type TelephonySettings } from '@woordelijk/telephony';
import { afterEach } from 'vitest';
import { MemoryDoor } from './memory-door.ts';

/** Epoch microseconds, never stepping back. */
export const now = (): number => Math.round((performance.timeOrigin + performance.now()) * 1_000);

/** Milliseconds for SIP clients of the tests. */
export const nowMs = (): number => performance.now();

/** Short SIP timers: 64*T1 is 1.28 s. */
export const SHORT_TIMERS = { t1: 20, t2: 80, t4: 100 };

const open: { stop(): Promise<void> }[] = [];

/** Registers something that must be stopped after the test. */
export function stopLater<T extends { stop(): Promise<void> }>(thing: T): T {
  open.push(thing);
  return thing;
}

afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop(); // the server first: its clients still answer its BYE
});

export interface Running {
  readonly door: MemoryDoor;
  readonly telephony: Telephony;
  /** `host:port`. */
  readonly sip: string;
  readonly port: number;
  /** Everything that was logged: `level event`. */
  readonly logged: string[];
}

export async function running(settings: Partial<TelephonySettings> = {}): Promise<Running> {
  const door = new MemoryDoor();
  const logged: string[] = [];
  const telephony = await startTelephony({
    sip: { host: '127.0.0.1', port: 0 },
    rtp: { host: '127.0.0.1' },
    allow: [],
    door,
    now,
    random: Math.random,
    log: (level, event) => logged.push(`${level} ${event}`),
    ...settings,
  });
  stopLater(telephony);
  const { port } = telephony.addresses.sip;
  return { door, telephony, sip: `127.0.0.1:${port}`, port, logged };
}

/** Waits until the condition holds; the test's own time limit is the only one. */
export async function until<T>(condition: () => T): Promise<NonNullable<T>> {
  for (;;) {
    const value = condition();
    if (value) return value;
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** `seconds` of G.711-like bytes that differ everywhere, so that a swap or a loss shows. */
export function sound(seconds: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(seconds * 8_000);
  let state = seed;
  for (let i = 0; i < bytes.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
