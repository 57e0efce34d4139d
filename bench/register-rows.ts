/**
 * Talks written straight into the rows of an SQLite dossier, for a register larger than can be filled by acts in a sitting:
 * the same rows in the same tables as a call leaves, sealed in their places and found by their own tokens. Only the ledger's
 * hashes are noise, so such a register can be asked and not be checked.
 */
import { randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { deriveKeys, sealJson } from '../packages/dossier/src/sealed.ts';
import { tokensOf } from '../packages/dossier/src/search/tokens.ts';
import type { CallOf } from './register.ts';

type Row = Record<string, SQLInputValue>;

/** Tokens are written in their order: the more at once, the fewer pages of the index are gone over again. */
const BATCH = 100_000;
const TABLES = ['talk', 'recording', 'party', 'channel', 'keeping', 'ledger'] as const;

/** Writes `count` calls after the last one that is there; `key` gives the key that is kept for a talk. */
export function writeTalks(
  file: string,
  count: number,
  searchKey: Uint8Array,
  next: () => CallOf,
  key: (talkId: string) => Uint8Array,
): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma synchronous = off; pragma cache_size = -4000000; pragma wal_autocheckpoint = 0');
    const last = database.prepare('select * from talk order by started_at desc limit 1').get() as Row;
    const model = Object.fromEntries(
      TABLES.map((table) => {
        const of = table === 'talk' ? 'id' : 'talk_id';
        return [
          table,
          database.prepare(`select * from ${table} where ${of} = ? order by rowid`).all(last.id!) as Row[],
        ];
      }),
    ) as Record<(typeof TABLES)[number], Row[]>;
    const insert = (table: string, columns: readonly string[]) =>
      database.prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`);
    const into = Object.fromEntries(TABLES.map((table) => [table, insert(table, Object.keys(model[table][0]!))]));
    const token = insert('search_token', ['token', 'started_at', 'talk_id', 'organisation_id']);
    let seq = Number(
      database.prepare('select max(seq) as seq from ledger where organisation_id = ?').get(last.organisation_id!)!.seq,
    );
    for (let done = 0; done < count; ) {
      const tokens: [number, number, string][] = [];
      database.exec('begin immediate');
      for (const end = Math.min(count, done + BATCH); done < end; done++) {
        const call = next();
        const id = idAt(call.at);
        const keys = deriveKeys(key(id));
        const later = call.at - Number(last.started_at);
        const write = (table: (typeof TABLES)[number], row: Row) => into[table]!.run(...Object.values(row));
        for (const row of model.talk)
          write('talk', { ...row, id, started_at: call.at, ended_at: Number(row.ended_at) + later });
        for (const row of model.recording)
          write('recording', {
            ...row,
            id: idAt(call.at),
            talk_id: id,
            started_us: call.at * 1000,
            ended_us: call.at * 1000 + 6e7,
          });
        const parties = call.parties.map((party) => ({ row: idAt(call.at), ...party }));
        for (const [i, { row, ...clear }] of parties.entries()) {
          const place = `party/${last.organisation_id}/${row}`;
          const sealed = sealJson({ random: randomBytes }, keys, place, clear);
          write('party', { ...model.party[i]!, id: row, talk_id: id, sealed });
        }
        for (const [i, row] of model.channel.entries()) {
          const channel = idAt(call.at);
          const clear = { label: String(row.channel), parties: [parties[i]!.id] };
          const sealed = sealJson({ random: randomBytes }, keys, `channel/${last.organisation_id}/${channel}`, clear);
          write('channel', { ...row, id: channel, talk_id: id, sealed });
        }
        for (const row of model.keeping)
          write('keeping', {
            ...row,
            talk_id: id,
            ended_at: Number(row.ended_at) + later,
            due_at: Number(row.due_at) + later,
          });
        for (const row of model.ledger)
          write('ledger', { ...row, seq: ++seq, at: call.at, talk_id: id, hash: randomBytes(32) });
        for (const one of tokensOf(searchKey, parties)) tokens.push([one, call.at, id]);
      }
      for (const [one, at, id] of tokens.sort(([a], [b]) => a - b)) token.run(one, at, id, last.organisation_id!);
      database.exec('commit; pragma wal_checkpoint(truncate)');
      process.stderr.write(`\r${done} of ${count} rows written straight`);
    }
    process.stderr.write('\n');
  } finally {
    database.close();
  }
}

/** A UUID of version 7 at this moment (RFC 9562, 5.7). */
function idAt(at: number): string {
  const hex = at.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
