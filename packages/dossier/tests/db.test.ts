import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Dossier, dumpSchema, openDossier, type TalkQuery } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';
import { CompiledQuery } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../src/db/database.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import { openSqlite } from '../src/db/sqlite-file.ts';
import { tokensFor } from '../src/search/tokens.ts';
import { selectTalks } from '../src/talk/talks.ts';
import { engine, freshDatabase, meddle } from './database.ts';
import { closedHouse, newHouse, newTalk, problemsOf } from './house.ts';

async function fresh(): Promise<{ database: Database; choice: Awaited<ReturnType<typeof freshDatabase>>['choice'] }> {
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-db-'));
  const { choice, drop } = await freshDatabase(folder);
  const database = await openDatabase(choice);
  onTestFinished(async () => {
    await database.close();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { database, choice };
}

const organisation = (id: string) => ({
  id,
  organisation_id: id,
  kind: 'organisation' as const,
  name: id,
  created_at: 1,
});

describe('the database', () => {
  it('is the one this run is for', async () => {
    expect((await fresh()).database.kind).toBe(engine);
    expect(engine).toBe(process.env.WOORDELIJK_TEST_POSTGRES === undefined ? 'sqlite' : 'postgres');
  });

  it('keeps the statements of transactions that wait apart', async () => {
    const { database } = await fresh();
    await database.transaction(async (tx) => {
      await tx.insertInto('organisation').values(organisation('o')).execute();
      await tx
        .insertInto('ledger_head')
        .values({ organisation_id: 'o', seq: 0, hash: new Uint8Array(32) })
        .execute();
    });
    let inside = 0;
    const add = async (fail: boolean) =>
      await database.transaction(async (tx) => {
        const head = await database.lockedHead(tx, 'o').executeTakeFirst();
        expect(++inside).toBe(1); // nobody else is between the lock and the end
        await new Promise((resolve) => setTimeout(resolve, 1));
        await tx
          .updateTable('ledger_head')
          .set({ seq: head!.seq + 1 })
          .where('organisation_id', '=', 'o')
          .execute();
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
        if (fail) throw new Error('changed my mind');
      });
    const done = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => add(i % 3 === 0)));
    expect(done.filter((d) => d.status === 'rejected')).toHaveLength(10);
    expect(await database.read.selectFrom('ledger_head').select('seq').executeTakeFirst()).toEqual({ seq: 20 });
  });

  it('refuses a transaction inside a transaction, where it would wait for ever', async () => {
    const { database } = await fresh();
    const nested = database.transaction(() => database.transaction(async () => 1));
    await expect(nested).rejects.toMatchObject({ code: 'database-nested' });
    await expect(database.transaction(async () => 2)).resolves.toBe(2); // and goes on
  });

  it('gives numbers of 53 bits and bytes back as they went in', async () => {
    const { database } = await fresh();
    const hash = new Uint8Array(randomBytes(32));
    await database.read
      .insertInto('organisation')
      .values({ ...organisation('o'), created_at: 2 ** 53 - 1 })
      .execute();
    await database.read.insertInto('ledger_head').values({ organisation_id: 'o', seq: 1, hash }).execute();
    expect((await database.read.selectFrom('organisation').selectAll().execute())[0]!.created_at).toBe(2 ** 53 - 1);
    const head = await database.read.selectFrom('ledger_head').selectAll().executeTakeFirstOrThrow();
    expect(Buffer.compare(head.hash, hash)).toBe(0);
  });

  it('refuses a schema newer than it knows, and changes nothing', async () => {
    const { database, choice } = await fresh();
    const steps = async () => (await meddle(choice, 'select number from schema_step')).length;
    await meddle(choice, "insert into schema_step (number, title) values (99, 'from later')");
    const before = await steps();
    await expect(openDatabase(choice)).rejects.toMatchObject({ code: 'schema-newer' });
    expect(await steps()).toBe(before);
    expect(await database.integrity()).toEqual([]);
  });

  it('says what is wrong when it cannot be reached', async () => {
    for (const choice of [
      { kind: 'sqlite', file: '/nowhere/at/all.db' },
      { kind: 'postgres', url: 'postgresql://nobody@/none?host=/nowhere' },
    ] as const)
      await expect(openDatabase(choice)).rejects.toMatchObject({ code: 'database-unreachable' });
  });

  it('runs its steps in the order of the numbers of their files', async () => {
    const folder = join(import.meta.dirname, '../src/db/migrations');
    const numbered = readdirSync(folder).filter((name) => /^\d/.test(name));
    const found = await Promise.all(numbered.sort().map((name) => import(join(folder, name))));
    expect(found.flatMap((file) => Object.values(file))).toEqual(MIGRATIONS);
    expect(numbered.map((name) => Number(name.slice(0, 4)))).toEqual(MIGRATIONS.map((_, i) => i + 1));
  });

  it('dumps the tables as SQL that makes them', async () => {
    const sql = await dumpSchema();
    const sqlite = new DatabaseSync(':memory:');
    sqlite.exec(sql);
    const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").all();
    expect(tables.map((t) => t.name)).toContain('ledger');
    sqlite.close();
  });
});

