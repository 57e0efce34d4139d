/** The recordings that stay with the other side: each row beside what its acts say. */

import type { OwnRecordingRow } from '../handed/tables.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { ItemKeys } from '../sealed.ts';

type Fact = Readonly<Record<string, unknown>>;

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function* ownRecordings(
  keys: ItemKeys,
  { own, acts }: { readonly own: readonly OwnRecordingRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [OwnRecordingRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  for (const row of acts) {
    if (!row.act.startsWith('own-recording.')) continue;
    const detail = readDetail(keys, row) as Acts['own-recording.invited' | 'own-recording.begun'];
    facts.set(detail.recording, { ...facts.get(detail.recording), ...told(row, detail) });
  }
  for (const row of own) {
    yield [row, facts.get(row.id)];
    facts.delete(row.id);
  }
  for (const fact of facts.values()) yield [undefined, fact];
}

/** What an act says of the row. */
function told({ act, organisation_id, talk_id }: LedgerRow, detail: unknown): Fact {
  const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
  switch (act) {
    case 'own-recording.invited': {
      const { recording: id, sha256: secret_sha256, madeAt: made_at, expiresAt: expires_at } = said(act);
      const nothing = { device_sha256: null, started_at: null, ended_at: null, leaves: null, root: null };
      const place = { object_name: null, object_bytes: null, object_sha256: null };
      return {
        id,
        organisation_id,
        talk_id,
        secret_sha256,
        made_at,
        expires_at,
        state: 'invited',
        ...nothing,
        ...place,
      };
    }
    case 'own-recording.begun': {
      const { device: device_sha256, startedAt: started_at } = said(act);
      return { state: 'recording', device_sha256, started_at };
    }
    case 'own-recording.ended': {
      const { endedAt: ended_at, leaves, root } = said(act);
      return { state: 'storing', ended_at, leaves, root };
    }
    case 'own-recording.stored': {
      const { object: object_name, bytes: object_bytes, sha256: object_sha256 } = said(act);
      return { state: 'stored', object_name, object_bytes, object_sha256 };
    }
    default:
      return {};
  }
}
