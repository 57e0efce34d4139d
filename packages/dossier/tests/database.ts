/** A fresh database for each test, on the engine this run is for; and a way to meddle with it behind the dossier's back. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseChoice } from '@woordelijk/dossier';
import pg from 'pg';

/** URL of a server for this run (vitest.pg.config.ts starts one); without it the tests run on SQLite. */
const SERVER = process.env.WOORDELIJK_TEST_POSTGRES;

/** Which engine this run is for. */
export const engine: DatabaseChoice['kind'] = SERVER === undefined ? 'sqlite' : 'postgres';

/** Makes an empty database; on SQLite in the folder. */
export async function freshDatabase(folder: string): Promise<{ choice: DatabaseChoice; drop: () => Promise<void> }> {
  if (SERVER === undefined)
    return { choice: { kind: 'sqlite', file: join(folder, 'dossier.db') }, drop: async () => undefined };
  const name = `t_${randomBytes(8).toString('hex')}`;
  await onServer(SERVER, `create database ${name}`);
  const url = SERVER.replace('/postgres?', `/${name}?`);
  return { choice: { kind: 'postgres', url }, drop: () => onServer(SERVER, `drop database ${name} with (force)`) };
}

/** Runs a statement on the database itself, past the dossier and without its rules on keys between tables. Returns the rows. */
export async function meddle(
  choice: DatabaseChoice,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  if (choice.kind === 'sqlite') {
    const sqlite = new DatabaseSync(choice.file, { enableForeignKeyConstraints: false, timeout: 5000 });
    try {
      const statement = sqlite.prepare(sql);
      return statement.all(...(values as (string | number | null | Uint8Array)[])) as Record<string, unknown>[];
    } finally {
      sqlite.close();
    }
  }
  const client = new pg.Client({ connectionString: choice.url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    let n = 0;
    const { rows } = await client.query(
      sql.replace(/\?/g, () => `$${++n}`),
      values,
    );
    return rows;
  } finally {
    await client.end();
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** From now on the transaction of this act fails at its ledger row, on any connection. */
export async function failOnAct(choice: DatabaseChoice, act: string): Promise<void> {
  if (choice.kind === 'sqlite') {
    await meddle(
      choice,
      `create trigger fault before insert on ledger when new.act = '${act}' begin select raise(abort, 'the disk is full'); end`,
    );
    return;
  }
  await meddle(
    choice,
    `create function fault() returns trigger language plpgsql as $$ begin
       if new.act = '${act}' then raise exception 'the disk is full'; end if; return new; end $$`,
  );
  await meddle(choice, 'create trigger fault before insert on ledger for each row execute function fault()');
}

/** Takes the fault away. */
export async function healActs(choice: DatabaseChoice): Promise<void> {
  await meddle(choice, choice.kind === 'sqlite' ? 'drop trigger fault' : 'drop trigger fault on ledger');
}
