/** The thread that holds the SQLite file: what shares a flush, what an error undoes, and what happens when it is gone. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../src/db/database.ts';
import type { SqliteStatement } from '../src/db/sqlite-file.ts';
import { SqliteThread } from '../src/db/sqlite-thread.ts';
import { engine, meddle } from './database.ts';
import { LINE, newHouse, storedTalk } from './house.ts';

function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-thread-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'a.db');
}

async function freshDatabase(): Promise<{ database: Database; file: string }> {
  const file = freshFile();
  const database = await openDatabase({ kind: 'sqlite', file });
  onTestFinished(() => database.close());
  return { database, file };
}

/** Statements sent while `work` runs, a list per message. */
async function sentIn(work: () => Promise<unknown>): Promise<string[][]> {
  const sent: string[][] = [];
  const hear = (message: unknown) => sent.push((message as SqliteStatement[]).map(({ sql }) => sql));
  subscribe('woordelijk:dossier:sqlite', hear);
  await work().finally(() => unsubscribe('woordelijk:dossier:sqlite', hear));
  return sent;
}

const organisation = (id: string) => ({
  id,
  organisation_id: id,
  kind: 'organisation' as const,
  name: id,
  created_at: 1,
});
const add = (database: Database, id: string) =>
  database.transaction(async (tx) => void (await tx.insertInto('organisation').values(organisation(id)).execute()));
const names = async (database: Database) =>
  (await database.read.selectFrom('organisation').select('name').orderBy('name').execute()).map(({ name }) => name);

describe('transactions that wait for one another', () => {
  it('share a flush, and each is still all or nothing', async () => {
    const { database, file } = await freshDatabase();
    const ids = Array.from({ length: 20 }, (_, i) => `o${String(i).padStart(2, '0')}`);
    let done: PromiseSettledResult<void>[] = [];
    const sent = await sentIn(async () => {
      done = await Promise.allSettled(
        ids.map((id, i) =>
          database.transaction(async (tx) => {
            await tx.insertInto('organisation').values(organisation(id)).execute();
            if (i % 4 === 0) throw new Error('changed my mind');
            if (i % 4 === 1) await tx.insertInto('organisation').values(organisation(id)).execute(); // is there already
          }),
        ),
      );
    });
    expect(done.map((d) => d.status)).toEqual(ids.map((_, i) => (i % 4 < 2 ? 'rejected' : 'fulfilled')));
    expect(sent.flat().filter((sql) => sql === 'commit').length).toBeLessThan(5);
    const kept = await meddle({ kind: 'sqlite', file }, 'select id from organisation order by id').catch(() => []);
    if (engine === 'sqlite') expect(kept.map(({ id }) => id)).toEqual(ids.filter((_, i) => i % 4 >= 2));
    expect(await names(database)).toEqual(ids.filter((_, i) => i % 4 >= 2));
  });

  it('are told to be done when another connection can see it, and who reads sees nothing before', async () => {
    const { database, file } = await freshDatabase();
    const seen: number[] = [];
    const count = async () => {
      const other = await SqliteThread.open({ file, readOnly: true }, () => undefined);
      const [result] = await other.run(false, [{ sql: 'select count(*) as n from organisation', values: [] }]);
      await other.close();
      return (result!.rows[0] as { n: number }).n;
    };
    const acts = ['a', 'b', 'c'].map((id) => add(database, id).then(async () => seen.push(await count())));
    const read = names(database).then((found) => count().then((n) => expect(n).toBeGreaterThanOrEqual(found.length)));
    await Promise.all([...acts, read]);
    expect(seen).toEqual([3, 3, 3]);
  });

  it('all fail when the commit they share fails, and the next one works', async () => {
    const { database } = await freshDatabase();
    await database.read.executeQuery(
      CompiledQuery.raw(
        'create table promise (id integer primary key, of_id text references organisation (id) deferrable initially deferred) strict',
      ),
    );
    // A reference that is looked at only at the commit.
    const broken = database.transaction(
      async (tx) => void (await tx.executeQuery(CompiledQuery.raw("insert into promise (of_id) values ('nobody')"))),
    );
    const done = await Promise.allSettled([broken, add(database, 'x'), add(database, 'y')]);
    expect(done.map((d) => d.status)).toEqual(['rejected', 'rejected', 'rejected']);
    await add(database, 'z');
    expect(await names(database)).toEqual(['z']);
  });
});

