import address from './outbox-worker.ts?worker&url';

/** The outbox's worker under the page's one Trusted Types policy, which lets nothing else through. */
export function workerUrl(): unknown {
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): unknown };
    };
  };
  const allow = (url: string) => {
    if (url !== address) throw new TypeError('No other worker belongs to this page.');
    return url;
  };
  const policy = trustedTypes?.createPolicy('woordelijk-worker', { createScriptURL: allow });
  return policy === undefined ? address : policy.createScriptURL(address);
}
