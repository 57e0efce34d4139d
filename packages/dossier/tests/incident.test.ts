import type { NewIncident, NewIncidentAssessment, NewProcessor } from '@woordelijk/dossier';
import { termInHours } from '@woordelijk/rules';
import { expect, it } from 'vitest';
import { clockOf } from '../src/incident/state.ts';
import { closedHouse, newHouse, problemsOf, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const HOUR = 3_600_000;
const asking = { actor: 'cli' } as const;

const breach = (awareAt: number): NewIncident => ({
  kind: 'breach',
  words: 'Een map met kopieën van opnamen stond open voor alle medewerkers.',
  found: 'Bij een steekproef',
  beganAt: awareAt - 48 * HOUR,
  endedAt: awareAt,
  awareAt,
  natures: ['confidentiality'],
  talks: [],
  by: 'Privacy officer',
});
const weighed: NewIncidentAssessment = {
  risk: 'high',
  why: 'Er stonden gesprekken over gezondheid bij.',
  people: { least: 10, most: 14 },
  data: ['voice', 'special'],
  consequences: 'Collega’s kunnen weten wat niet voor hen was.',
  measures: 'De map is dicht; wie er keek is gevraagd te zwijgen.',
  tellPeople: true,
  tellWhy: 'Het risico is hoog (AVG 34).',
  by: 'FG',
};

it('a data breach has 72 hours from awareness, counted in hours, and is closed when all is done that the law asks', async () => {
  const sent: { to: string; text: string }[] = [];
  const house = await closedHouse();
  const dossier = await house.open(undefined, { sendMail: async (mail) => void sent.push(mail) });
  const id = house.organisationId!;
  const dpo = { departmentId: null, duty: 'dpo', name: 'FG', reach: 'fg@voorbeeld.example' } as const;
  await dossier.staff.listContact(id, dpo, asking);
  const { incidents } = dossier;
  const aware = house.time - HOUR;
  const once = { actor: 'cli', once: 'sleutel' } as const;
  const made = await incidents.report(id, breach(aware), once);
  expect(made.clock).toEqual({ state: 'running', dueAt: termInHours(aware, 72) });
  expect((await incidents.report(id, breach(aware), once)).id).toBe(made.id);
  await dossier.settled();
  expect(sent.map(({ to }) => to).sort()).toEqual(['fg@voorbeeld.example', 'privacy@voorbeeld.example']);
  expect(sent[0]!.text).not.toContain('kopieën');
  await expect(incidents.close(id, made.id, { lessons: 'Niets', by: 'FG' }, asking)).rejects.toMatchObject({
    code: 'incident-not-settled',
  });
  await incidents.assess(id, made.id, weighed, asking);
  house.time = termInHours(aware, 72);
  expect((await incidents.one(id, made.id)).clock?.state).toBe('running');
  house.time += 1;
  expect((await incidents.one(id, made.id)).clock?.state).toBe('over');
  const telling = { who: 'authority', at: house.time, words: 'Meldnummer 12', lateWhy: null, by: 'FG' } as const;
  await expect(incidents.tell(id, made.id, telling, asking)).rejects.toMatchObject({ code: 'incident-malformed' });
  const late = await incidents.tell(id, made.id, { ...telling, lateWhy: 'Het logboek moest eerst.' }, asking);
  expect(late.clock?.state).toBe('late');
  const closing = { lessons: 'De map bestaat niet meer.', by: 'FG' };
  await expect(incidents.close(id, made.id, closing, asking)).rejects.toMatchObject({ code: 'incident-not-settled' });
  await incidents.tell(id, made.id, { ...telling, who: 'people', words: 'Brief aan allen' }, asking);
  const closed = await incidents.close(id, made.id, closing, asking);
  expect(closed).toMatchObject({ closed: { lessons: 'De map bestaat niet meer.' }, told: [{ who: 'authority' }, {}] });
  await expect(incidents.note(id, made.id, 'Nog iets', asking)).rejects.toMatchObject({ code: 'incident-closed' });
  expect(await problemsOf(dossier)).toEqual([]);
});

it('the clock stops when a named person finds a risk unlikely, and never runs for another breach of the rules', () => {
  const open = { kind: 'breach', awareAt: 0, assessments: [], told: [] } as const;
  const unlikely = { ...weighed, risk: 'unlikely', at: 1, actor: 'cli' } as const;
  expect(clockOf({ ...open, assessments: [unlikely] }, 100 * HOUR)?.state).toBe('not-needed');
  const risk = { ...unlikely, risk: 'risk' } as const;
  expect(clockOf({ ...open, assessments: [unlikely, risk] }, 100 * HOUR)?.state).toBe('over');
  expect(clockOf({ ...open, kind: 'rule' }, 100 * HOUR)).toBeNull();
});

it('a report that cannot be is refused', async () => {
  const { dossier, organisationId, time } = await newHouse();
  const refused = async (changes: Partial<NewIncident>) =>
    await expect(
      dossier.incidents.report(organisationId!, { ...breach(time), ...changes }, asking),
    ).rejects.toMatchObject({ code: 'incident-malformed' });
  await refused({ awareAt: time + 1 });
  await refused({ beganAt: time, awareAt: time - 1 });
  await refused({ endedAt: time - 1000 * HOUR });
  await refused({ natures: [] });
  await refused({ words: ' ' });
  await expect(
    dossier.incidents.report(organisationId!, { ...breach(time), talks: ['nergens'] }, asking),
  ).rejects.toMatchObject({ code: 'talk-not-found' });
});

it('the register of processors says what an agreement lacks, and stands in the register of processing', async () => {
  const house = await newHouse();
  const { dossier } = house;
  const { processors, recordingPlans } = dossier;
  const { id } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
  const plan = await putInOrder(dossier, id, TODAY, { sector: 'organisatie' });
  const processor: NewProcessor = {
    name: 'Hosting Voorbeeld',
    does: 'beheert de server waarop opnamen staan',
    plans: [plan.id],
    place: 'eea',
    placeWords: '',
    agreedOn: null,
    document: '',
    clauses: [],
    subProcessors: '',
    breachWords: 'Binnen 24 uur, aan het privacyloket.',
    reviewOn: '2027-03-02',
    owner: 'Privacy officer',
  };
  const made = await processors.add(id, processor, asking);
  expect(made.missing.map(({ code }) => code)).toEqual(['no-agreement']);
  const half = await processors.change(
    id,
    made.id,
    { ...processor, agreedOn: '2026-01-05', document: 'Map 3', clauses: ['audit'] },
    asking,
  );
  expect(half.missing).toHaveLength(7);
  const clauses = [
    'instructions',
    'confidentiality',
    'security',
    'sub-processors',
    'rights',
    'duties',
    'end',
    'audit',
  ] as const;
  const whole = { ...processor, agreedOn: '2026-01-05', document: 'Map 3', clauses };
  expect((await processors.change(id, made.id, whole, asking)).missing).toEqual([]);
  expect((await processors.change(id, made.id, { ...whole, place: 'safeguards' }, asking)).missing[0]?.code).toBe(
    'transfer',
  );
  await processors.change(id, made.id, whole, asking);
  expect((await recordingPlans.register(id))[0]!.recipients).toContain(
    'verwerker Hosting Voorbeeld (beheert de server waarop opnamen staan), overeenkomst van 2026-01-05, gegevens binnen de EER',
  );
  house.time = Date.UTC(2027, 2, 3);
  expect((await processors.list(id))[0]!.missing.map(({ code }) => code)).toEqual(['review']);
  await processors.end(id, made.id, { on: '2027-03-03', why: 'Overgestapt' }, asking);
  expect((await processors.list(id))[0]).toMatchObject({ ended: { why: 'Overgestapt' }, missing: [] });
  await expect(processors.change(id, made.id, whole, asking)).rejects.toMatchObject({ code: 'processor-not-found' });
  await expect(processors.add(id, { ...processor, plans: ['x'] }, asking)).rejects.toMatchObject({
    code: 'processor-malformed',
  });
  expect((await recordingPlans.register(id))[0]!.recipients).toHaveLength(1);
  expect(await problemsOf(dossier)).toEqual([]);
});
