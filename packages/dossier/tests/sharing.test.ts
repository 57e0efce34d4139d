import { describe, expect, it } from 'vitest';
import type { NewShare } from '../src/index.ts';
import { meddle } from './database.ts';
import { bytesOf, chunk, newHouse, newTalk, PCMA, problemsOf, type TestHouse, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const DAY = 86_400_000;
const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });

/** A talk of three at a municipality, recorded and stored: a resident, an official and somebody who came along. */
async function held(house: TestHouse, parts: readonly ['representative' | 'companion'] = ['companion']) {
  const { dossier } = house;
  const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await putInOrder(dossier, organisationId, TODAY);
  const wmo = await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
  const { id: talkId } = await dossier.plan(
    organisationId,
    {
      plannedAt: house.time,
      kind: 'gewoon',
      place: 'kantoor',
      subject: 'Aanvraag',
      departmentIds: [wmo.id],
      participants: [
        { part: 'resident', name: 'Inwoner Één', number: '+999612345678' },
        { part: 'official', name: 'Medewerker' },
        { part: parts[0], name: 'Derde' },
      ],
    },
    asking,
  );
  const channels = [{ channel: 1, label: '1', format: PCMA, parties: ['p1'] }];
  const begun = newTalk(house, { planned: talkId, parties: [], channels });
  const { recordingId } = await dossier.recordings.begin(begun);
  for (const from of [0, 8000]) await dossier.recordings.append(recordingId, chunk(begun.startedAt, 1, { from }));
  await dossier.recordings.end(recordingId, 'bye', begun.startedAt + 2e6);
  await dossier.settled();
  const ask = (use: 'publication' | 'third-parties', more: object = {}) =>
    dossier.consents.ask(
      talkId,
      { use, what: 'op onze website zetten', audience: 'iedereen', protected: [], ...more },
      asking,
    );
  const say = (question: string, party: string, answer: 'given' | 'refused' | 'withdrawn') =>
    dossier.consents.answer(talkId, question, { holder: party, party, answer }, { actor: `link:${party}` });
  return { dossier, talkId, recordingId, ask, say };
}

const publication = (question: string): NewShare => ({
  use: 'publication',
  question,
  to: 'iedereen',
  why: 'voorlichting over het keukentafelgesprek',
  download: false,
});
const link = (house: TestHouse, question: string, more: Partial<NewShare> = {}): NewShare => ({
  use: 'third-parties',
  question,
  to: 'Hogeschool',
  why: 'onderzoek',
  download: true,
  codeBy: 'desk',
  endsAt: house.time + 7 * DAY,
  ...more,
});

describe('consent', () => {
  it('is asked of everybody on the recording, and is there when all said yes, each for themselves', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id, persons, standing } = await ask('publication');
    expect([standing, persons.map(({ name, answer, side }) => [name, answer, side])]).toEqual([
      'niet_gevraagd',
      [
        ['Inwoner Één', 'open', 'resident'],
        ['Medewerker', 'open', 'office'],
        ['Derde', 'open', 'resident'],
      ],
    ]);
    const now = async () => (await dossier.consents.list(talkId))[0]!.standing;
    await say(id, 'p1', 'given');
    expect(await now()).toBe('deels');
    await say(id, 'p2', 'refused'); // an employee is free to
    expect(await now()).toBe('geweigerd');
    await say(id, 'p2', 'given');
    const form = { way: 'signed-form', evidence: 'Formulier van 2 maart, dossierkast Wmo' } as const;
    await dossier.consents.take(talkId, id, { party: 'p3', answer: 'given', ...form }, asking);
    expect(await now()).toBe('alle');
    await dossier.consents.take(
      talkId,
      id,
      { party: 'p3', answer: 'refused', way: 'told', evidence: 'Belde.' },
      asking,
    );
    expect(await now(), 'a no after a yes is a withdrawal').toBe('ingetrokken');
    await expect(say(id, 'p3', 'withdrawn')).rejects.toEqual(code('consent-not-given'));
    await expect(
      dossier.consents.answer(talkId, id, { holder: 'p1', party: 'p2', answer: 'given' }, asking),
    ).rejects.toEqual(code('participant-not-found'));
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('is never silence, a sign, general terms or a word without a form', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask } = await held(house);
    const { id } = await ask('publication');
    for (const way of ['silence', 'sign', 'general-terms', 'told'] as const)
      await expect(
        dossier.consents.take(talkId, id, { party: 'p1', answer: 'given', way, evidence: 'Zei niets.' }, asking),
        way,
      ).rejects.toEqual(code('no-consent'));
    await expect(
      dossier.consents.take(talkId, id, { party: 'p1', answer: 'given', way: 'signed-form', evidence: ' ' }, asking),
    ).rejects.toEqual(code('words-malformed'));
    expect((await dossier.ledger(talkId)).some(({ act }) => act === 'consent.given')).toBe(false);
  });

  it('of a child under sixteen is given by a representative, as the rules say; its no counts by itself', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house, ['representative']);
    const { id, persons } = await ask('publication', { protected: [{ party: 'p1', protection: 'kind_12_15' }] });
    expect(persons.map(({ represented }) => represented)).toEqual([true, false, false]);
    await expect(say(id, 'p1', 'given')).rejects.toEqual(code('representative-missing'));
    await say(id, 'p1', 'refused');
    const forChild = { holder: 'p3', party: 'p1', answer: 'given' } as const;
    await dossier.consents.answer(talkId, id, forChild, { actor: 'link:p3' });
    const form = { party: 'p1', answer: 'given', way: 'signed-form', evidence: 'Formulier' } as const;
    await expect(dossier.consents.take(talkId, id, form, asking)).rejects.toEqual(code('representative-missing'));
    expect((await dossier.consents.list(talkId))[0]!.persons[0]).toMatchObject({ answer: 'given', by: 'Derde' });
    await say(id, 'p1', 'withdrawn');
    expect((await dossier.consents.list(talkId))[0]!.standing).toBe('ingetrokken');
  });

  it('ends at the day that was named', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id } = await ask('publication', { until: house.time + DAY });
    for (const party of ['p1', 'p2', 'p3']) await say(id, party, 'given');
    const made = await dossier.shares.make(talkId, publication(id), asking);
    expect(made).toMatchObject({ made: { endsAt: house.time + DAY } });
    house.time += DAY;
    const file = await dossier.shares.file(talkId);
    expect(file.questions[0]).toMatchObject({ standing: 'niet_gevraagd', persons: [{ answer: 'expired' }, {}, {}] });
    expect(await dossier.shares.published(file.shares[0]!.address!)).toBe('gone');
  });
});

