/** The key pair that devices seal their recordings to. It follows from the house key, so it needs no keeping of its own. */
import { createECDH } from 'node:crypto';
import type { ReaderKey } from '@woordelijk/api';

/** `secret`: 32 secret bytes, the private scalar on P-256. */
export async function readerKeyFrom(secret: Uint8Array): Promise<ReaderKey> {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(secret));
  const publicKey = new Uint8Array(pair.getPublicKey());
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: text(secret),
    x: text(publicKey.subarray(1, 33)),
    y: text(publicKey.subarray(33)),
  };
  const privateKey = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDH', namedCurve: 'P-256' }, false, [
    'deriveBits',
  ]);
  return { privateKey, publicKey };
}
