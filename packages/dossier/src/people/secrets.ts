/**
 * Secrets that people hold. Tokens have 256 random bits, so a plain hash keeps them; looking a hash up tells a listener
 * nothing about the token. Recovery codes are typed by hand and shorter, so they are kept by a slow hash.
 */
import { createHash, scrypt, timingSafeEqual } from 'node:crypto';

const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz'; // without those that look alike
const CODE_LETTERS = 15;
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;

/** A fresh token of 43 base64url characters. */
export function newToken(random: (length: number) => Uint8Array): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** What is kept of a token: hex SHA-256. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** A fresh recovery code such as `k7m2p-…-…`: 15 letters of 31, over 74 bits. */
export function newRecoveryCode(random: (length: number) => Uint8Array): string {
  let letters = '';
  while (letters.length < CODE_LETTERS)
    for (const byte of random(CODE_LETTERS * 2)) {
      // 248 is the last multiple of 31 in a byte: beyond it some letters would come more often.
      if (byte < 248 && letters.length < CODE_LETTERS) letters += LETTERS[byte % LETTERS.length];
    }
  return letters.match(/.{5}/g)!.join('-');
}

/** What is kept of a recovery code. Case, spaces and dashes do not count. */
export function recoveryHash(code: string, salt: Uint8Array): Promise<Uint8Array> {
  const plain = code.slice(0, 100).toLowerCase().replace(/[\s-]/g, '');
  return new Promise((resolve, reject) =>
    scrypt(plain, salt, 32, SCRYPT, (error, hash) => (error ? reject(error) : resolve(new Uint8Array(hash)))),
  );
}

/** Compares without telling by its time where two hashes differ. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
