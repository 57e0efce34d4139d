/** Signs, what was seen at places, and their pictures: each row beside what the acts say. */

import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { sha256 } from '../objection/objections.ts';
import { compare, type Facts } from './compare.ts';

/** Gathers facts while the chains are read. */
export class SignFacts {
  readonly sign: Facts = new Map();
  readonly finding: Facts = new Map();
  readonly file: Facts = new Map();

  /** Takes up one act with its opened detail; others are passed over. */
  tell({ act, organisation_id }: LedgerRow, detail: Readonly<Record<string, unknown>>): void {
    switch (act) {
      case 'sign.placed': {
        const { id, ...rest } = detail as Acts['sign.placed'];
        this.sign.set(id, { organisation_id, ...rest, removed_at: null });
        break;
      }
      case 'sign.removed': {
        const { id, removedAt: removed_at } = detail as Acts['sign.removed'];
        this.sign.set(id, { ...this.sign.get(id), removed_at });
        break;
      }
      case 'sign.seen': {
        const { id, seenBy: seen_by, notedAt: noted_at, ...rest } = detail as Acts['sign.seen'];
        this.finding.set(id, { organisation_id, ...rest, seen_by, noted_at });
        break;
      }
      case 'sign-file.added': {
        const { id, mediaType: media_type, sealedSha256, addedAt, ...rest } = detail as Acts['sign-file.added'];
        const fact = { organisation_id, ...rest, media_type, sealed: sealedSha256 };
        this.file.set(id, { ...fact, added_at: addedAt, gone_at: null });
        break;
      }
      case 'sign-file.destroyed': {
        const { id, goneAt: gone_at } = detail as Acts['sign-file.destroyed'];
        this.file.set(id, { ...this.file.get(id), sealed: null, gone_at });
        break;
      }
    }
  }
}

/** Compares the tables with the facts. */
export async function* checkSigns({ database: { read } }: ReadHouse, facts: SignFacts): AsyncGenerator<LedgerProblem> {
  const signs = await read.selectFrom('sign').selectAll().execute();
  yield* compare(
    'sign',
    facts.sign,
    signs.map(({ id, ...row }) => [id, row]),
  );
  const findings = await read.selectFrom('sign_finding').selectAll().execute();
  yield* compare(
    'sign_finding',
    facts.finding,
    findings.map(({ id, ...row }) => [id, row]),
  );
  const files: [string, Readonly<Record<string, unknown>>][] = [];
  const ids = await read.selectFrom('sign_file').select('id').execute();
  for (const { id } of ids) {
    // One at a time: pictures are long.
    const found = await read.selectFrom('sign_file').selectAll().where('id', '=', id).executeTakeFirst();
    if (found === undefined) continue;
    const { id: _, sealed, ...row } = found;
    files.push([id, { ...row, sealed: sealed === null ? null : sha256(sealed) }]);
  }
  yield* compare('sign_file', facts.file, files);
}
