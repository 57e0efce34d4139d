/** The cryptography a checker needs; given from outside, so that the same checker runs on a server and in a browser. */
import type { Sha256 } from '@woordelijk/tlog';

export interface VerifyCrypto {
  readonly sha256: Sha256;
  /** HKDF-SHA-256 (RFC 5869), 32 bytes out. */
  hkdf(secret: Uint8Array, salt: Uint8Array, info: string): Promise<Uint8Array> | Uint8Array;
  /** AES-256-GCM; `sealed` ends in the 16-byte tag. Undefined where it does not authenticate. */
  openGcm(
    key: Uint8Array,
    nonce: Uint8Array,
    additional: Uint8Array,
    sealed: Uint8Array,
  ): Promise<Uint8Array | undefined> | Uint8Array | undefined;
  /** Ed25519 (RFC 8032). */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> | boolean;
}
