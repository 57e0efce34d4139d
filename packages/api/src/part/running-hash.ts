import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of all that came so far, asked for again and again: WebCrypto hashes only what is there at once. */
export class RunningHash {
  readonly #hash = sha256.create();

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** Hexadecimal. More may follow. */
  digest(): string {
    return Array.from(this.#hash.clone().digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
