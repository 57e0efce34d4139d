/** Checking sealed recordings, anywhere: `@woordelijk/vault/verify`. */
export { FormatError } from './format.ts';
export type { VerifyCrypto } from './verify/crypto.ts';
export { continues, type HeldHead, signedAt } from './verify/head.ts';
export {
  type Finding,
  type Verification,
  type VerifiedLeaf,
  type VerifyOptions,
  verifySealed,
} from './verify/sealed.ts';
export { webCrypto } from './verify/web-crypto.ts';
