/** Brings a file piece by piece, and goes on where the server says it was, however often the connection goes. */
import { ApiError, bringingRoutes, clientOf, type FileProgress, MOST_PIECE } from '@woordelijk/api';

/** The right to bring one file, kept on this device until it is whole. */
export interface Right {
  readonly fileId: string;
  readonly secret: string;
}

const FIRST_PIECE = 256 * 1024;
const LEAST_PIECE = 16 * 1024;
/** A piece should take about this long: the server waits 30 seconds for one. */
const QUICK_MS = 1_000;
const PIECE_MS = 25_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** A secret for a new file, and what the server is told of it. */
export async function newSecret(): Promise<{ secret: string; secretSha256: string }> {
  const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const secret = hex(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return { secret, secretSha256: hex(new Uint8Array(digest)) };
}

/**
 * Resolves when all of it is sealed on the server's disk. `told` hears how far it is; `waiting` says that nobody answers
 * now. Rejects with ApiError where the server says no, a DOMException where `signal` ended it or the file cannot be read.
 */
export async function bring(
  file: Blob,
  right: Right,
  language: 'nl' | 'en',
  told: (progress: FileProgress, waiting: boolean) => void,
  signal: AbortSignal,
): Promise<FileProgress> {
  const client = holderOf(right, language);
  const params = { fileId: right.fileId };
  let size = FIRST_PIECE;
  let wait = FIRST_WAIT_MS;
  let progress: FileProgress | undefined;
  for (;;) {
    try {
      progress ??= await client.getFileProgress({ params }, inTime(signal));
      told(progress, false);
      if (progress.state !== 'receiving') return progress;
      const { next } = progress;
      const bytes = new Uint8Array(await file.slice(next, next + size).arrayBuffer());
      const begun = performance.now();
      progress = await client.deliverFile({ params, query: { offset: String(next) }, bytes }, inTime(signal));
      if (performance.now() - begun < QUICK_MS) size = Math.min(size * 2, MOST_PIECE);
      wait = FIRST_WAIT_MS;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      if (progress !== undefined) told(progress, true);
      progress = undefined; // the server may have more than it could say
      size = Math.max(size / 4, LEAST_PIECE);
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

/** Tells the server to throw away what came. Fails silently: it does so by itself after a day. */
export async function giveUp(right: Right, language: 'nl' | 'en'): Promise<void> {
  await holderOf(right, language)
    .giveUpFile({ params: { fileId: right.fileId } })
    .catch(() => undefined);
}

function holderOf({ secret }: Right, language: 'nl' | 'en') {
  return clientOf(
    bringingRoutes,
    (url, init) => fetch(url, { ...init, credentials: 'omit' }),
    '',
    () => ({ 'accept-language': language, authorization: `Bearer ${secret}` }),
  );
}

function inTime(signal: AbortSignal): { signal: AbortSignal } {
  return { signal: AbortSignal.any([signal, AbortSignal.timeout(PIECE_MS)]) };
}

/** Nobody answered, or not now; or the server stands elsewhere than we thought. */
function isPassing(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === 'TimeoutError';
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500 || error.code === 'offset-unexpected';
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
