import type { Purpose, Standing } from '@woordelijk/dossier';
import { rules, verifyReceipt } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import { newHouse, newTalk, problemsOf, storedTalk, type TestHouse } from './house.ts';
import { planContent, putInOrder, settlePlan } from './in-order.ts';

const asking = { actor: 'cli' } as const;
const TODAY = '2026-03-02';

async function company() {
  const house = await newHouse();
  const { dossier } = house;
  const { id } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
  await dossier.arrange(id, 'organisatie', 'cli');
  return { house, dossier, id, plans: dossier.recordingPlans };
}
const codes = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code);

describe('a recording plan', () => {
  it('tells what is missing, who must act, and goes live when the rules find nothing more', async () => {
    const { house, plans, id, dossier } = await company();
    const content = planContent('organisatie');
    const empty = {
      ...content,
      elsewhere: { nl: '', en: '' },
      purposes: content.purposes.map((one) => ({ ...one, keep: null })),
    };
    const begun = await plans.begin(id, empty, asking);
    expect(codes(begun)).toEqual(
      expect.arrayContaining(['elsewhere', 'term', 'lia', 'council', 'impact', 'privacy-contact', 'advice', 'texts']),
    );
    expect(begun.findings.find(({ code }) => code === 'lia')).toMatchObject({
      purpose: 'bewijs',
      person: 'counterpart',
      for: 'privacy',
    });
    await expect(plans.goLive(id, begun.id, asking)).rejects.toMatchObject({ code: 'recording-plan-not-in-order' });

    await plans.draft(id, begun.id, content, asking);
    const settled = await settlePlan(dossier, await plans.one(id, begun.id), TODAY);
    expect(settled.findings).toEqual([]);
    const live = await plans.goLive(id, begun.id, asking);
    expect(live).toMatchObject({ state: 'live', changed: false, live: { number: 1, until: null } });
    for (const answer of live.live!.rules) expect(verifyReceipt(rules, answer.receipt)).toEqual({ ok: true });
    expect(live.live!.texts.find(({ code }) => code === 'spoken')?.nl).toBe(
      'Bedrijf Voorbeeld neemt dit gesprek op om te kunnen bewijzen wat er is gezegd. Wij bewaren de opname tot 1 jaar na het gesprek. U mag een kopie vragen, en bezwaar maken tegen de opname. Wilt u niet dat wij opnemen? Zeg het dan nu. Kom dan langs bij de balie. Meer weten: privacy@voorbeeld.example.',
    );
    const [line, ...more] = await plans.register(id);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      version: live.live!.id,
      responsible: 'Bedrijf Voorbeeld',
      purposes: ['om te kunnen bewijzen wat er is gezegd'],
      terms: ['om te kunnen bewijzen wat er is gezegd: 1 jaar na het gesprek'],
    });
    expect(line!.balancing).toHaveLength(2);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('says why words are vague, and what could be said instead', async () => {
    const { plans, id } = await company();
    const content = planContent('organisatie');
    for (const nl of ['voor servicedoeleinden', 'voor trainings- en kwaliteitsdoeleinden']) {
      const purposes = content.purposes.map((one) => ({ ...one, words: { nl, en: 'to talk' } }));
      const { findings } = await plans.begin(id, { ...content, purposes }, asking);
      const vague = findings.find(({ code }) => code === 'vague')!;
      expect(vague.because.nl).toContain(nl.includes('service') ? 'servicedoel' : 'trainings- en kwaliteit');
      expect(vague.better.length).toBeGreaterThan(0);
      expect(vague.sources).toContain('AVG 5 lid 1 b');
    }
  });

  it('asks the council and the balancing again when purpose or term change; what is live stays as it was', async () => {
    const { plans, id, dossier } = await company();
    const live = await putInOrder(dossier, id, TODAY, { sector: 'organisatie' });
    const purposes = live.content.purposes.map((one) => ({ ...one, keep: { ...one.keep!, amount: 2 } }));
    const changed = await plans.draft(id, live.id, { ...live.content, purposes }, asking);
    expect(codes(changed)).toEqual(expect.arrayContaining(['council-stale', 'assessment-stale', 'texts-stale']));
    expect(changed.live!.content.purposes[0]!.keep!.amount).toBe(1);
    const again = await settlePlan(dossier, changed, TODAY);
    const second = await plans.goLive(id, again.id, asking);
    expect(second.versions.map(({ number, until }) => [number, until !== null])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('refuses a balancing test for a public task, and knows the term of nullity', async () => {
    const { plans, id, dossier } = await company();
    await dossier.arrange(id, 'gemeente', 'cli');
    const plan = await plans.begin(id, planContent('organisatie'), asking);
    expect(plan.findings.find(({ code }) => code === 'basis')?.because.nl).toContain('overheid');
    const lia = {
      purpose: 'bewijs',
      person: 'counterpart',
      kind: 'lia',
      answers: ['a', 'b', 'c', 'd'],
      outcome: 'positive',
      by: 'Jurist',
      on: TODAY,
    } as const;
    await expect(plans.assess(id, plan.id, lia, asking)).rejects.toMatchObject({ code: 'assessment-not-fitting' });
    const asked = { way: 'asked', on: TODAY, document: 'Verzoek', scope: 'Alles', by: 'Directie' } as const;
    const heard = await plans.recordCouncil(id, plan.id, asked, asking);
    expect(heard.council).toMatchObject({ nullityUntil: '2026-04-02' });
    expect(codes(heard)).toContain('council');
  });

  it('lets no two plans hold for the same talks, and approves only the words that were read', async () => {
    const { plans, id, dossier } = await company();
    const first = await putInOrder(dossier, id, TODAY, { sector: 'organisatie' });
    const second = await plans.begin(id, planContent('organisatie', { name: 'Nog een' }), asking);
    expect(codes(second)).toContain('overlap');
    await expect(
      plans.approve(id, second.id, { by: 'Directie', sha256: '0'.repeat(64) }, asking),
    ).rejects.toMatchObject({ code: 'texts-changed' });
    const ended = await plans.end(id, first.id, 'Niet meer nodig', asking);
    expect(ended).toMatchObject({ state: 'ended', live: null });
    expect(codes(await plans.one(id, second.id))).not.toContain('overlap');
  });

  it('has templates that need only what a person must judge', async () => {
    const { plans, id, dossier } = await company();
    await dossier.arrange(id, 'gemeente', 'cli');
    const contact = { departmentId: null, duty: 'dpo', name: 'FG', reach: 'fg@voorbeeld.example' } as const;
    await dossier.staff.listContact(id, contact, asking);
    const template = (await plans.templates(id)).find(({ code }) => code === 'at-request')!;
    const begun = await plans.begin(id, template.content, asking);
    expect(codes(begun).sort()).toEqual([
      'advice',
      'council',
      'impact',
      'necessity',
      'necessity',
      'necessity',
      'necessity',
      'term-reason',
      'term-reason',
      'texts',
    ]);
  });
});

describe('the gate of a call', () => {
  const called = (house: TestHouse, changes: object = {}) =>
    newTalk(house, { lines: ['sip:+999800100@pbx.example'], ...changes });

  it('stays shut without a live plan, opens with one, and shuts when it ends; each recording names its version', async () => {
    const { house, dossier, id, plans } = await company();
    const { recordings } = dossier;
    await dossier.addLine(id, '+999800100', 'cli');
    expect(await recordings.whyUnrecorded(called(house))).toEqual({ because: 'no-plan', objections: [] });
    await expect(recordings.begin(called(house))).rejects.toMatchObject({ code: 'no-live-plan' });
    const { talkId } = await recordings.unrecorded(called(house), { because: 'no-plan', objections: [] });
    expect(await dossier.talk(talkId)).toMatchObject({ state: 'unrecorded', ending: 'no-plan', recordingId: null });

    const plan = await putInOrder(dossier, id, TODAY, { sector: 'organisatie' });
    expect(await recordings.whyUnrecorded(called(house))).toBeUndefined();
    const begun = await recordings.begin(called(house));
    expect(await plans.ofTalk(begun.talkId)).toMatchObject({ id: plan.live!.id, number: 1 });
    expect(await plans.ofTalk(talkId)).toBeUndefined();

    house.time += 60_000;
    await plans.end(id, plan.id, 'Wij stoppen met opnemen', asking);
    house.time += 60_000;
    expect(await recordings.whyUnrecorded(called(house))).toMatchObject({ because: 'no-plan' });
    expect(await plans.ofTalk(begun.talkId)).toMatchObject({ id: plan.live!.id, until: house.time - 60_000 });
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('records no line that is excluded, and no line that another plan does not name', async () => {
    const { house, dossier, id } = await company();
    for (const line of ['+999800100', '+999800101', '+999800102']) await dossier.addLine(id, line, 'cli');
    const excluded = [{ line: '+999612345678', because: 'Privételefoon van een medewerker' }];
    await putInOrder(dossier, id, TODAY, { sector: 'organisatie', lines: ['+999800100', '+999800102'], excluded });
    const why = async (line: string, parties: object[] = []) =>
      (await dossier.recordings.whyUnrecorded(called(house, { lines: [`sip:${line}@pbx.example`], parties })))?.because;
    expect(await why('+999800100')).toBeUndefined();
    expect(await why('+999800101')).toBe('no-plan');
    expect(await why('+999800102', [{ id: 'p', aor: 'tel:+999612345678' }])).toBe('excluded');
  });

  it('knows no plan of another organisation, and none for who belongs to nobody', async () => {
    const { house, dossier } = await company();
    await putInOrder(dossier, house.organisationId!, TODAY, {
      name: 'Tweede',
      kinds: ['mediation'],
      channels: ['device'],
    });
    expect(await dossier.recordings.whyUnrecorded(called(house))).toMatchObject({ because: 'no-plan' });
  });
});

describe('the purpose lock', () => {
  const manager = { accountId: null, seats: [{ role: 'manager', organisationId: null, departmentId: null }] } as const;
  const operator = {
    accountId: null,
    seats: [{ role: 'operator', organisationId: null, departmentId: null }],
  } as const;
  const refused = { code: 'purpose-not-announced' };

  it('lets a recording be used for what was announced and what is related, refuses the rest, and asks a named person', async () => {
    const { house, dossier, id, plans } = await company();
    await dossier.addLine(id, '+999800100', 'cli');
    const plan = await putInOrder(dossier, id, TODAY, { sector: 'organisatie' }); // for evidence
    const { talkId } = await storedTalk(house, 1, { lines: ['sip:+999800100@pbx.example'] });
    const hear = (purpose: Purpose, who: Standing = manager) => dossier.admit(who, 'talk.hear', { talkId }, purpose);
    expect(await hear('evidence')).toBe('evidence');
    expect(await hear('agreements')).toBe('agreements'); // directly related, and told in the privacy statement
    expect(plan.live!.texts.find(({ code }) => code === 'privacy-statement')!.nl).toContain('afspraken');
    expect(await hear('complaint')).toBe('complaint');
    await expect(hear('training')).rejects.toMatchObject(refused);
    await expect(hear('training', operator)).rejects.toMatchObject(refused); // whoever holds the keys too
    await expect(dossier.admit(manager, 'talk.copy', { talkId }, 'quality')).rejects.toMatchObject(refused);
    const use = { answers: ['Verband', 'Verwachting', 'Gevolgen'], outcome: 'positive', by: 'FG', on: TODAY } as const;
    // Training staff is unrelated to evidence: no judgement opens that. Writing an account is for a person to weigh.
    await expect(plans.judgeUse(id, plan.id, { ...use, goal: 'training' }, asking)).rejects.toMatchObject({
      code: 'assessment-not-fitting',
    });
    await expect(hear('account')).rejects.toMatchObject(refused);
    const uses = async (who: Standing = manager) => {
      const { announced, usual, purposes } = await plans.purposes(talkId, who);
      const by = (wanted: (one: (typeof purposes)[number]) => boolean) =>
        purposes.filter(wanted).map(({ purpose }) => purpose);
      return { announced, usual, open: by(({ hear }) => hear), ask: by(({ askable }) => askable), purposes };
    };
    const before = await uses();
    expect(before).toMatchObject({
      announced: [{ nl: 'om te kunnen bewijzen wat er is gezegd' }],
      usual: 'request',
      open: ['request', 'complaint', 'evidence', 'agreements'],
      ask: ['account'],
    });
    const training = before.purposes.find(({ purpose }) => purpose === 'training')!;
    expect(training.refused?.nl).toMatch(/mag niet worden gebruikt voor training\..*hangt niet samen.*nieuwe opnamen/);
    const found = async (purpose: Purpose, who: Standing = manager) =>
      (await dossier.talks({ limit: 5, use: { purpose, who } })).items.map((one) => one.id);
    expect([await found('evidence'), await found('training'), await found('account')]).toEqual([[talkId], [], []]);
    await expect(found('archive')).rejects.toMatchObject({ code: 'not-allowed' });
    await plans.judgeUse(id, plan.id, { ...use, goal: 'verslag' }, asking);
    expect(await hear('account')).toBe('account');
    expect((await uses()).purposes.find(({ purpose }) => purpose === 'account')).toMatchObject({
      hear: true,
      tell: true,
    });
    expect(await found('account')).toEqual([talkId]);
    // What was judged against these words says nothing of a recording that was announced for something else.
    const [evidence] = plan.content.purposes;
    const also = {
      ...evidence!,
      id: 'klacht',
      goal: 'klacht',
      words: { nl: 'om klachten af te handelen', en: 'for complaints' },
    };
    const changed = await plans.draft(id, plan.id, { ...plan.content, purposes: [evidence!, also] }, asking);
    house.time += 1000;
    const second = await plans.goLive(id, (await settlePlan(dossier, changed, TODAY)).id, asking);
    const later = await storedTalk(house, 1, { lines: ['sip:+999800100@pbx.example'] });
    await expect(dossier.admit(manager, 'talk.hear', { talkId: later.talkId }, 'account')).rejects.toMatchObject(
      refused,
    );
    expect(await hear('account')).toBe('account');
    expect(second.otherUses.find(({ goal }) => goal === 'verslag')).toMatchObject({ state: 'judge' });
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('opens only to the roles that the plan names', async () => {
    const { house, dossier, id } = await company();
    await dossier.addLine(id, '+999800100', 'cli');
    const { purposes } = planContent('organisatie');
    await putInOrder(dossier, id, TODAY, {
      sector: 'organisatie',
      purposes: purposes.map((one) => ({ ...one, roles: ['dpo'] })),
    });
    const { talkId } = await storedTalk(house, 1, { lines: ['sip:+999800100@pbx.example'] });
    await expect(dossier.admit(manager, 'talk.hear', { talkId }, 'evidence')).rejects.toMatchObject(refused);
    expect(await dossier.admit(manager, 'talk.hear', { talkId }, 'request')).toBe('request');
  });
});
