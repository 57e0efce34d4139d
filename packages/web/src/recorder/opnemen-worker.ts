/**
 * Keeps the recorder on the device, so that it starts and records without a connection, and wakes it when there is one
 * again. The page comes from the server while there is a connection; files with a hash in their name never change.
 */

/** Filled in at build time: the page and every file it may need. */
const FILES = '__FILES__' as unknown as readonly string[];
const STORE = '__STORE__';
const PAGE = '/opnemen';
/** By which the browser tells that there is a connection again (Background Sync, where the platform has it). */
const SYNC = 'opnamen-afleveren';

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lifetime {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Syncing extends Lifetime {
  readonly tag: string;
}
interface Window {
  postMessage(message: unknown): void;
}
const worker = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void>; matchAll(which: { type: 'window' }): Promise<readonly Window[]> };
  addEventListener(name: 'install' | 'activate', listener: (event: Lifetime) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(name: 'sync', listener: (event: Syncing) => void): void;
};

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(STORE)
      .then((store) => store.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOlder).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate' && pathname === PAGE) event.respondWith(fetch(event.request).catch(() => fromStore(PAGE)));
  else if (FILES.includes(pathname)) event.respondWith(fromStore(pathname).catch(() => fetch(event.request)));
});

worker.addEventListener('sync', (event) => {
  if (event.tag === SYNC) event.waitUntil(wake());
});

/** The page's own worker holds the files open and delivers; a page that sleeps is told to go on. */
async function wake(): Promise<void> {
  for (const page of await worker.clients.matchAll({ type: 'window' })) page.postMessage('deliver');
}

async function fromStore(path: string): Promise<Response> {
  const found = await caches.match(path);
  if (found === undefined) throw new TypeError(`${path} is not kept`);
  return found;
}

function isOlder(name: string): boolean {
  return name.startsWith('opnemen-') && name !== STORE;
}

export {};