describe('SQLite', () => {
  it('is opened so that a commit is on disk and what is deleted is overwritten', () => {
    const folder = mkdtempSync(join(tmpdir(), 'woordelijk-db-'));
    const sqlite = openSqlite(join(folder, 'a.db'));
    const pragma = (name: string) => Object.values(sqlite.prepare(`pragma ${name}`).get()!)[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5000);
    sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('walks an index for every list of talks, and sorts nothing', async () => {
    const database = await openDatabase({ kind: 'sqlite', file: ':memory:' });
    const cursor = `1.${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`;
    const narrowed: Omit<TalkQuery, 'limit'>[] = [
      {},
      { from: 1, to: 2 },
      { sight: { all: false, organisations: ['o'], subjects: [] } },
      { state: 'live' },
      { search: 'inw' },
      {
        search: 'inw 5678 noord',
        sight: { all: false, organisations: ['o', 'p'], subjects: ['d'] },
        from: 1,
        state: 'stored',
      },
    ];
    const paged = [...narrowed, ...narrowed.map((n) => ({ ...n, cursor }))];
    for (const query of [...paged, ...paged.map((n) => ({ ...n, first: 'oldest' as const }))]) {
      const tokens = tokensFor(new Uint8Array(32), query.search ?? '');
      const asked = selectTalks(database, { ...query, limit: 50 }, tokens)
        .limit(51)
        .compile();
      const plan = await database.read.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${asked.sql}`, [...asked.parameters]),
      );
      const steps = plan.rows.map((row) => row.detail);
      for (const step of steps)
        expect(`${JSON.stringify(query)}: ${step}`).not.toMatch(/TEMP B-TREE|SCAN (talk|search_token)$/);
      expect(steps.length).toBeGreaterThan(0);
    }
    await database.close();
  });
});

describe('PostgreSQL', () => {
  it('may take a connection away in the middle of a transaction: that act is refused, and the next has a new one', async () => {
    if (engine === 'sqlite') return; // its thread: sqlite-thread.test.ts
    const { database, choice } = await fresh();
    const broken = database.transaction(async (tx) => {
      await tx.insertInto('organisation').values(organisation('o')).execute();
      const { rows } = await tx.executeQuery<{ pid: number }>(CompiledQuery.raw('select pg_backend_pid() as pid'));
      await meddle(choice, `select pg_terminate_backend(${rows[0]!.pid}, 10000)`);
      for (;;) await tx.selectFrom('organisation').select('id').execute(); // until it is noticed
    });
    await expect(broken).rejects.toThrow();
    expect(await database.read.selectFrom('organisation').select('id').execute()).toEqual([]);
  });
});

describe('two houses on one database', () => {
  it('write one chain, do each job once, and make the built-in organisations once', async () => {
    const house = await newHouse();
    const { dossier, vault } = house;
    const options = { vault, searchKey: house.searchKey, now: () => house.time, random: (n: number) => randomBytes(n) };
    const second = await openDossier({ ...options, database: house.database });
    try {
      expect(await second.organisations()).toEqual(await dossier.organisations());
      const call = async (by: Dossier) => {
        const talk = newTalk(house);
        const { talkId, recordingId } = await by.recordings.begin(talk);
        await by.recordings.end(recordingId, 'bye', talk.startedAt + 1000);
        if (engine === 'sqlite') await by.settled();
        return talkId;
      };
      const by = (i: number) => (i % 2 === 0 ? dossier : second);
      const ids: string[] = [];
      // A SQLite file is one process's at a time: there the two take turns. On a server they crowd.
      if (engine === 'sqlite') for (let i = 0; i < 20; i++) ids.push(await call(by(i)));
      else ids.push(...(await Promise.all(Array.from({ length: 20 }, (_, i) => call(by(i))))));
      await Promise.all([dossier.settled(), second.settled()]);
      house.time += 3600_000;
      await Promise.all([dossier.settled(), second.settled()]);
      for (const id of ids)
        expect((await dossier.ledger(id)).map((line) => line.act)).toEqual([
          'talk.begun',
          'recording.ended',
          'recording.stored',
        ]);
      expect(await problemsOf(second)).toEqual([]);
    } finally {
      await second.close();
    }
  });

  it('can be started at the same moment on an empty database', async () => {
    const house = await closedHouse();
    const vault = await openVault({ folder: join(house.folder, 'vault') });
    const { database, searchKey } = house;
    const open = () =>
      openDossier({ database, vault, searchKey, now: () => house.time, random: (length) => randomBytes(length) });
    const both = await Promise.all([open(), open()]);
    for (const dossier of both) expect(await dossier.organisations()).toHaveLength(2);
    expect(await problemsOf(both[0]!)).toEqual([]);
    for (const dossier of both) await dossier.close();
    await vault.close();
  });
});

describe('a job', () => {
  it('that was left with a lease is taken up when the lease has run out, by whoever sees it', async () => {
    const house = await closedHouse();
    await house.open(
      (vault) =>
        new Proxy(vault, { get: (t, p) => (p === 'archive' ? () => new Promise(() => undefined) : bind(t, p)) }),
    );
    const talk = newTalk(house);
    const { talkId, recordingId } = await house.dossier.recordings.begin(talk);
    await house.dossier.recordings.end(recordingId, 'bye', talk.startedAt + 1000);
    const leased = async () =>
      (await meddle(house.database, 'select lease_until from job where lease_until > 0')).length;
    while ((await leased()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The first house hangs for ever in its job; a second one comes.
    const options = { searchKey: house.searchKey, now: () => house.time, random: (n: number) => randomBytes(n) };
    const second = await openDossier({ ...options, vault: house.vault, database: house.database });
    await second.settled();
    expect((await second.talk(talkId)).state).toBe('storing'); // the lease holds
    house.time += 60_001;
    await second.settled();
    expect((await second.talk(talkId)).state).toBe('stored');
    await second.close();
    house.forget();
  });
});

function bind(target: object, property: string | symbol): unknown {
  const value = Reflect.get(target, property);
  return typeof value === 'function' ? value.bind(target) : value;
}
