import address from './outbox-worker.ts?worker&url';

/** The shell's service worker. */
const SHELL = '/opnemen-worker.js';

interface Policy {
  createScriptURL(url: string): unknown;
}

/** The page's one Trusted Types policy: its two workers, and nothing else. */
const policy = (
  globalThis as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy };
  }
).trustedTypes?.createPolicy('woordelijk-worker', {
  createScriptURL(url) {
    if (url !== address && url !== SHELL) throw new TypeError('No other worker belongs to this page.');
    return url;
  },
});

/** Address of the worker that writes and delivers. */
export function outboxUrl(): string {
  return (policy?.createScriptURL(address) ?? address) as string;
}

/** Keeps the page on this device where the browser can; `deliver` is called when a connection came back. */
export async function keepOffline(deliver: () => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', deliver);
  const shell = (policy?.createScriptURL(SHELL) ?? SHELL) as string;
  try {
    const registration = (await navigator.serviceWorker.register(shell, { scope: '/opnemen' })) as unknown as {
      sync?: { register(tag: string): Promise<void> };
    };
    await navigator.serviceWorker.ready;
    await registration.sync?.register('opnamen-afleveren');
  } catch {
    // without it the page needs a connection to open; recording and delivering do not
  }
}
