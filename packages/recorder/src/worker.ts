/**
 * The worker that writes and delivers: it goes on when the page is busy, and it alone may hold files open. It starts when
 * it gets the lock that one browser gives to one worker, so that a second tab cannot write to the same recording.
 */
import { clientOf, type Fetch } from '@woordelijk/api';
import type { FromWorker, ToWorker } from './messages.ts';
import { browserShelf } from './outbox/key-shelf.ts';
import { opfsDisk } from './outbox/opfs.ts';
import { Outbox } from './outbox/outbox.ts';
import { ROUTES } from './outbox/routes.ts';

const LOCK = 'woordelijk-opname';
const FLUSH_MS = 1_000;
const REQUEST_MS = 30_000;

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  addEventListener(kind: 'online', listener: () => void): void;
};

/** A request that hangs is given up: what it carried is sent again. */
const fetchInTime =
  (credentials: RequestCredentials): Fetch =>
  (url, init) =>
    fetch(url, { ...init, credentials, signal: AbortSignal.timeout(REQUEST_MS) });

const language = { 'accept-language': 'nl' };
const outboxReady = navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
  if (lock === null) {
    scope.postMessage({ kind: 'taken' });
    return;
  }
  const held = await start();
  await held; // the lock is ours for as long as the worker lives
});

async function start(): Promise<Promise<never>> {
  let told = false;
  const outbox = new Outbox({
    disk: await opfsDisk(),
    keys: browserShelf(),
    person: clientOf(ROUTES, fetchInTime('same-origin'), '', () => language),
    holder: (secret) =>
      clientOf(ROUTES, fetchInTime('omit'), '', () => ({ ...language, authorization: `Bearer ${secret}` })),
    now: Date.now,
    wait: (ms, signal) =>
      new Promise((done) => {
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          done();
        });
        if (signal.aborted) done();
      }),
    changed() {
      if (told) return;
      told = true;
      setTimeout(() => {
        told = false;
        scope.postMessage({ kind: 'list', list: outbox.list() });
      }, 100);
    },
  });
  await outbox.load();
  setInterval(() => void outbox.flush().catch(trouble), FLUSH_MS);
  scope.addEventListener('online', () => outbox.retry());
  let queue: Promise<unknown> = Promise.resolve();
  scope.addEventListener('message', ({ data }) => {
    queue = queue.then(() => handle(outbox, data)).catch(trouble); // in the order they were said
  });
  scope.postMessage({ kind: 'ready', list: outbox.list() });
  void outbox.run().catch(trouble);
  return new Promise<never>(() => undefined);
}

async function handle(outbox: Outbox, message: ToWorker): Promise<void> {
  try {
    await act(outbox, message);
    if (message.ask !== undefined) scope.postMessage({ kind: 'answer', ask: message.ask });
  } catch (error) {
    if (message.ask !== undefined) scope.postMessage({ kind: 'answer', ask: message.ask, failure: nameOf(error) });
    else throw error;
  }
}

async function act(outbox: Outbox, message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'add':
      await outbox.add(message.note);
      break;
    case 'part':
      await outbox.begin(message.recordingId, message.start);
      break;
    case 'sound':
      await outbox.sound(message.recordingId, new Uint8Array(message.bytes), message.wall);
      scope.postMessage({ kind: 'written', recordingId: message.recordingId, wall: message.wall });
      break;
    case 'event':
      await outbox.event(message.recordingId, message.event, message.wall);
      break;
    case 'end-part':
      await outbox.endPart(message.recordingId);
      break;
    case 'finish':
      await outbox.finish(message.recordingId, message.end);
      break;
    case 'discard':
      await outbox.discard(message.recordingId);
      break;
    case 'content':
      scope.postMessage({ kind: 'content', recordingId: message.recordingId, files: await filesOf(outbox, message) });
      break;
    case 'retry':
      outbox.retry();
      break;
  }
}

/** A file for each part. The browser keeps what a Blob is made of where it likes: not all of it in memory. */
async function filesOf(outbox: Outbox, { recordingId }: { readonly recordingId: string }): Promise<Blob[]> {
  const files: Blob[] = [];
  const parts = await outbox.partsOf(recordingId);
  for (let part = 0; part < parts; part++) {
    let type = '';
    const pieces: BlobPart[] = [];
    for await (const bytes of outbox.content(recordingId, part)) {
      type ||= isMp4(bytes) ? 'audio/mp4' : 'audio/webm';
      pieces.push(new Blob([Uint8Array.from(bytes)]));
    }
    if (pieces.length > 0) files.push(new Blob(pieces, { type }));
  }
  return files;
}

function isMp4(first: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(first.subarray(4, 8)) === 'ftyp';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

function trouble(error: unknown): void {
  scope.postMessage({ kind: 'trouble', name: nameOf(error) });
}

void outboxReady.catch(trouble);
