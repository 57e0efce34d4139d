import { sha256 as portable } from '@noble/hashes/sha2.js';
import type { Sha256 } from './merkle.ts';

/** A SHA-256 that works everywhere. On a server, `node:crypto` is several times faster. */
export const sha256: Sha256 = (bytes) => portable(bytes);
