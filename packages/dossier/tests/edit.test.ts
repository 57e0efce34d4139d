/** An edit is a declared act: a copy that says what it is, the original as it was. */
import { createHash } from 'node:crypto';
import { decodeG711 } from '@woordelijk/audio';
import { ownRulesFile, rules } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import type { EditSpan, NewEdit } from '../src/index.ts';
import { breaking } from './breaking.ts';
import { failOnAct, healActs, meddle } from './database.ts';
import {
  byteAt,
  bytesOf,
  closedHouse,
  fileOf,
  newHouse,
  problemsOf,
  storedTalk,
  type TestHouse,
  TODAY,
} from './house.ts';

const DAY = 86_400_000;
const asking = { actor: 'user:coordinator' } as const;
const code = (code: string) => expect.objectContaining({ code });
const SECONDS = 4;
const because = { reason: 'third-person', why: 'de stem van iemand op de gang' } as const;
const TONE: EditSpan = { fromMs: 500, toMs: 1500, channel: 1, treatment: 'tone', ...because };
const SILENCE: EditSpan = { fromMs: 2000, toMs: 2600, channel: null, treatment: 'silence', ...because };
const CUT: EditSpan = { fromMs: 3000, toMs: 3500, channel: null, treatment: 'cut', ...because };
const edit = (changes: Partial<NewEdit> = {}): NewEdit => ({
  spans: [TONE, SILENCE],
  why: 'Kopie voor wie inzage vroeg.',
  by: 'Coördinator privacy',
  ...changes,
});

async function declared(house: TestHouse, changes: Partial<NewEdit> = {}, seconds = SECONDS) {
  const { talkId, recordingId } = await storedTalk(house, seconds);
  const { id } = await house.dossier.edits.declare(talkId, edit(changes), asking);
  return { talkId, recordingId, id };
}

async function made(house: TestHouse, changes: Partial<NewEdit> = {}) {
  const ids = await declared(house, changes);
  await house.dossier.edits.tell(ids.talkId, ids.id, { to: 'Inwoner Één', how: 'letter' }, asking);
  await house.dossier.edits.make(ids.talkId, ids.id, asking);
  await house.dossier.settled();
  return { ...ids, copy: await house.dossier.edits.of(ids.talkId, ids.id) };
}

/** The samples of a channel in a WAV of two. */
function samplesOf(wav: Buffer, channel: number): Int16Array {
  const data = wav.indexOf('data') + 8;
  const frames = wav.readUInt32LE(data - 4) / 4;
  return Int16Array.from({ length: frames }, (_, i) => wav.readInt16LE(data + 4 * i + 2 * (channel - 1)));
}

const original = (channel: number, from: number, to: number) =>
  decodeG711(
    'alaw',
    Uint8Array.from({ length: to - from }, (_, i) => byteAt(channel, from + i)),
  );

