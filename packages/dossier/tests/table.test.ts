import { ownRulesFile, rules } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import type { Dossier, NewDecision, NewRequest, Plan, TalkFile } from '../src/index.ts';
import { meddle } from './database.ts';
import { chunk, newHouse, newTalk, PCMA, problemsOf, type TestHouse, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
/** As 's-Hertogenbosch published them: edit only with consent, no video, a camera at home is told. */
const HOUSE_RULES = ownRulesFile(
  {
    key: 'oost',
    name: 'Gemeente Oost',
    kind: 'gemeente',
    legalForm: 'spelregels',
    decidedBy: 'college',
    decidedOn: null,
    publishedAt: 'de website',
    publishedOn: '2026-01-01',
    link: 'https://oost.example/spelregels',
    from: '2026-01-01',
    disclaimer: { nl: 'Onze eigen regels.', en: 'Our own rules.' },
  },
  rules.ruleSet.overlays.find(({ key }) => key === 's-hertogenbosch')!.rows,
);

/** A municipality with a home camera rule of its own, and a talk on its calendar. */
async function table(house: TestHouse, changes: Partial<Plan> = {}, sector: 'gemeente' | 'organisatie' = 'gemeente') {
  const { dossier } = house;
  const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await putInOrder(dossier, organisationId, TODAY, { sector });
  if (sector === 'gemeente') await dossier.ownRules.adopt(organisationId, HOUSE_RULES, 'cli');
  const wmo = await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
  const talk = await dossier.plan(
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
      ],
      ...changes,
    },
    asking,
  );
  return { dossier, organisationId, talkId: talk.id };
}

const WISH: NewRequest = { by: 'p1', recorder: 'resident', place: 'kantoor', camera: 'geen', others: 'geen' };
const REFUSAL: NewDecision = {
  outcome: 'refused',
  grounds: 'Er worden gegevens van een ander besproken.',
  explanation: 'Aan tafel uitgelegd.',
  conversation: 'Besproken wat de inwoner nodig heeft.',
  alternative: 'companion',
  decidedBy: 'Leidinggevende Wmo',
};

async function asked(dossier: Dossier, talkId: string, wish: Partial<NewRequest> = {}): Promise<[TalkFile, string]> {
  const file = await dossier.table.register(talkId, { ...WISH, ...wish }, asking);
  return [file, file.requests.at(-1)!.id];
}

/** Records two seconds of the planned talk and lets it be stored. */
async function record(house: TestHouse, talkId: string) {
  const channels = [{ channel: 1, label: '1', format: PCMA, parties: ['p1'] }];
  const begun = newTalk(house, { planned: talkId, parties: [], channels });
  const { recordingId } = await house.dossier.recordings.begin(begun);
  for (const from of [0, 8000]) await house.dossier.recordings.append(recordingId, chunk(begun.startedAt, 1, { from }));
  await house.dossier.recordings.end(recordingId, 'bye', begun.startedAt + 2e6);
  await house.dossier.settled();
}