describe('the database', () => {
  it('refuses a question beside the transaction that holds it, where it would wait for ever', async () => {
    const { database } = await freshDatabase();
    const beside = database.transaction(() => names(database));
    await expect(beside).rejects.toMatchObject({ code: 'database-nested' });
    expect(await names(database)).toEqual([]);
  });

  it('keeps the code of an error, and sends no more of a buffer than the value', async () => {
    const { database } = await freshDatabase();
    await add(database, 'o');
    await expect(add(database, 'o')).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR', errcode: 1555 });
    const hash = Buffer.alloc(64, 7).subarray(16, 48);
    await database.read.insertInto('ledger_head').values({ organisation_id: 'o', seq: 1, hash }).execute();
    const head = await database.read.selectFrom('ledger_head').selectAll().executeTakeFirstOrThrow();
    expect(head.hash).toEqual(new Uint8Array(32).fill(7));
  });
});

describe('the thread', () => {
  it('that dies fails what was asked and what is asked later, and says so once', async () => {
    const lost: Error[] = [];
    const thread = await SqliteThread.open({ file: freshFile(), readOnly: false }, (cause) => lost.push(cause));
    // Takes longer than the end of the thread.
    const pending = thread.run(false, [
      {
        sql: 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000) select max(i) from n',
        values: [],
      },
    ]);
    const killed = thread.kill();
    await expect(pending).rejects.toMatchObject({ code: 'database-closed' });
    await killed;
    await expect(thread.run(false, [])).rejects.toMatchObject({ code: 'database-closed' });
    await thread.close();
    expect(lost).toHaveLength(1);
  });

  it('answers what was asked before it was closed', async () => {
    const thread = await SqliteThread.open({ file: freshFile(), readOnly: false }, () => expect.unreachable());
    const asked = thread.run(false, [{ sql: 'select 1 as one', values: [] }]);
    await thread.close();
    expect(await asked).toEqual([{ rows: [{ one: 1 }] }]);
    await expect(thread.run(false, [])).rejects.toMatchObject({ code: 'database-closed' });
  });
});

describe('a call on SQLite', () => {
  it('costs three commits and a dozen messages from its begin until it is stored', async () => {
    const house = await newHouse();
    await storedTalk(house, 1, { rawMetadata: '<r/>' });
    const sent = await sentIn(async () => {
      const { recordingId } = await house.dossier.recordings.begin({
        startedAt: house.time * 1000,
        source: 'phone',
        lines: [LINE],
        demo: false,
        parties: [{ id: 'a', aor: 'sip:+999612345678@pbx.example', name: 'Inwoner' }],
        channels: [],
        rawMetadata: '<r/>',
      });
      await house.dossier.recordings.end(recordingId, 'bye', house.time * 1000 + 1000);
      await house.dossier.settled();
    });
    if (engine === 'postgres') return expect(sent).toEqual([]);
    const statements = sent.flat();
    expect(statements.filter((sql) => sql === 'commit')).toHaveLength(3);
    expect(
      statements.filter(
        (sql) => /^(insert|update|delete)/.test(sql) && sent.some((m) => m.length === 1 && m[0] === sql),
      ),
    ).toEqual([]);
    expect(sent.length).toBeLessThanOrEqual(17); // with what `settled` asks, which plan is live, and how long it keeps
    expect(statements.length).toBeLessThanOrEqual(43);
  });
});