describe('an edited copy', () => {
  it('is as the original outside its stretches and not to be heard inside; the original verifies byte for byte', async () => {
    const house = await newHouse();
    const { dossier, vault } = house;
    const { talkId, recordingId } = await storedTalk(house, SECONDS);
    const before = await bytesOf(await vault.sealedFile(recordingId));
    const exact = await fileOf(await dossier.copy(talkId, 'wav', 'cli'), 'gesprek.wav');
    const { id } = await dossier.edits.declare(talkId, edit({ spans: [CUT, SILENCE, TONE] }), asking);
    await dossier.edits.tell(talkId, id, { to: 'Inwoner Één', how: 'letter' }, asking);
    expect((await dossier.edits.make(talkId, id, asking)).state).toBe('making');
    await dossier.settled();
    const copy = await dossier.edits.of(talkId, id);
    expect(copy).toMatchObject({ state: 'made', allowed: true, told: [{ to: 'Inwoner Één', how: 'letter' }] });
    expect(copy.spans.map(({ treatment }) => treatment)).toEqual(['tone', 'silence', 'cut']);

    const sound = await dossier.edits.play(talkId, id, asking.actor, 'request');
    const wav = await bytesOf(sound.read(0, sound.bytes));
    expect(createHash('sha256').update(wav).digest('hex')).toBe(copy.made!.sha256);
    expect(wav.length).toBe(copy.made!.bytes);
    for (const [from, to] of [
      [0, 1],
      [40, 50],
      [3000, 9000],
      [wav.length - 3, wav.length],
    ] as const)
      expect(await bytesOf(sound.read(from, to))).toEqual(wav.subarray(from, to));
    const [left, right] = [samplesOf(wav, 1), samplesOf(wav, 2)];
    expect(left.length).toBe(SECONDS * 8000 - 4000 + 1600); // what was cut out, with its mark
    expect(left.subarray(0, 4000)).toEqual(original(1, 0, 4000));
    expect(left.subarray(12_000, 16_000)).toEqual(original(1, 12_000, 16_000));
    expect(right.subarray(0, 16_000)).toEqual(original(2, 0, 16_000)); // the other side keeps what it said
    expect(right.subarray(20_800, 24_000)).toEqual(original(2, 20_800, 24_000));
    expect(right.subarray(24_000 + 1600)).toEqual(original(2, 28_000, 32_000));
    for (const side of [left, right]) expect(new Set(side.subarray(16_000 + 1600, 20_800))).toEqual(new Set([0]));
    const tone = left.subarray(4000, 12_000);
    expect(new Set(tone.subarray(0, 8))).toEqual(new Set(tone.subarray(4000, 4008))); // one thing repeated, nothing of speech
    expect(Math.max(...tone)).toBe(4000);

    expect(await bytesOf(await vault.sealedFile(recordingId))).toEqual(before);
    expect(await vault.verify(recordingId)).toMatchObject({ state: 'intact', signer: 'confirmed' });
    expect(await fileOf(await dossier.copy(talkId, 'wav', 'cli'), 'gesprek.wav')).toEqual(exact);
    expect(await vault.verify(id)).toMatchObject({ state: 'intact', signer: 'confirmed' });
    expect(copy.made!.original).toBe((await vault.verify(recordingId)).root);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('carries its statement in the WAV, in the MP3 and beside it: what, where, why, by whom, told, of what original', async () => {
    const house = await newHouse();
    const { talkId, recordingId, id, copy } = await made(house);
    const { statement, original: root } = copy.made!;
    for (const said of ['BEWERKTE KOPIE', '0:00:00.500 - 0:00:01.500, kanaal 1', 'een toon', 'AVG 15 lid 4', 'gang'])
      expect(statement).toContain(said);
    for (const said of [
      'Coördinator privacy',
      'verteld aan 1 persoon',
      'Kopie voor wie inzage vroeg',
      recordingId,
      root,
    ])
      expect(statement).toContain(said);
    expect(statement).not.toContain('Inwoner'); // who was told is nobody's business who gets the file
    for (const kind of ['wav', 'mp3'] as const) {
      const files = await house.dossier.edits.copy(talkId, id, kind, 'cli', 'request');
      const sound = await fileOf(files, `bewerkte-kopie.${kind}`);
      expect(sound.includes(Buffer.from('BEWERKTE KOPIE / EDITED COPY'))).toBe(true);
      expect(sound.includes(Buffer.from(root))).toBe(true);
      expect((await fileOf(files, 'LEESMIJ-bewerkt.txt')).toString()).toBe(statement);
    }
    const leaf = await house.vault.read(id)[Symbol.asyncIterator]().next();
    expect(JSON.parse(Buffer.from(leaf.value!.content).toString())).toMatchObject({
      source: 'edit',
      of: { recording: recordingId, root },
    });
    const acts = (await house.dossier.ledger(talkId)).map(({ act }) => act).filter((act) => act.startsWith('edit.'));
    expect(acts.sort()).toEqual(
      ['edit.begun', 'edit.copied', 'edit.copied', 'edit.declared', 'edit.made', 'edit.told'].sort(),
    );
    expect(await problemsOf(house.dossier)).toEqual([]);
    await meddle(house.database, `update edited_copy set sha256 = '${'0'.repeat(64)}'`);
    expect((await problemsOf(house.dossier))[0]).toMatchObject({ place: expect.stringContaining('edited_copy') });
  });

  it('is made only when it was told, and where house rules ask so only with everybody’s agreement', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, id } = await declared(house);
    const silent = await dossier.edits.make(talkId, id, asking);
    expect(silent).toMatchObject({ state: 'declared', allowed: false, rules: { verdict: 'ONBEHOORLIJK' } });
    const { organisation } = await dossier.talk(talkId);
    await adopt(house, organisation.id);
    await dossier.edits.tell(talkId, id, { to: 'Inwoner Één', how: 'spoken' }, asking);
    const notAgreed = await dossier.edits.make(talkId, id, asking);
    expect(notAgreed).toMatchObject({ state: 'declared', allowed: false, rules: { verdict: 'VERBODEN' } });
    const question = await dossier.consents.ask(
      talkId,
      { use: 'editing', what: 'een ander onhoorbaar maken', audience: 'wie inzage vroeg', protected: [] },
      asking,
    );
    for (const { party } of question.persons)
      await dossier.consents.answer(
        talkId,
        question.id,
        { holder: party, party, answer: 'given' },
        { actor: `link:${party}` },
      );
    const agreed = await dossier.edits.make(talkId, id, asking);
    expect(agreed).toMatchObject({ state: 'making', allowed: true, question: question.id });
    expect(agreed.agreed).toHaveLength(2);
    await dossier.settled();
    expect((await dossier.edits.of(talkId, id)).made!.statement).toContain('Hiermee stemden in: 2');
    await expect(dossier.edits.make(talkId, id, asking)).rejects.toEqual(code('edit-made'));
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('is of stretches that can be: in the recording, none over another, a cut of all channels', async () => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, SECONDS);
    const wrong: readonly (readonly EditSpan[])[] = [
      [],
      [{ ...TONE, toMs: TONE.fromMs }],
      [{ ...TONE, toMs: SECONDS * 1000 + 1 }],
      [{ ...TONE, fromMs: -1 }],
      [{ ...TONE, fromMs: 0.5 }],
      [{ ...TONE, channel: 9 }],
      [{ ...CUT, channel: 1 }],
      [TONE, { ...SILENCE, fromMs: 1499 }],
      [{ ...TONE, treatment: 'bleep' as never }],
      [{ ...TONE, reason: 'because' as never }],
    ];
    for (const spans of wrong)
      await expect(house.dossier.edits.declare(talkId, edit({ spans }), asking)).rejects.toEqual(
        code('edit-malformed'),
      );
    await expect(house.dossier.edits.declare(talkId, edit({ by: ' ' }), asking)).rejects.toEqual(
      code('words-malformed'),
    );
    const besides = [TONE, { ...TONE, channel: 2 }]; // at once on two channels
    expect(
      await house.dossier.edits.declare(talkId, edit({ spans: besides }), { ...asking, once: 'key' }),
    ).toMatchObject({
      state: 'declared',
      made: null,
    });
    await house.dossier.edits.declare(talkId, edit({ spans: besides }), { ...asking, once: 'key' });
    expect(await house.dossier.edits.list(talkId)).toHaveLength(1);
  });

  it('can be heard before it is made, and that is a listening', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, copy, id } = await made(house, { spans: [TONE, SILENCE, CUT] });
    expect(copy.state).toBe('made');
    const whole = await dossier.edits.play(talkId, id, 'cli');
    const wav = await bytesOf(whole.read(0, whole.bytes));
    const preview = await dossier.edits.preview(
      talkId,
      [TONE, SILENCE, CUT],
      { fromMs: 1000, toMs: 4000 },
      asking.actor,
      'request',
    );
    const heard = await bytesOf(preview.read(0, preview.bytes));
    expect(heard.length).toBe(preview.bytes);
    expect(samplesOf(heard, 1)).toEqual(samplesOf(wav, 1).subarray(8000));
    expect((await dossier.ledger(talkId)).filter(({ act }) => act === 'sound.played')).toHaveLength(1);
    await expect(dossier.edits.preview(talkId, [TONE], { fromMs: 0, toMs: 120_001 }, 'cli')).rejects.toEqual(
      code('edit-malformed'),
    );
  });

  it('is shared in place of the recording, given to a person of the talk, and withdrawn with all that hangs on it', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, id, copy } = await made(house);
    const { parties } = await dossier.talk(talkId);
    const given = { to: 'Inwoner Één', party: parties[0]!.id, way: 'online' } as const;
    expect((await dossier.edits.handOut(talkId, id, given, asking)).handedOut).toMatchObject([given]);
    const share = {
      use: 'procedure',
      to: 'Rechtbank',
      why: 'beroep',
      download: true,
      codeBy: 'desk',
      endsAt: house.time + DAY,
    } as const;
    await expect(dossier.shares.make(talkId, { ...share, edit: 'other' }, asking)).rejects.toEqual(
      code('edit-not-made'),
    );
    await expect(
      dossier.shares.make(talkId, { ...share, edit: id, part: { fromMs: 0, toMs: 9 } }, asking),
    ).rejects.toEqual(code('share-malformed'));
    const answer = await dossier.shares.make(talkId, { ...share, edit: id }, asking);
    const made1 = 'made' in answer ? answer.made : undefined;
    expect(made1).toMatchObject({ edit: id });
    const sound = await dossier.shares.sound(made1!.id);
    const wav = await bytesOf(sound.read(0, sound.bytes));
    expect(createHash('sha256').update(wav).digest('hex')).toBe(copy.made!.sha256);
    const { closed, outOfReach, edit: after } = await dossier.edits.withdraw(talkId, id, 'vergissing', asking);
    expect([closed, after.state]).toEqual([[made1!.id], 'withdrawn']);
    expect(outOfReach).toMatchObject([{ to: 'Inwoner Één', kind: 'edited', how: 'copy' }]);
    await dossier.settled();
    await expect(dossier.shares.sound(made1!.id)).rejects.toEqual(code('share-not-found'));
    await expect(dossier.edits.play(talkId, id, 'cli')).rejects.toEqual(code('edit-not-made'));
    await expect(house.vault.keys.get(id)).rejects.toEqual(code('key-missing'));
    await expect(dossier.edits.withdraw(talkId, id, 'nog eens', asking)).rejects.toEqual(code('edit-withdrawn'));
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('goes with its talk, and with a recording that was not for keeping', async () => {
    const house = await newHouse();
    const { dossier, vault } = house;
    const { talkId, id } = await made(house);
    await dossier.destructions.decide(talkId, 'decision', 'niet nodig', 'cli');
    await expect.poll(async () => (await dossier.destructions.of(talkId))?.destroyedAt ?? null).not.toBeNull();
    await expect(vault.keys.get(id)).rejects.toEqual(code('key-missing'));
    expect((await dossier.destructions.of(talkId))!.certificate.files).toMatchObject([{ id }]);
    const other = await made(house);
    await dossier.retention.makePrivate(other.talkId, 'cli');
    await expect(dossier.edits.play(other.talkId, other.id, 'cli')).rejects.toEqual(code('talk-private'));
    await expect(dossier.edits.declare(other.talkId, edit(), asking)).rejects.toEqual(code('talk-private'));
    await house.close();
    house.time += 2 * DAY;
    await house.open();
    await expect
      .poll(async () =>
        house.vault.keys.get(other.id).then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('gone');
    await house.dossier.settled();
    expect(await problemsOf(house.dossier)).toEqual([]);
  });
});