describe('publishing and sharing', () => {
  it('says no with who is missing, yes when all agree, and closes page and link with the withdrawal itself', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id } = await ask('publication');
    const third = await ask('third-parties');
    for (const party of ['p1', 'p2']) await say(id, party, 'given');
    for (const party of ['p1', 'p2', 'p3']) await say(third.id, party, 'given');
    const refused = await dossier.shares.make(talkId, publication(id), asking);
    expect(refused).toMatchObject({
      refused: { missing: [{ name: 'Derde', answer: 'open' }], rules: { verdict: 'VERBODEN' } },
    });
    expect('refused' in refused && refused.refused.rules.receipt).toBeTruthy();
    await say(id, 'p3', 'given');
    const made = await dossier.shares.make(talkId, publication(id), asking);
    if (!('made' in made)) throw new Error('not made');
    const { address } = made.made;
    expect(await dossier.shares.published(address!)).toMatchObject({
      organisation: 'Gemeente Oost',
      ground: 'consent',
    });
    expect(JSON.stringify(await dossier.shares.published(address!))).not.toContain('Inwoner');
    expect((await bytesOf((await dossier.shares.sound(made.made.id)).read(0, 4))).toString()).toBe('RIFF');

    const shared = await dossier.shares.make(talkId, link(house, third.id), asking);
    if (!('made' in shared)) throw new Error('not made');
    const { code: digits } = await dossier.shares.makeCode(talkId, shared.made.id, 'cli');
    const { token } = (await dossier.shares.open(shared.secret!, digits))!;
    const visit = (await dossier.shares.visit(token))!;
    expect(await dossier.shares.shared(visit)).toMatchObject({ to: 'Hogeschool', download: true });
    await dossier.shares.downloaded(visit, 'mp3', 'ab'.repeat(32));

    // p3 withdraws the one, p2 the other: each closes what stood on it and nothing else.
    const gone = await say(id, 'p3', 'withdrawn');
    expect(gone.closed).toEqual([made.made.id]);
    expect(await dossier.shares.published(address!)).toBe('gone');
    await expect(dossier.shares.sound(made.made.id)).rejects.toEqual(code('share-not-found'));
    expect(await dossier.shares.visit(token)).toBeDefined();
    const { outOfReach } = await say(third.id, 'p2', 'withdrawn');
    expect(outOfReach).toMatchObject([{ to: 'Hogeschool', kind: 'mp3', how: 'share' }]);
    expect(await dossier.shares.visit(token), 'the visit under way ends').toBeUndefined();
    const again = await dossier.shares.make(talkId, publication(id), asking);
    expect(again).toMatchObject({ refused: { missing: [{ name: 'Derde', answer: 'withdrawn' }] } });
    expect(await dossier.shares.published('nobody made this')).toBeUndefined();
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('without anybody asked names everybody, and does not take yes for one use as yes for another', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { question: _, ...nobody } = publication('');
    expect(await dossier.shares.make(talkId, nobody, asking)).toMatchObject({
      refused: { missing: [{ answer: 'not-asked' }, { answer: 'not-asked' }, { answer: 'not-asked' }] },
    });
    const { id } = await ask('third-parties');
    for (const party of ['p1', 'p2', 'p3']) await say(id, party, 'given');
    await expect(dossier.shares.make(talkId, publication(id), asking)).rejects.toEqual(code('share-malformed'));
  });

  it('goes to adviser, court, ombudsman and police without anybody’s leave, and only the part that is needed', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id } = await ask('third-parties');
    await say(id, 'p1', 'refused');
    for (const use of ['adviser', 'procedure', 'regulator', 'police'] as const) {
      const { question: _, ...wanted } = link(house, id, { use, part: { fromMs: 500, toMs: 1500 } });
      const made = await dossier.shares.make(talkId, wanted, asking);
      if (!('made' in made)) throw new Error(use);
      const duties = made.made.rules.duties.map((duty) => duty.code);
      expect(duties).toContain(use === 'adviser' ? 'GEHEIMHOUDING-ADVISEUR' : 'ALLEEN-NODIGE-DEEL');
      const sound = await dossier.shares.sound(made.made.id);
      expect(sound.bytes).toBe(44 + 8000 * 2);
      const whole = await dossier.play(talkId, 'cli');
      expect(Buffer.compare(await bytesOf(sound.read(44, 100)), await bytesOf(whole.read(44 + 8000, 100 + 8000)))).toBe(
        0,
      );
    }
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('publishes against a no only where a named jurist weighed a great public interest', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id } = await ask('publication');
    await say(id, 'p1', 'refused');
    const weighed = {
      question: id,
      interest: 'Misstand bij de uitvoering',
      reasons: 'Stem vervormd; zwaarwegend.',
      by: 'Jurist',
    };
    const weigh = async (outcome: 'outweighs' | 'does-not') =>
      (await dossier.shares.weigh(talkId, { ...weighed, outcome }, asking)).weighings[0]!.id;
    const weighing = await weigh('does-not');
    expect(await dossier.shares.make(talkId, { ...publication(id), weighing }, asking)).toMatchObject({
      refused: { rules: { verdict: 'VERBODEN' } },
    });
    await expect(weigh('' as never)).rejects.toEqual(code('share-malformed'));
    await expect(dossier.shares.weigh(talkId, { ...weighed, by: '', outcome: 'outweighs' }, asking)).rejects.toEqual(
      code('words-malformed'),
    );
    const heavier = await weigh('outweighs');
    const made = await dossier.shares.make(talkId, { ...publication(id), weighing: heavier }, asking);
    expect(made).toMatchObject({ made: { weighing: heavier, rules: { verdict: 'TOEGESTAAN_MITS' } } });
    await expect(dossier.shares.make(talkId, { ...publication(id), weighing: 'none' }, asking)).rejects.toEqual(
      code('weighing-not-found'),
    );
  });

  it('has an end, can be called back, and is told once when it is asked for twice', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id } = await ask('third-parties');
    for (const party of ['p1', 'p2', 'p3']) await say(id, party, 'given');
    await expect(
      dossier.shares.make(talkId, link(house, id, { endsAt: house.time + 91 * DAY }), asking),
    ).rejects.toEqual(code('share-malformed'));
    const once = { actor: 'cli', once: 'k1' } as const;
    const wanted = link(house, id);
    const first = await dossier.shares.make(talkId, wanted, once);
    const second = await dossier.shares.make(talkId, wanted, once);
    if (!('made' in first && 'made' in second)) throw new Error('not made');
    expect([second.made.id, second.secret]).toEqual([first.made.id, undefined]);
    const { code: digits } = await dossier.shares.makeCode(talkId, first.made.id, 'cli');
    const { token } = (await dossier.shares.open(first.secret!, digits))!;
    await dossier.shares.recall(talkId, first.made.id, 'Verkeerde ontvanger', asking);
    expect(await dossier.shares.visit(token)).toBeUndefined();
    await expect(dossier.shares.recall(talkId, first.made.id, 'Nog eens', asking)).rejects.toEqual(
      code('share-closed'),
    );
    const other = await dossier.shares.make(talkId, link(house, id), asking);
    if (!('made' in other)) throw new Error('not made');
    const late = await dossier.shares.makeCode(talkId, other.made.id, 'cli');
    house.time += 7 * DAY;
    expect(await dossier.shares.open(other.secret!, late.code), 'its term is over').toBeUndefined();
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('tells when somebody opened it again outside the program', async () => {
    const house = await newHouse();
    const { dossier, talkId, ask, say } = await held(house);
    const { id } = await ask('publication');
    for (const party of ['p1', 'p2', 'p3']) await say(id, party, 'given');
    await dossier.shares.make(talkId, publication(id), asking);
    await say(id, 'p1', 'withdrawn');
    await meddle(house.database, 'update share set closed_at = null');
    expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('share') }]);
  });
});
