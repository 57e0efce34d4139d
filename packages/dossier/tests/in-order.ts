/** An organisation whose house is in order: it may record. By the real acts, in the order in which a person does them. */
import type { Dossier, JudgedPlan, PlanContent, Sector } from '@woordelijk/dossier';

const asking = { actor: 'cli' } as const;
const BY = 'Privacy officer';

/** A plan for whatever comes in by telephone or at the table, for a lawful purpose of this sector. */
export function planContent(sector: Sector, changes: Partial<PlanContent> = {}): PlanContent {
  const basis = sector === 'organisatie' ? 'gerechtvaardigd_belang' : 'publieke_taak';
  return {
    name: 'Gesprekken',
    kinds: ['gewoon'],
    channels: ['phone', 'device'],
    lines: [],
    pattern: 'structureel',
    purposes: [
      {
        id: 'bewijs',
        goal: 'bewijs',
        words: { nl: 'om te kunnen bewijzen wat er is gezegd', en: 'so that it can be proved what was said' },
        basis: { counterpart: basis, staff: basis },
        necessity: 'Zonder opname staat het ene woord tegenover het andere.',
        alternatives: 'Een verslag geeft weer wat een van beiden begreep.',
        keep: { amount: 1, unit: 'years', from: 'talk', because: 'Zo lang kan er een klacht of procedure komen.' },
        roles: ['employee', 'manager', 'privacy-officer', 'privacy-coordinator', 'dpo'],
      },
    ],
    contents: [],
    ai: 'geen',
    dialConsent: 'nvt',
    destroyWithoutContract: false,
    bufferDays: null,
    excluded: [],
    elsewhere: { nl: 'Kom dan langs bij de balie.', en: 'Then come by our desk.' },
    contact: 'privacy@voorbeeld.example',
    ...changes,
  };
}

/** What a plan still needs, done by named persons. `today`: YYYY-MM-DD. */
export async function settlePlan(dossier: Dossier, plan: JudgedPlan, today: string): Promise<JudgedPlan> {
  const { recordingPlans } = dossier;
  const at = [plan.organisationId, plan.id] as const;
  for (const { questions, ...norm } of plan.openNorms) {
    const answers = questions.map(
      () => 'Afgewogen: het belang is echt, het kan niet met minder, en wie niet wil kan elders terecht.',
    );
    await recordingPlans.assess(...at, { ...norm, answers, outcome: 'positive', by: BY, on: today }, asking);
  }
  const signs = plan.impactSigns.filter(({ seen }) => seen).map(({ code }) => code);
  const done = signs.length > 0;
  const outcome = done ? 'De risico’s zijn klein genoeg.' : 'Geen van de tekenen past bij dit plan.';
  const impact = { signs, done, outcome, document: done ? 'DPIA 2026-1' : '', by: BY, on: today };
  await recordingPlans.recordImpact(...at, impact, asking);
  await recordingPlans.advise(...at, { agreed: true, advice: 'Kan zo.', by: BY }, asking);
  const scope = 'Opnemen van gesprekken, doelen en bewaartermijn';
  const council = { way: 'consent', on: today, document: 'Brief van de OR', scope, by: BY } as const;
  const heard = await recordingPlans.recordCouncil(...at, council, asking);
  return await recordingPlans.approve(...at, { by: BY, sha256: heard.wordsSha256 }, asking);
}

/** Puts an organisation's house in order: what it is to the law, whom to ask, and a live plan. */
export async function putInOrder(
  dossier: Dossier,
  organisationId: string,
  today: string,
  { sector = 'gemeente', ...changes }: Partial<PlanContent> & { sector?: Sector } = {},
): Promise<JudgedPlan> {
  await dossier.arrange(organisationId, sector, 'cli');
  const contact = {
    departmentId: null,
    duty: 'privacy-officer',
    name: BY,
    reach: 'privacy@voorbeeld.example',
  } as const;
  if ((await dossier.staff.contacts(organisationId)).length === 0)
    await dossier.staff.listContact(organisationId, contact, asking);
  const begun = await dossier.recordingPlans.begin(organisationId, planContent(sector, changes), asking);
  const settled = await settlePlan(dossier, begun, today);
  return await dossier.recordingPlans.goLive(organisationId, settled.id, asking);
}
