/** The heads that this device holds of a recording, and whether each continues from the one before. */
import { clientOf, type RunningHead, recorderRoutes } from '@woordelijk/api';
import { continues, type HeldHead, signedAt, webCrypto } from '@woordelijk/vault/verify';
import { chosenLanguage } from '../recorder/words.tsx';

/** What the link names. */
export interface Link {
  readonly recordingId: string;
  readonly token: string;
}

/** A head as it lies on this device: everything that a later check needs. */
export interface Held extends RunningHead {
  /** Epoch milliseconds at which the server says it signed it. */
  readonly signedAt: number;
  /** Epoch milliseconds by this device at which it came in. */
  readonly heldAt: number;
}

/** `broken`: what came does not continue from what was held, or is not signed. */
export type Found = { readonly held: readonly Held[]; readonly broken: boolean };

const MOST_HELD = 200;
const server = clientOf(
  recorderRoutes,
  (url, init) => fetch(url, { ...init, credentials: 'omit' }),
  '',
  () => ({ 'accept-language': chosenLanguage() }),
);

/** The link in the page's address (behind the #, which browsers send to nobody). */
export function linkIn(hash: string): Link | undefined {
  const [, recordingId, token] = /^#([0-9a-f-]{36})\.([\w-]{22})$/.exec(hash) ?? [];
  return recordingId === undefined || token === undefined ? undefined : { recordingId, token };
}

/** What this device holds already. */
export function heldBefore({ recordingId }: Link): Held[] {
  try {
    return JSON.parse(localStorage.getItem(`woordelijk.heads.${recordingId}`) ?? '[]') as Held[];
  } catch {
    return [];
  }
}

/** Asks for the head of now, checks it, and holds it. Throws ApiError where the server does not answer. */
export async function holdNext(link: Link, before: readonly Held[]): Promise<Found> {
  const last = before.at(-1);
  const head = await server.getRunningHead({
    params: { ...link },
    query: last === undefined ? {} : { since: String(last.size) },
  });
  // The key is the one that the first head came with: a server that signs with another later is not believed.
  const time = await signedAt(webCrypto, bytesOf(head), before[0]?.verifierKey ?? head.verifierKey);
  if (time === undefined) return { held: before, broken: true };
  if (last !== undefined) {
    if (head.size === last.size && head.root === last.root && head.closed === last.closed)
      return { held: before, broken: false };
    if (!continues(webCrypto, bytesOf(last), bytesOf(head), head.consistency.map(unhex)))
      return { held: before, broken: true };
  }
  const held = [...before, { ...head, signedAt: time, heldAt: Date.now() }];
  if (held.length > MOST_HELD) held.splice(1, 1); // the first and the newest say most
  localStorage.setItem(`woordelijk.heads.${link.recordingId}`, JSON.stringify(held));
  return { held, broken: false };
}

function bytesOf({ recordingId, size, closed, root, index, path, note }: RunningHead): HeldHead {
  return { recording: recordingId, size, closed, root: unhex(root), index, path: path.map(unhex), note };
}

function unhex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
