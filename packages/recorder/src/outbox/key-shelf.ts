/** Keys of recordings that stay on this device: each is made here, opens here alone, and is destroyed with its recording. */
import type { ReaderKey } from '@woordelijk/api';

/** Where such keys lie. */
export interface KeyShelf {
  /** Makes a key pair for a recording, or finds the one that is there; kept when it resolves. */
  make(recordingId: string): Promise<ReaderKey>;
  /** Undefined where there is none (any more). */
  find(recordingId: string): Promise<ReaderKey | undefined>;
  /** Destroys it: what is sealed to it can be read by nobody. */
  remove(recordingId: string): Promise<void>;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** A private key that no page can take out of the browser. */
export async function deviceKey(): Promise<ReaderKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}

/** In a browser: IndexedDB, the only place that keeps a key that cannot be taken out. */
export function browserShelf(): KeyShelf {
  const find = (recordingId: string) =>
    ask<ReaderKey | undefined>('readonly', (keys) => keys.get(recordingId) as IDBRequest<ReaderKey | undefined>);
  return {
    async make(recordingId) {
      const there = await find(recordingId);
      if (there !== undefined) return there;
      const key = await deviceKey();
      await ask('readwrite', (keys) => keys.put(key, recordingId));
      return key;
    },
    find,
    async remove(recordingId) {
      await ask('readwrite', (keys) => keys.delete(recordingId));
    },
  };
}

async function ask<T>(mode: IDBTransactionMode, what: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    // Durable before it is told: a key that is lost takes the recording with it.
    const transaction = database.transaction('keys', mode, { durability: 'strict' });
    const request = what(transaction.objectStore('keys'));
    await new Promise<void>((done, failed) => {
      transaction.addEventListener('complete', () => done());
      for (const name of ['error', 'abort'] as const)
        transaction.addEventListener(name, () => failed(transaction.error));
    });
    return request.result;
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open('woordelijk-eigen-opnamen', 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('keys'));
    asked.addEventListener('success', () => done(asked.result));
    asked.addEventListener('error', () => failed(asked.error));
  });
}
