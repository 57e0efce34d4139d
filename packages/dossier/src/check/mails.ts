/** Mails: each row beside what its acts say. Tries and failures are no acts; the text is gone when it was sent. */

import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { MailRow } from '../mail/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import { type Fact, paired } from './pairs.ts';

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function mailsBeside(
  keys: ItemKeys,
  { mails, acts }: { readonly mails: readonly MailRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [Fact | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  const change = (id: string, changed: Fact) => facts.set(id, { ...facts.get(id), ...changed });
  for (const row of acts) {
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'mail.queued') {
      const { mail: id, queuedAt: queued_at } = read(act);
      const { organisation_id, talk_id } = row;
      facts.set(id, { id, organisation_id, talk_id, state: 'waiting', queued_at, done_at: null, kept: true });
    } else if (act === 'mail.sent') change(read(act).mail, { state: 'sent', done_at: read(act).sentAt, kept: false });
    else if (act === 'mail.failed') change(read(act).mail, { state: 'failed', done_at: read(act).failedAt });
    else if (act === 'mail.retried')
      change(read(act).mail, { state: 'waiting', done_at: null, queued_at: read(act).retriedAt });
    else if (act === 'mail.stopped')
      for (const id of read(act).cancelled) change(id, { state: 'stopped', done_at: read(act).stoppedAt, kept: false });
  }
  const rows = mails.map(({ tries: _, failure: __, sealed, ...row }) => ({ ...row, kept: sealed !== null }));
  return paired(rows, facts);
}
