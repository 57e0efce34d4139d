import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATOR, type Standing } from '@woordelijk/dossier';
import { expect, it } from 'vitest';
import { becauseOf } from '../src/watch/because.ts';
import { partOf } from '../src/watch/round.ts';
import { meddle } from './database.ts';
import { closedHouse, newHouse, problemsOf, storedTalk, type TestHouse } from './house.ts';

const DAY = 86_400_000;
const ALL = { all: true, organisations: [], subjects: [] };

async function night(house: TestHouse): Promise<void> {
  house.time += DAY;
  await house.dossier.settled();
}

/** Changes one byte in the middle of a recording's sealed file. */
async function damage(house: TestHouse, recordingId: string): Promise<() => Promise<void>> {
  const objects = join(house.folder, 'vault/objects');
  const name = (await readdir(objects, { recursive: true })).find((file) => file.includes(recordingId))!;
  const before = await readFile(join(objects, name));
  const after = Buffer.from(before);
  after[after.length >> 1]! ^= 1;
  await writeFile(join(objects, name), after);
  return () => writeFile(join(objects, name), before);
}

it('checks the ledger and recordings every night, and says when it did', async () => {
  const house = await newHouse();
  const { watch } = house.dossier;
  for (let n = 0; n < 3; n++) await storedTalk(house, 1);
  expect(await watch.state(ALL)).toMatchObject({ last: null, overdue: false, recordings: 3, nights: 1 });
  await night(house);
  const first = await watch.state(ALL);
  expect(first).toMatchObject({
    last: { by: 'system', recordings: 3, found: 0 },
    running: null,
    overdue: false,
    open: [],
  });
  expect(first.last!.chains).toBeGreaterThanOrEqual(4);
  await storedTalk(house, 1);
  await night(house);
  expect((await watch.state(ALL)).rounds).toMatchObject([{ recordings: 4 }, { recordings: 3 }]);
  house.time += 2 * DAY;
  expect(await watch.state(ALL)).toMatchObject({ overdue: true });
  expect(await house.dossier.alarms(OPERATOR)).toMatchObject([{ kind: 'unwatched', organisationId: null }]);
  await house.dossier.settled();
  expect(await house.dossier.alarms(OPERATOR)).toEqual([]);
  expect(await problemsOf(house.dossier)).toEqual([]);
});

it('raises an alarm for sound and for acts that were changed, which stays until a named person settles it', async () => {
  const sent: string[] = [];
  const house = await closedHouse();
  const dossier = await house.open(undefined, { sendMail: async ({ to }) => void sent.push(to) });
  const organisationId = house.organisationId!;
  const [talk, other] = [await storedTalk(house, 1), await storedTalk(house, 1)];
  const mend = await damage(house, talk.recordingId);
  const [row] = await meddle(house.database, 'select seq, actor from ledger where talk_id = ? order by seq', [
    other.talkId,
  ]);
  const actor = (to: unknown) =>
    meddle(house.database, 'update ledger set actor = ? where organisation_id = ? and seq = ?', [
      to,
      organisationId,
      row!.seq,
    ]);
  await actor('user:een-ander');
  await night(house);
  const { open, last } = await dossier.watch.state(ALL);
  expect(last).toMatchObject({ recordings: 2, found: open.length });
  expect(open.map(({ place }) => place.split(' ')[0])).toEqual(expect.arrayContaining(['recording', 'ledger']));
  expect(open.find(({ talkId }) => talkId === talk.talkId)).toMatchObject({ organisationId, settled: null });
  expect(new Set(sent)).toEqual(new Set(['privacy@voorbeeld.example']));
  const seat = (role: 'dpo' | 'employee', id: string): Standing => ({
    accountId: 'x',
    seats: [{ role, organisationId: id, departmentId: null }],
  });
  expect(await dossier.alarms(seat('dpo', organisationId))).toEqual([
    { kind: 'damage', organisationId, count: open.length, dueAt: null },
  ]);
  expect(await dossier.alarms(seat('employee', organisationId))).toEqual([]);
  const another = await dossier.addOrganisation('Een andere', 'cli');
  expect(await dossier.alarms(seat('dpo', another.id))).toEqual([]);

  await night(house); // known already: told once
  expect((await dossier.watch.state(ALL)).open).toHaveLength(open.length);
  await mend();
  await actor(row!.actor);
  for (const { id } of open)
    await dossier.watch.settle(
      organisationId,
      id,
      { words: 'Teruggezet uit de reservekopie.', by: 'FG' },
      { actor: 'cli' },
    );
  await expect(
    dossier.watch.settle(organisationId, open[0]!.id, { words: 'Nog eens', by: 'FG' }, { actor: 'cli' }),
  ).rejects.toMatchObject({ code: 'finding-not-found' });
  await night(house);
  const after = await dossier.watch.state(ALL);
  expect(after).toMatchObject({ open: [], last: { found: 0 } });
  expect(after.settled[0]).toMatchObject({ settled: { by: 'FG', words: 'Teruggezet uit de reservekopie.' } });
  expect(await dossier.alarms(OPERATOR)).toEqual([]);
  expect(await problemsOf(dossier)).toEqual([]);
});

it('goes on where it was when the house closes halfway, and begins only once', async () => {
  const house = await newHouse();
  for (let n = 0; n < 4; n++) await storedTalk(house, 1);
  const round = await house.dossier.watch.begin('cli');
  expect((await house.dossier.watch.begin('cli')).id).toBe(round.id);
  await house.close();
  await house.open();
  expect((await house.dossier.watch.state(ALL)).rounds).toHaveLength(1);
  house.time += 16_000; // the lease of the job that was left
  await house.dossier.settled();
  expect((await house.dossier.watch.state(ALL)).last).toMatchObject({ id: round.id, recordings: 4, found: 0 });
  expect(await problemsOf(house.dossier)).toEqual([]);
});

it('leaves no recording unchecked for longer than four weeks, and a small house for no night', () => {
  expect([partOf(10), partOf(5_600), partOf(1_000_000)]).toEqual([200, 200, 35_715]);
});

it('says what a finding means and what to do in both languages, wherever it was', () => {
  for (const [place, nl, en] of [
    ['recording abc: leaf 4', 'Een opname is niet meer zoals zij is verzegeld', 'not as it was sealed'],
    ['key file of abc', 'Een sleutel is er nog', 'A key is still there'],
    ['ledger of organisation abc, row 4', 'Een regel van het logboek', 'A row of the ledger'],
    ['ledger of organisation abc, its end', 'Het eind van het logboek', 'The end of the ledger'],
    ['the database', 'De database zelf is beschadigd', 'The database itself'],
    ['talk abc', 'kan niet worden gelezen', 'cannot be read'],
    ['table talk', 'buiten dit programma om veranderd', 'outside this program'],
  ] as const) {
    const because = becauseOf(place);
    expect(because.nl).toContain(nl);
    expect(because.nl).toContain('Zet het terug uit een back-up');
    expect(because.en).toContain(en);
    expect(because.en).toContain('Restore it from a backup');
  }
});