describe('a wish to record', () => {
  it('goes from yes to agreement, notice, recording and copy, with the rules beside each step', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const because = async () => (await dossier.table.hindrances(talkId)).map((one) => one.because);
    expect(await because()).toEqual(['not-granted', 'not-agreed', 'not-told']);
    const [registered, request] = await asked(dossier, talkId, { reason: 'om het thuis na te luisteren' });
    expect(registered.requests[0]).toMatchObject({ decision: null, rules: { verdict: 'TOEGESTAAN_MITS' } });
    await dossier.table.decide(talkId, request, { outcome: 'granted', decidedBy: 'Medewerker' }, asking);
    const agreed = await dossier.table.agree(talkId, asking);
    expect(agreed.agreement!.lines.map(({ nl }) => nl)).toEqual(
      expect.arrayContaining([
        'De inwoner of klant neemt op.',
        'Geef de ander een kopie als die dat wil.',
        'Bewerk alleen als de ander daarmee instemt.', // the organisation's own rule, stricter than the national one
      ]),
    );
    await expect(dossier.table.agree(talkId, asking)).rejects.toEqual(code('agreement-there'));
    const { secret } = await dossier.table.share(talkId, asking);
    expect(await dossier.table.shared(secret)).toMatchObject({ talkId, confirmed: false });
    const document = await dossier.table.confirmShared(secret, 'Inwoner Één');
    expect(document).toContain('- Inwoner Één (inwoner of klant), op een eigen toestel');
    expect(await dossier.table.shared(secret)).toBeUndefined(); // used up
    await expect(dossier.table.confirmShared(secret, 'Nog eens')).rejects.toEqual(code('secret-refused'));
    const confirmed = await dossier.table.confirm(talkId, 'p2', 'Medewerker', asking);
    expect(confirmed.agreement).toMatchObject({ confirmed: true });
    expect(JSON.stringify(confirmed)).not.toContain('secret');
    const [words] = await dossier.table.noticeWords(talkId);
    const notice = { code: words!.code, language: 'nl', how: 'spoken' } as const;
    await dossier.table.tell(talkId, { ...notice, to: ['p1', 'p2'] }, asking);
    expect(await because()).toEqual(['theirs-only']); // the resident may record; the office was not asked to
    await record(house, talkId);
    const joined = await dossier.table.join(talkId, { part: 'third', name: 'Wijkverpleegkundige' }, asking);
    expect(joined.untold).toEqual(['p3']); // who joins later is told too
    const initial = await dossier.table.join(talkId, { part: 'companion', name: 'N.' }, asking);
    expect(initial.participants.at(-1)).toMatchObject({ name: 'N.' }); // with no word to search for
    const copy = { to: 'Inwoner Één', kind: 'wav', sha256: 'ab'.repeat(32), way: 'in-person' } as const;
    const { handovers } = await dossier.table.handOut(talkId, copy, asking);
    const odd = await dossier.table.handOut(talkId, { ...copy, to: 'Inwoner\u0000\u0007 Twee' }, asking);
    expect(odd.handovers[1]!.receipt).toContain('Gegeven aan: Inwoner Twee\n'); // as a telephone system may name somebody
    expect(handovers[0]!.receipt).toContain(`Vingerafdruk (SHA-256): ${'ab'.repeat(32)}`);
    expect(handovers[0]!.receipt).toContain(`— ${house.vault.verifierKey.split('+')[0]} `);
    expect(await problemsOf(dossier)).toEqual([]);
    const clear = await meddle(house.database, 'select * from ledger');
    const bytes = clear.map(({ sealed }) => Buffer.from(sealed as Uint8Array).toString('latin1')).join();
    expect(bytes).not.toContain('na te luisteren'); // sealed under the talk's key
  });

  it('is done once under a key of the client, and never twice under it for something else', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const same = { actor: 'cli', once: 'key-1' } as const;
    await Promise.all([1, 2, 3].map(() => dossier.table.register(talkId, WISH, same)));
    expect((await dossier.table.file(talkId)).requests).toHaveLength(1);
    await expect(dossier.table.register(talkId, { ...WISH, reason: 'anders' }, same)).rejects.toEqual(
      code('once-reused'),
    );
  });

  it('for another needs the mandate, and facts that the rules know', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    await expect(asked(dossier, talkId, { onBehalfOf: 'p2' })).rejects.toEqual(code('words-malformed'));
    await expect(asked(dossier, talkId, { by: 'p9' })).rejects.toEqual(code('participant-not-found'));
    await expect(asked(dossier, talkId, { place: 'maan' })).rejects.toEqual(code('facts-malformed'));
    const [file] = await asked(dossier, talkId, { onBehalfOf: 'p2', mandate: 'schriftelijke machtiging gezien' });
    expect(file.requests[0]!.rules.receipt.facts).toMatchObject({ deelname: 'namens_deelnemer' });
    await dossier.addOrganisation('Zonder sector', 'cli');
  });

  it('with a camera at home that was not told gives a warning, and the talk can be moved', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house, { place: 'thuis' });
    const [file] = await asked(dossier, talkId, { place: 'thuis', camera: 'niet_gemeld' });
    const { rules } = file.requests[0]!;
    expect(rules.verdict).toBe('ONBEHOORLIJK');
    expect(rules.duties.map(({ code }) => code)).toEqual(expect.arrayContaining(['CAMERA-MELDEN', 'ANDERE-LOCATIE']));
    const moved = await dossier.table.move(talkId, 'kantoor', 'Camera in de kamer', asking);
    expect(moved.plan!.place).toBe('kantoor');
    const [again] = await asked(dossier, talkId);
    expect(again.requests[1]!.rules.verdict).toBe('TOEGESTAAN_MITS');
  });
});