describe('a house that falls down while a copy is made', () => {
  const cases = [
    ['append', 'after'],
    ['end', 'after'],
    ['archive', 'after'],
  ] as const;
  it.each(cases)('at %s (%s it) makes the very same copy when it stands up', async (step, when) => {
    const house = await closedHouse();
    const armed = { now: false };
    await house.open((vault) => breaking(vault, step, when, armed));
    const { talkId, id } = await declared(house, {}, 35); // more than one piece
    await house.dossier.edits.tell(talkId, id, { to: 'Inwoner Één', how: 'letter' }, asking);
    armed.now = true;
    await house.dossier.edits.make(talkId, id, asking);
    await house.dossier.settled();
    await house.close();
    await whole(house, talkId, id);
  });

  it('in the transaction of its last act stands up again', async () => {
    const house = await newHouse();
    const { talkId, id } = await declared(house);
    await house.dossier.edits.tell(talkId, id, { to: 'Inwoner Één', how: 'letter' }, asking);
    await failOnAct(house.database, 'edit.made');
    await house.dossier.edits.make(talkId, id, asking);
    await house.dossier.settled();
    await house.close();
    await healActs(house.database);
    await whole(house, talkId, id);
  });

  it('and is withdrawn in between leaves nothing', async () => {
    const house = await closedHouse();
    const armed = { now: false };
    await house.open((vault) => breaking(vault, 'append', 'after', armed));
    const { talkId, id } = await declared(house);
    await house.dossier.edits.tell(talkId, id, { to: 'Inwoner Één', how: 'letter' }, asking);
    armed.now = true;
    await house.dossier.edits.make(talkId, id, asking);
    await house.dossier.settled();
    armed.now = false;
    await house.dossier.edits.withdraw(talkId, id, 'toch niet', asking);
    await house.dossier.settled();
    await expect(house.vault.keys.get(id)).rejects.toEqual(code('key-missing'));
    await house.close();
    house.time += DAY;
    await house.open();
    await house.dossier.settled();
    expect((await house.dossier.edits.of(talkId, id)).state).toBe('withdrawn');
    expect(await problemsOf(house.dossier)).toEqual([]);
    expect(house.logged.join()).not.toContain('without-talk');
  });

  async function whole(house: TestHouse, talkId: string, id: string): Promise<void> {
    house.time += 3_600_000; // past every job's wait
    const dossier = await house.open();
    await expect.poll(async () => (await dossier.edits.of(talkId, id)).state).toBe('made');
    const sound = await dossier.edits.play(talkId, id, 'cli');
    const wav = await bytesOf(sound.read(0, sound.bytes));
    expect(createHash('sha256').update(wav).digest('hex')).toBe(sound.sha256);
    expect(samplesOf(wav, 2).subarray(0, 16_000)).toEqual(original(2, 0, 16_000));
    expect(await house.vault.verify(id)).toMatchObject({ state: 'intact' });
    expect(await problemsOf(dossier)).toEqual([]);
    expect(house.logged.join()).not.toContain('without-talk');
  }
});

/** The house rules of 's-Hertogenbosch about editing: told, and with agreement (factsheet, b). */
async function adopt(house: TestHouse, organisationId: string): Promise<void> {
  const row = rules.ruleSet.overlays.flatMap(({ rows }) => rows).find(({ id }) => id === 'SH-BEWERKEN')!;
  const header = {
    key: 'gemeente-test',
    name: 'Gemeente Test',
    kind: 'gemeente' as const,
    legalForm: 'spelregels',
    decidedBy: 'college',
    decidedOn: null,
    publishedAt: 'de website',
    publishedOn: TODAY,
    link: 'https://test.example/spelregels',
    from: TODAY,
    disclaimer: { nl: 'Onze eigen regels.', en: 'Our own rules.' },
  };
  await house.dossier.ownRules.adopt(organisationId, ownRulesFile(header, [row]), 'cli');
}
