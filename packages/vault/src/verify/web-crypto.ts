import { sha256 } from '@woordelijk/tlog';
import type { VerifyCrypto } from './crypto.ts';

/** The checker's cryptography by WebCrypto: in any browser, and in Node too. */
export const webCrypto: VerifyCrypto = {
  sha256,
  async opener(secret, salt, info) {
    const source = await crypto.subtle.importKey('raw', own(secret), 'HKDF', false, ['deriveKey']);
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt: own(salt), info: new TextEncoder().encode(info) };
    const key = await crypto.subtle.deriveKey(derivation, source, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    return async (nonce, additional, sealed) => {
      try {
        const how = { name: 'AES-GCM', iv: own(nonce), additionalData: own(additional) };
        return new Uint8Array(await crypto.subtle.decrypt(how, key, own(sealed)));
      } catch {
        return undefined;
      }
    };
  },
  async verifyEd25519(publicKey, message, signature) {
    const key = await crypto.subtle.importKey('raw', own(publicKey), 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', key, own(signature), own(message));
  },
};

/** A copy on a plain ArrayBuffer, as WebCrypto's types ask. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}
