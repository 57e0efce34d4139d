/** One flipped bit anywhere in a row must be found, and told with its talk. */
import { randomInt } from 'node:crypto';
import { checkDossier } from '@woordelijk/dossier';
import { describe, expect, it } from 'vitest';
import { meddle } from './database.ts';
import { chunk, MORNING, newHouse, newTalk, problemsOf, storedTalk, type TestHouse } from './house.ts';

const FLIPS = process.env.SLOW ? 2000 : 52;

/** Tables with their key, and the columns that no act speaks of. */
const TABLES: Record<string, { key: string[]; free?: string[]; ofTalk?: true }> = {
  talk: { key: ['id'], ofTalk: true },
  recording: { key: ['id'], ofTalk: true },
  party: { key: ['id'], ofTalk: true },
  channel: { key: ['id'], ofTalk: true },
  metadata: { key: ['id'], ofTalk: true },
  outline: { key: ['recording_id'], ofTalk: true },
  search_token: { key: ['token', 'started_at', 'talk_id'], ofTalk: true },
  ledger: { key: ['organisation_id', 'seq'] },
  ledger_head: { key: ['organisation_id'] },
  organisation: { key: ['id'] },
  line: { key: ['id'] },
  account: { key: ['id'] },
  passkey: { key: ['id'], free: ['counter', 'created_at'] },
  access_token: { key: ['id'], free: ['used_day'] },
};

async function busyHouse(): Promise<TestHouse> {
  const house = await newHouse();
  const { dossier } = house;
  const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.addLine(east.id, '+999800100', 'cli');
  const { token } = await dossier.people.makeAdministratorLink('system');
  await dossier.people.createAdministrator(token, 'Beheerder', {
    id: 'key-1',
    publicKey: new Uint8Array(77).fill(9),
    counter: 3,
    transports: ['usb'],
  });
  await dossier.people.makeAccessToken('Koppeling', 30, 'cli');
  const stored = await storedTalk(house, 1, { rawMetadata: '<recording/>' });
  await dossier.play(stored.talkId, 'cli');
  const live = await dossier.recordings.begin(newTalk(house));
  await dossier.recordings.append(live.recordingId, chunk(house.time * 1000, 1, { from: 0 }));
  await dossier.recordings.parties(live.recordingId, [{ id: 'x', name: 'Derde' }], newTalk(house).channels, '<r/>');
  return house;
}

function flip(value: unknown): unknown {
  if (typeof value === 'number') {
    const bits = BigInt(value) ^ (1n << BigInt(randomInt(40)));
    return Number(bits);
  }
  const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
  const at = randomInt(bytes.length);
  // Of text the high bit stays, so that it stays text; a database would not give it back otherwise.
  bytes[at] = bytes[at]! ^ (1 << randomInt(value instanceof Uint8Array ? 8 : 5));
  return value instanceof Uint8Array ? new Uint8Array(bytes) : bytes.toString();
}

describe('the check', () => {
  it('finds nothing where nothing was touched, and one flipped bit wherever it is', async () => {
    const house = await busyHouse();
    expect(await problemsOf(house.dossier)).toEqual([]);
    const names = Object.keys(TABLES);
    let flipped = 0;
    for (let n = 0; n < FLIPS; n++) {
      const table = names[n % names.length]!;
      const { key, free = [], ofTalk } = TABLES[table]!;
      const rows = await meddle(house.database, `select * from ${table}`);
      const row = rows[randomInt(rows.length)]!;
      const columns = Object.keys(row).filter((c) => row[c] !== null && !free.includes(c));
      const column = columns[randomInt(columns.length)]!;
      const now = flip(typed(row[column]));
      const where = (k: string) => `${k} = ?`;
      const keys = (r: Record<string, unknown>) => key.map((k) => typed(r[k]));
      try {
        await unguarded(house, `update ${table} set ${column} = ? where ${key.map(where).join(' and ')}`, [
          now,
          ...keys(row),
        ]);
      } catch {
        continue; // the engine itself refuses the value (a check or a unique key)
      }
      flipped++;
      const problems = await problemsOf(house.dossier);
      const said = `${table}.${column}: ${JSON.stringify(problems)}`;
      expect(problems.length, said).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.meaning.length, said).toBeGreaterThan(20);
      const talkId = ofTalk && (table === 'talk' ? row.id : row.talk_id);
      if (talkId)
        expect(
          problems.some((p) => p.talkId === talkId),
          said,
        ).toBe(true);
      const after = { ...row, [column]: now };
      await unguarded(house, `update ${table} set ${column} = ? where ${key.map(where).join(' and ')}`, [
        typed(row[column]),
        ...keys(after),
      ]);
    }
    expect(flipped).toBeGreaterThan(FLIPS / 2);
    expect(await problemsOf(house.dossier)).toEqual([]);
  }, 600_000);

  it.each([
    ['a removed act', 'delete from ledger where act = ?', ['sound.played']],
    ['removed last acts', 'delete from ledger where act = ?', ['talk.parties-changed']],
    ['a removed talk', 'delete from talk where state = ?', ['stored']],
    ['a removed party', 'delete from party where position = ?', [1]],
    ['a removed name in search', 'delete from search_token where started_at = ?', [MORNING]],
    ['a removed detail', 'update ledger set sealed = null where act = ?', ['recording.stored']],
    ['a removed chain end', 'delete from ledger_head where seq > ?', [2]],
    ['a removed organisation', `delete from organisation where kind = ?`, ['organisation']],
  ])('finds %s', async (_, sql, values) => {
    const house = await busyHouse();
    await meddle(house.database, sql, values);
    expect((await problemsOf(house.dossier)).length).toBeGreaterThan(0);
  });

  it('runs beside a house at work, and writes nothing', async () => {
    const house = await busyHouse();
    const beside = async () => {
      const problems = [];
      for await (const problem of checkDossier({
        database: house.database,
        keys: house.vault.keys,
        searchKey: house.searchKey,
      }))
        problems.push(problem);
      return problems;
    };
    const calls = (async () => {
      for (let n = 0; n < 15; n++) await storedTalk(house, 1);
    })();
    for (let n = 0; n < 3; n++) expect(await beside()).toEqual([]);
    await calls;
    expect(await beside()).toEqual([]);
    await meddle(house.database, 'update talk set started_at = started_at + 1');
    expect((await beside()).length).toBeGreaterThan(0);
  });

  it('says when the key of a talk is gone', async () => {
    const house = await busyHouse();
    const { items } = await house.dossier.talks({ limit: 1 });
    await house.vault.keys.destroy(items[0]!.id);
    const problems = await problemsOf(house.dossier);
    expect(problems.every((p) => p.talkId === items[0]!.id && p.meaning.includes('key'))).toBe(true);
    expect(problems.length).toBeGreaterThan(0);
    // and the list still works, without names
    const [talk] = (await house.dossier.talks({ limit: 1 })).items;
    expect(talk!.parties.every((p) => p.name === null && p.number === null)).toBe(true);
    expect((await house.dossier.ledger(talk!.id)).every((line) => line.detail === null)).toBe(true);
  });
});

/** PostgreSQL's driver gives big numbers as text. */
function typed(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
}

/** As a disk does it: no checks, no keys between tables. */
async function unguarded(house: TestHouse, sql: string, values: unknown[]): Promise<void> {
  await meddle(house.database, sql, values);
}
