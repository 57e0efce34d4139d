/**
 * Who somebody must prove to be at the organisation's identity broker (DigiD, eHerkenning), in place of a code. The number
 * itself (BSN, KvK) is never kept: only a MAC of it, bound to its link, under a key that is not in the database. So the same
 * person's links cannot be told to be one person's.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { sameHash } from '../people/secrets.ts';

/** What a broker proves: citizen service number, number in the trade register, or its own name for somebody. */
export const PROOF_KINDS = ['bsn', 'kvk', 'other'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** What was proved, or must be. `login`: key of the broker in the settings. */
export interface Proof {
  readonly login: string;
  readonly kind: ProofKind;
  readonly value: string;
}

/** What is kept of it, hex. Throws `proof-malformed`. */
export function proofMac({ searchKey }: Pick<House, 'searchKey'>, linkId: string, proof: Proof): string {
  const key = new Uint8Array(hkdfSync('sha256', searchKey, '', 'woordelijk/dossier/proofs/v1', 32));
  const text = [linkId, proof.login, proof.kind, plain(proof)].join('/');
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Whether somebody proved to be who a link is for. What cannot be such a number is nobody's. */
export function proves(house: Pick<House, 'searchKey'>, linkId: string, mac: string, proof: Proof): boolean {
  try {
    return sameHash(Buffer.from(mac, 'hex'), Buffer.from(proofMac(house, linkId, proof), 'hex'));
  } catch (error) {
    if (error instanceof DossierError && error.code === 'proof-malformed') return false;
    throw error;
  }
}

function plain({ kind, value }: Proof): string {
  if (kind === 'other') {
    const text = value.trim();
    if (text !== '' && text.length <= 200) return text;
  } else {
    const digits = value.replace(/[\s.]/g, '');
    if (kind === 'bsn' ? isBsn(digits) : /^\d{8}$/.test(digits)) return digits.padStart(9, '0');
  }
  throw new DossierError(
    'proof-malformed',
    'Give the whole number as it stands on a document: a BSN of nine digits, or a KvK number of eight.',
  );
}

/** Nine digits (or eight, with a zero left out) that pass the test of eleven. */
function isBsn(digits: string): boolean {
  if (!/^\d{8,9}$/.test(digits)) return false;
  const all = Array.from(digits.padStart(9, '0'), Number);
  const sum = all.reduce((total, digit, place) => total + digit * (place === 8 ? -1 : 9 - place), 0);
  return sum % 11 === 0 && sum !== 0;
}