describe('a refusal', () => {
  it('is not saved without reason, explanation, talk and alternative', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const [, request] = await asked(dossier, talkId);
    for (const missing of ['grounds', 'explanation', 'conversation', 'alternative'] as const)
      await expect(dossier.table.decide(talkId, request, { ...REFUSAL, [missing]: undefined }, asking)).rejects.toEqual(
        code('refusal-incomplete'),
      );
    const file = await dossier.table.decide(talkId, request, REFUSAL, asking);
    expect(file.requests[0]).toMatchObject({
      decision: { outcome: 'refused', decidedBy: 'Leidinggevende Wmo', rules: { verdict: 'TOEGESTAAN_MITS' } },
      alternative: { kind: 'companion', done: false },
    });
    expect(await dossier.table.hindrances(talkId)).toEqual(expect.arrayContaining([{ because: 'refused' }]));
    await expect(dossier.table.decide(talkId, request, REFUSAL, asking)).rejects.toEqual(code('request-decided'));
    const all = { all: true, organisations: [], subjects: [] };
    expect(await dossier.table.openRequests(all)).toMatchObject([{ talkId, request, waits: 'alternative' }]);
    expect(await dossier.table.openRequests({ ...all, all: false })).toEqual([]);
    const reopened = await dossier.table.reopen(talkId, request, 'Toch mogelijk', asking);
    expect(reopened.requests[0]).toMatchObject({ decision: null, alternative: null });
    await dossier.table.decide(talkId, request, { outcome: 'settled', decidedBy: 'Medewerker' }, asking);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('by a company needs no alternative: the rules of conduct are for public bodies', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house, {}, 'organisatie');
    const [, request] = await asked(dossier, talkId);
    const file = await dossier.table.decide(talkId, request, { outcome: 'refused', decidedBy: 'Teamleider' }, asking);
    expect(file.requests[0]!.decision!.rules!.verdict).toBe('TOEGESTAAN');
  });

  it('with a companion: the companion joins the talk', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const [, requestId] = await asked(dossier, talkId);
    await dossier.table.decide(talkId, requestId, REFUSAL, asking);
    await expect(dossier.table.draft(talkId, requestId, 'verslag', asking)).rejects.toEqual(code('alternative-other'));
    await expect(
      dossier.table.join(talkId, { part: 'representative', name: 'Gemachtigde', requestId }, asking),
    ).rejects.toEqual(code('words-malformed')); // a representative shows by what
    const person = { part: 'representative', name: 'Gemachtigde', mandate: 'machtiging gezien', requestId } as const;
    const file = await dossier.table.join(talkId, person, asking);
    expect(file.requests[0]!.alternative).toMatchObject({ done: true, companion: 'p3' });
    expect((await dossier.talk(talkId)).parties.map(({ name }) => name)).toContain('Gemachtigde');
    const found = await dossier.talks({ limit: 5, state: 'planned', search: 'gemachtigde' });
    expect(found.items.map(({ id }) => id)).toEqual([talkId]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('with the office recording: agreed, recorded, listened to', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const [, request] = await asked(dossier, talkId);
    await dossier.table.decide(talkId, request, { ...REFUSAL, alternative: 'office-records' }, asking);
    await expect(dossier.table.holdListening(talkId, request, '', asking)).rejects.toEqual(
      code('listening-not-planned'),
    );
    await dossier.table.planListening(talkId, request, house.time + 86_400_000, 'Luisterkamer stadhuis', asking);
    await expect(dossier.table.holdListening(talkId, request, '', asking)).rejects.toEqual(code('nothing-recorded'));
    expect((await dossier.table.agree(talkId, asking)).agreement!.lines[0]!.nl).toBe('De organisatie neemt op.');
    await record(house, talkId);
    const file = await dossier.table.holdListening(talkId, request, 'geheel beluisterd', asking);
    expect(file.requests[0]!.alternative).toMatchObject({ done: true, listening: { note: 'geheel beluisterd' } });
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('with a written account: draft, remarks beside it, final', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const [, request] = await asked(dossier, talkId);
    await dossier.table.decide(talkId, request, { ...REFUSAL, alternative: 'written-account' }, asking);
    await expect(dossier.table.settleAccount(talkId, request, asking)).rejects.toEqual(code('account-empty'));
    await dossier.table.draft(talkId, request, 'Wij spraken af dat …', asking);
    await dossier.table.remark(talkId, request, 'Inwoner Één', 'Er is ook over vervoer gesproken.', asking);
    await dossier.table.draft(talkId, request, 'Wij spraken af dat … En over vervoer.', asking);
    const { requests } = await dossier.table.settleAccount(talkId, request, asking);
    const { account, done } = requests[0]!.alternative!;
    expect(done).toBe(true);
    expect(account).toMatchObject({
      drafts: [{}, {}],
      remarks: [{ by: 'Inwoner Één' }],
      final: { draft: account!.drafts[1]!.id },
    });
    await expect(dossier.table.draft(talkId, request, 'nog wat', asking)).rejects.toEqual(code('account-final'));
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('who objected', () => {
  it('stops a talk, by number and by name, until a named person says why not', async () => {
    const house = await newHouse();
    const { dossier, organisationId, talkId } = await table(house);
    const byNumber = { name: null, number: '06-12345678', note: 'aan de balie gezegd' };
    const other = await dossier.objections.register(organisationId, byNumber, asking); // of nobody here: +31
    expect((await dossier.table.hindrances(talkId)).map((one) => one.because)).not.toContain('objection');
    const byName = { name: 'inwoner  één', number: null, note: '' };
    const { id } = await dossier.objections.register(organisationId, byName, { actor: 'cli', once: 'o1' });
    expect((await dossier.objections.register(organisationId, byName, { actor: 'cli', once: 'o1' })).id).toBe(id);
    expect(await dossier.table.hindrances(talkId)).toContainEqual({
      because: 'objection',
      objectionId: id,
      participant: 'p1',
      since: house.time,
    });
    expect(await dossier.objections.against(organisationId, [{ aor: 'tel:+31612345678' }])).toEqual([other.id]);
    expect(await dossier.objections.against('another', [{ aor: 'tel:+31612345678' }])).toEqual([]);
    await expect(dossier.table.lift(talkId, 'nothing', 'x', 'y', asking)).rejects.toEqual(code('objection-not-found'));
    await dossier.table.lift(talkId, id, 'Een naamgenoot: dit is iemand anders.', 'Medewerker', asking);
    expect((await dossier.table.hindrances(talkId)).map((one) => one.because)).not.toContain('objection');
    const rows = await meddle(house.database, 'select * from objection');
    expect(JSON.stringify(rows.map(({ sealed, ...row }) => row))).not.toMatch(/12345678|inwoner/i);
    await dossier.objections.withdraw(organisationId, id, 'cli');
    await expect(dossier.objections.withdraw(organisationId, id, 'cli')).rejects.toEqual(code('objection-not-found'));
    expect((await dossier.objections.list(organisationId)).map((one) => one.id)).toEqual([other.id]);
    await expect(house.vault.keys.get(id)).rejects.toMatchObject({ code: 'key-missing' });
    expect(await problemsOf(dossier)).toEqual([]);
    await meddle(house.database, 'update objection set ended_at = ? where id = ?', [1, other.id]);
    expect(await problemsOf(dossier)).toHaveLength(1);
  });
});

describe('what comes in and goes wrong', () => {
  it('a recording by who took no part is not kept; a covert one by a participant is', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const offer = { from: 'Inwoner Één', told: false, words: 'op de telefoon gemaakt' };
    const covert = await dossier.table.offer(talkId, { ...offer, provenance: 'participant' }, asking);
    expect(covert.offers[0]).toMatchObject({ state: 'kept', rules: { verdict: 'ONBEHOORLIJK' } });
    const tapped = await dossier.table.offer(talkId, { ...offer, provenance: 'not-a-participant' }, asking);
    expect(tapped.offers[1]).toMatchObject({ state: 'referred', rules: { verdict: 'STRAFBAAR' } });
    const judgement = { decision: 'turn-away', why: 'afgeluisterd', decidedBy: 'FG' } as const;
    const judged = await dossier.table.judgeOffer(talkId, tapped.offers[1]!.id, judgement, asking);
    expect(judged.offers[1]).toMatchObject({ state: 'turn-away', judged: { decidedBy: 'FG' } });
    await expect(dossier.table.judgeOffer(talkId, covert.offers[0]!.id, judgement, asking)).rejects.toEqual(
      code('offer-settled'),
    );
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('misuse is routed and closed case by case', async () => {
    const house = await newHouse();
    const { dossier, talkId } = await table(house);
    const wrong = { about: 'resident', text: 'De opname staat online.', to: 'privacy-coordinator' } as const;
    const { reports } = await dossier.table.report(talkId, wrong, asking);
    const id = reports[0]!.id;
    await dossier.table.noteReport(talkId, id, 'Gebeld met de inwoner.', asking);
    await dossier.table.routeReport(talkId, id, 'dpo', 'Er staat een derde op.', asking);
    const closed = await dossier.table.closeReport(talkId, id, 'De inwoner haalde de opname weg.', asking);
    expect(closed.reports[0]).toMatchObject({
      to: 'dpo',
      notes: [{}, {}],
      closed: { text: 'De inwoner haalde de opname weg.' },
    });
    await expect(dossier.table.noteReport(talkId, id, 'x', asking)).rejects.toEqual(code('report-closed'));
  });

  it('a call that was not planned has no table', async () => {
    const house = await newHouse();
    const { dossier } = await table(house);
    const { talkId } = await dossier.recordings.begin(newTalk(house));
    await expect(dossier.table.register(talkId, WISH, asking)).rejects.toEqual(code('talk-not-at-table'));
  });
});

describe('the gate of a device', () => {
  it('counts the own rules of whose talk it is, and who objected', async () => {
    const house = await newHouse();
    const { dossier, organisationId, talkId } = await table(house);
    const facts = {
      date: '2026-03-02',
      organisations: [],
      situation: { opnemer: 'inwoner', wederpartij: 'gemeente', drager: 'beeld', gemeld: 'alle' },
      decisions: [],
    };
    const parties = [{ id: 'p1', name: 'Inwoner Één' }];
    expect(await dossier.deviceRecordings.mayStart(facts)).toMatchObject({ may: true });
    const theirs = await dossier.deviceRecordings.mayStart(facts, { organisationId, parties });
    expect(theirs).toMatchObject({ may: false, because: 'rules', verdict: 'VERBODEN' }); // no video here
    const sound = { ...facts, situation: { ...facts.situation, drager: 'geluid' } };
    expect(await dossier.deviceRecordings.mayStart(sound, { organisationId, parties })).toMatchObject({ may: true });
    await dossier.objections.register(organisationId, { name: 'Inwoner Één', number: null, note: '' }, asking);
    for (const comers of [
      { organisationId, parties },
      { planned: talkId, parties },
    ])
      expect(await dossier.deviceRecordings.mayStart(sound, comers)).toMatchObject({
        may: false,
        because: 'objection',
      });
  });
});
