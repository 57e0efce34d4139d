import { createDecipheriv, createPublicKey, createSecretKey, hash, hkdfSync, verify } from 'node:crypto';
import { consistencyPath, type Sha256 } from '@woordelijk/tlog';
import type { VerifyCrypto } from './verify.ts';

/** SHA-256 by OpenSSL in one call. By way of a string, since a Buffer made on the native side costs three times the hash itself. */
export const nodeSha256: Sha256 = (bytes) => Buffer.from(hash('sha256', bytes, 'latin1'), 'latin1');

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The checker's cryptography by OpenSSL. */
export const nodeCrypto: VerifyCrypto = {
  sha256: nodeSha256,
  opener(secret, salt, info) {
    const key = createSecretKey(new Uint8Array(hkdfSync('sha256', secret, salt, info, 32)));
    return (nonce, additional, sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(additional);
        decipher.setAuthTag(sealed.subarray(sealed.length - 16));
        return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      } catch {
        return undefined;
      }
    };
  },
  verifyEd25519(publicKey, message, signature) {
    const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  },
};

/** Proof that a recording with these leaf hashes begins with its first `size` leaves (RFC 9162, 2.1.4.1). */
export function consistencyProof(hashes: readonly Uint8Array[], size: number): Uint8Array[] {
  return consistencyPath(nodeSha256, hashes, size);
}
