/**
 * Keeps the page "Mag dat?" and its files on the device. The page itself comes from the server while there is a
 * connection, so that new rules count at once; files with a hash in their name never change.
 */

/** Filled in at build time: the page and every file it may need. */
const FILES = '__FILES__' as unknown as readonly string[];
const STORE = '__STORE__';
const PAGE = '/mag-dat';

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lifetime {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const worker = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', listener: (event: Lifetime) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
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
  if (mode === 'navigate') event.respondWith(fetch(event.request).catch(() => fromStore(PAGE)));
  else if (FILES.includes(pathname)) event.respondWith(fromStore(pathname).catch(() => fetch(event.request)));
});

async function fromStore(path: string): Promise<Response> {
  const found = await caches.match(path);
  if (found === undefined) throw new TypeError(`${path} is not kept`);
  return found;
}

function isOlder(name: string): boolean {
  return name.startsWith('mag-dat-') && name !== STORE;
}
