/**
 * The running fingerprint of a recording, for the other side to hold while it is made: an edit before the seal would not
 * continue from it. A link opens it and nothing else; it tells hashes and sizes, no word of what is said.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { consistencyProof } from '@woordelijk/vault';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { RunningHead } from './face.ts';

/** 128 bits of an HMAC over the recording's id: nothing to keep, and nothing to guess. */
export function headToken(house: Pick<House, 'searchKey'>, recordingId: string): string {
  return createHmac('sha256', house.searchKey)
    .update(`woordelijk/head/v1 ${recordingId}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

/** See Dossier. */
export async function runningHead(
  house: House,
  recordingId: string,
  token: string,
  since?: number,
): Promise<RunningHead> {
  const mine = Buffer.from(headToken(house, recordingId));
  const given = Buffer.from(token);
  if (mine.length !== given.length || !timingSafeEqual(mine, given)) throw notFound();
  try {
    const signed = await house.vault.head(recordingId);
    const { head, index, note, path } = signed;
    if (since === undefined || since >= head.size) return { head, index, note, path, consistency: [] };
    const hashes = await house.vault.leafHashes(recordingId);
    return { head, index, note, path, consistency: consistencyProof(hashes.slice(0, head.size), since) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'recording-unknown') throw notFound();
    throw error;
  }
}

function notFound(): DossierError {
  return new DossierError('recording-not-found', 'There is no recording with this id and token.');
}
