/** The cryptography a checker needs; given from outside, so that the same checker runs on a server and in a browser. */
import type { Sha256 } from '@woordelijk/tlog';

/** Opens one AES-256-GCM message; `sealed` ends in the 16-byte tag. Undefined where it does not authenticate. */
export type GcmOpener = (
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
) => Promise<Uint8Array | undefined> | Uint8Array | undefined;

export interface VerifyCrypto {
  readonly sha256: Sha256;
  /** Derives a 32-byte key by HKDF-SHA-256 (RFC 5869) and gives what opens AES-256-GCM under it. */
  opener(secret: Uint8Array, salt: Uint8Array, info: string): Promise<GcmOpener> | GcmOpener;
  /** Ed25519 (RFC 8032). */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> | boolean;
}
