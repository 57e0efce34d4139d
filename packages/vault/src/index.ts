export { assertObjectName, type BlobStore } from './blobs.ts';
export { diskBlobs } from './disk-blobs.ts';
export { VaultError, type VaultErrorCode } from './errors.ts';
export type { HouseKeys, Signer } from './keys.ts';
export { memoryBlobs } from './memory-blobs.ts';
export { nodeCrypto } from './node-crypto.ts';
export { type OpenedVault, objectName, openVault, type RecoveryReport, type VaultOptions } from './open.ts';
export type * from './vault.ts';
