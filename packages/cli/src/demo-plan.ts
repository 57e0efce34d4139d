/** Example organisations put their house in order: by the acts that a person does on the page, in the same order. */
import type { Client, PlanContent, RecordingPlan } from '@woordelijk/api';
import { CliError } from './output.ts';

const BY = 'Privacy officer (voorbeeld)';
type Sector = 'gemeente' | 'overheid_anders' | 'organisatie';

const PURPOSE = {
  necessity: 'Zonder opname staat het ene woord tegenover het andere.',
  alternatives: 'Een verslag geeft weer wat een van beide kanten begreep; bij onenigheid is dat niet genoeg.',
  roles: ['employee', 'manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
} as const;

/** A company that also looks at how its talks go. */
export function withQuality(changes: Partial<PlanContent>): Partial<PlanContent> {
  const { purposes } = examplePlan('organisatie');
  const [evidence] = purposes;
  const quality = {
    ...evidence!,
    id: 'kwaliteit',
    goal: 'kwaliteit',
    words: {
      nl: 'om van een paar gelote gesprekken te leren hoe wij u beter kunnen helpen',
      en: 'to learn from a few talks, drawn by lot, how we can help you better',
    },
    necessity: 'Wie alleen vraagt hoe het ging, hoort niet hoe het ging.',
    alternatives: 'Meeluisteren op het moment zelf stoort, en is niet terug te horen met de medewerker.',
    keep: { amount: 3, unit: 'months', from: 'talk', because: 'Zo lang duurt een ronde van kijken en bespreken.' },
  } as const;
  return { ...changes, purposes: [...purposes, { ...quality, roles: ['manager'] }] };
}

/** A plan for telephone calls and talks at the table; `changes` say what is different. */
export function examplePlan(sector: Sector, changes: Partial<PlanContent> = {}): PlanContent {
  const basis = sector === 'organisatie' ? 'gerechtvaardigd_belang' : 'publieke_taak';
  const because =
    sector === 'organisatie' ? 'Zo lang kan er onenigheid of een klacht komen.' : 'Selectielijst: voorbeeld.';
  const purpose = (goal: string, nl: string, en: string): PlanContent['purposes'][number] => ({
    ...PURPOSE,
    roles: [...PURPOSE.roles],
    id: goal,
    goal,
    words: { nl, en },
    basis: { counterpart: basis, staff: basis },
    keep: { amount: 1, unit: 'years', from: 'talk', because },
  });
  return {
    name: 'Gesprekken (voorbeeld)',
    kinds: ['gewoon'],
    channels: ['phone', 'device'],
    lines: [],
    pattern: 'structureel',
    purposes: [
      purpose(
        'bewijs',
        'om later te kunnen bewijzen wat er is gezegd, als daar verschil van mening over komt',
        'so that it can be proved later what was said, if opinions differ',
      ),
      purpose(
        'afspraken',
        'om na te kunnen kijken wat wij met u hebben afgesproken',
        'so that we can look up what we agreed with you',
      ),
      purpose(
        'terugluisteren',
        'om het gesprek later samen met u terug te kunnen luisteren',
        'so that we can listen back to the talk with you later',
      ),
    ],
    contents: [],
    ai: 'geen',
    dialConsent: 'nvt',
    destroyWithoutContract: false,
    bufferDays: null,
    excluded: [],
    elsewhere: {
      nl: 'U kunt ook langskomen bij onze balie, daar nemen wij niet op.',
      en: 'You can also come by our desk, where we do not record.',
    },
    contact: 'privacy@voorbeeld.example',
    ...changes,
  };
}

/**
 * Gives an organisation a live plan, unless it has one. Rejects `plan-needs-person` where the command runs with a token:
 * who decides about recording is a person.
 */
export async function putInOrder(
  client: Client,
  organisationId: string,
  sector: Sector,
  changes: Partial<PlanContent> = {},
): Promise<void> {
  const params = { organisationId };
  const { items } = await client.listRecordingPlans({ params });
  if (items.some(({ live }) => live !== null)) return;
  try {
    await client.arrangeOrganisation({ params, body: { sector } });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'person-only')) throw cause;
    throw new CliError(
      'plan-needs-person',
      'This organisation has no live recording plan yet, so nothing would be recorded. Give the command once on the server itself.',
    );
  }
  const contact = {
    departmentId: null,
    duty: 'privacy-officer',
    name: BY,
    reach: 'privacy@voorbeeld.example',
  } as const;
  const { items: contacts } = await client.listContacts({ params });
  if (contacts.length === 0) await client.listContact({ params, body: contact });
  await settle(client, await client.beginRecordingPlan({ params, body: examplePlan(sector, changes) }));
}

/** Whatever a plan still asks of named persons; then it goes live. */
async function settle(client: Client, plan: RecordingPlan): Promise<void> {
  const params = { organisationId: plan.organisationId, planId: plan.id };
  const on = new Date().toISOString().slice(0, 10);
  for (const { questions, ...norm } of plan.openNorms) {
    const answers = questions.map(
      () => 'Voorbeeld: het belang is echt, het kan niet met minder, en wie niet wil kan bij de balie terecht.',
    );
    await client.assessPlan({ params, body: { ...norm, answers, outcome: 'positive', by: BY, on } });
  }
  const signs = plan.impactSigns.filter(({ seen }) => seen).map(({ code }) => code);
  const done = signs.length > 0;
  const outcome = done
    ? 'Voorbeeld: de risico’s zijn klein genoeg.'
    : 'Voorbeeld: geen van de tekenen past bij dit plan.';
  const document = done ? 'DPIA (voorbeeld)' : '';
  await client.recordImpact({ params, body: { signs, done, outcome, document, by: BY, on } });
  await client.advisePlan({ params, body: { agreed: true, advice: 'Voorbeeld: kan zo.', by: BY } });
  const scope = 'Opnemen van gesprekken: doelen, bewaartermijnen en wie mag luisteren';
  const council = { way: 'consent', on, document: 'Brief van de OR (voorbeeld)', scope, by: BY } as const;
  const { wordsSha256: sha256 } = await client.recordCouncil({ params, body: council });
  await client.approveTexts({ params, body: { by: BY, sha256 } });
  await client.putPlanLive({ params, body: {} });
}
