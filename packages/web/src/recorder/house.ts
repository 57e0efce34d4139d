/** What the recorder asks of the server, and what it remembers of it for when there is no network. */
import { ApiError, createClient, type GateAnswer, type GateFacts } from '@woordelijk/api';
import type { StartOf } from '@woordelijk/recorder';
import { chosenLanguage } from './words.tsx';

export const server = createClient(
  (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  '',
  () => ({ 'accept-language': chosenLanguage() }),
);

/** Who sits at this device and what their recordings are sealed to. */
export interface Known {
  readonly online: boolean;
  /** Null: nobody is logged in. Without network: who was the last time. */
  readonly name: string | null;
  readonly readerKey: string | null;
}

const KEPT = 'woordelijk.recorder';

/** Asks the server; without network, what it said the last time. */
export async function known(): Promise<Known> {
  try {
    const [{ account }, { recorderKey }] = await Promise.all([server.getSession(), server.getServer()]);
    const now = { name: account?.name ?? null, readerKey: recorderKey };
    if (account !== null) localStorage.setItem(KEPT, JSON.stringify(now));
    return { online: true, ...now };
  } catch {
    const before = localStorage.getItem(KEPT);
    const { name, readerKey } = before === null ? { name: null, readerKey: null } : (JSON.parse(before) as Known);
    return { online: false, name, readerKey };
  }
}

/** What the rules say, and what must be handed in with the start where this device answered itself. */
export interface Asked {
  readonly answer: GateAnswer;
  readonly onDevice: StartOf['gate']['onDevice'];
}

/** Asks the server's rules; without network those on this device. */
export async function askGate(facts: GateFacts): Promise<Asked> {
  try {
    return { answer: await server.askGate({ body: facts }), onDevice: undefined };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 0) throw error;
    const { askHere } = await import('./rules-here.ts');
    return askHere(facts);
  }
}
