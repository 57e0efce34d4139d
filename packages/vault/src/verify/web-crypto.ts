import { sha256 } from '@woordelijk/tlog';
import type { VerifyCrypto } from './crypto.ts';

/** The checker's cryptography by WebCrypto: in any browser, and in Node too. */
export const webCrypto: VerifyCrypto = {
  sha256,
  async hkdf(secret, salt, info) {
    const key = await crypto.subtle.importKey('raw', own(secret), 'HKDF', false, ['deriveBits']);
    const bits = await crypto.subtle.deriveBits(
      { name: 'HKDF', hash: 'SHA-256', salt: own(salt), info: new TextEncoder().encode(info) },
      key,
      256,
    );
    return new Uint8Array(bits);
  },
  async openGcm(key, nonce, additional, sealed) {
    const imported = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['decrypt']);
    try {
      return new Uint8Array(
        await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: own(nonce), additionalData: own(additional) },
          imported,
          own(sealed),
        ),
      );
    } catch {
      return undefined;
    }
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
