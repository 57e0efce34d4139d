/** Keeps the page on this device, so that it works without a connection. */

/** Address of the worker; the server lets this page start it. */
const WORKER = '/mag-dat-worker.js';

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/** Starts the worker where the browser has one; without, the page needs a connection to open. */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  const policy = trustedTypes?.createPolicy('woordelijk-worker', {
    createScriptURL: (url) => {
      if (url === WORKER) return url;
      throw new TypeError(`${url} is not the worker`);
    },
  });
  const address = (policy?.createScriptURL(WORKER) ?? WORKER) as string;
  navigator.serviceWorker.register(address, { scope: '/mag-dat' }).catch(() => undefined);
}
