/** A lively municipality and a company to look at: people, talks on the calendar in every state, registers, and calls. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, RoleName, TalkFile } from '@woordelijk/api';
import { ownRulesFile, rules } from '@woordelijk/rules';
import { openCaller } from '@woordelijk/telephony/caller';
import { putInOrder, withQuality } from './demo-plan.ts';
import { CliError, say } from './output.ts';

const TOWN = 'Gemeente Voorbeeld';
const COMPANY = 'Energiebedrijf Voorbeeld';
const DAY_MS = 86_400_000;
const OBJECTOR = '+999612340404';

interface Place {
  readonly client: Client;
  readonly organisationId: string;
  /** Ids by name. */
  readonly departments: Readonly<Record<string, string>>;
}

/** Fills the running server. Throws `demo-there` where it was done before. */
export async function demoData(client: Client): Promise<unknown> {
  const { items } = await client.listOrganisations();
  if (items.some(({ name }) => name === TOWN || name === COMPANY))
    throw new CliError('demo-there', `${TOWN} is there already. Use a fresh data folder: --data or WOORDELIJK_DATA.`);
  const town = await makeTown(client);
  const company = await makeCompany(client);
  const talks = await talksOf(town);
  await calls(client);
  await afterwards(town);
  await lookBack(company);
  say('Done. Open the pages and look at Gesprekken, and at all that stands under Menu.');
  return { organisations: [town.organisationId, company.organisationId], plannedTalks: talks };
}

async function makeTown(client: Client): Promise<Place> {
  say(`${TOWN}: departments, people, rules as 's-Hertogenbosch published them …`);
  const place = await makeOrganisation(client, TOWN, 'gemeente', ['Wmo', 'Werk en inkomen', 'Belastingen']);
  const { organisationId, departments } = place;
  const params = { organisationId };
  await client.adoptOwnRules({ params, body: houseRules() as Record<string, unknown> });
  await client.addLine({ body: { organisationId, key: '+999800100', departmentId: departments.Wmo! } });
  await client.addLine({ body: { organisationId, key: '+999800200', departmentId: departments['Werk en inkomen']! } });
  const roles: readonly (readonly [string, RoleName, string | null])[] = [
    ['Klantmanager Wmo', 'employee', 'Wmo'],
    ['Teamleider Wmo', 'manager', 'Wmo'],
    ['Consulent inkomen', 'employee', 'Werk en inkomen'],
    ['Privacycoördinator', 'privacy-coordinator', null],
    ['Functionaris gegevensbescherming', 'dpo', null],
    ['Lid ondernemingsraad', 'works-council', null],
    ['Archivaris', 'archivist', null],
    ['Functioneel beheerder', 'administrator', null],
  ];
  for (const [name, role, department] of roles) {
    const departmentId = department === null ? null : departments[department]!;
    await client.invite({ params, body: { name, posts: [{ role, departmentId }] } });
  }
  for (const [duty, name, department] of [
    ['dpo', 'Functionaris gegevensbescherming', null],
    ['privacy-coordinator', 'Privacycoördinator', null],
    ['privacy-contact', 'Aanspreekpunt Wmo', 'Wmo'],
    ['privacy-contact', 'Aanspreekpunt inkomen', 'Werk en inkomen'],
  ] as const) {
    const departmentId = department === null ? null : departments[department]!;
    await client.listContact({ params, body: { duty, name, departmentId, reach: 'privacy@voorbeeld.example' } });
  }
  await putInOrder(client, organisationId, 'gemeente');
  const said = { name: null, number: OBJECTOR, note: 'Per brief, binnengekomen bij de balie' };
  await client.registerObjection({ params, body: said });
  await client.registerObjection({
    params,
    body: { name: 'Inwoner Bezwaar', number: null, note: 'Gezegd bij de intake' },
  });
  const words = 'In deze spreekkamer kan een gesprek worden opgenomen. Wij zeggen het u altijd vooraf.';
  await client.placeSign({ params, body: { place: 'Spreekkamers begane grond', since: day(-30), words } });
  for (const text of [
    'Mag ik het keukentafelgesprek opnemen op mijn telefoon?',
    'Hoe lang bewaart de gemeente een opname van mijn gesprek?',
  ])
    await client.askQuestion({ body: { text, organisationId } });
  const asked = (await client.listQuestions()).items.find(({ text }) => text.includes('keukentafel'));
  if (asked !== undefined)
    await client.answerQuestion({
      params: { questionId: asked.id },
      body: {
        publishedQuestion: 'Mag ik mijn gesprek met de gemeente opnemen?',
        answer: 'Ja. Zeg het vooraf, dan leggen wij samen de afspraken vast.',
      },
    });
  return place;
}

async function makeCompany(client: Client): Promise<Place> {
  say(`${COMPANY}: a company, whose talks nobody of the municipality sees …`);
  const place = await makeOrganisation(client, COMPANY, 'organisatie', ['Klantenservice']);
  const { organisationId, departments } = place;
  const departmentId = departments.Klantenservice!;
  await client.addLine({ body: { organisationId, key: '+999800300', departmentId } });
  await putInOrder(client, organisationId, 'organisatie', withQuality({ name: 'Klantgesprekken (voorbeeld)' }));
  const params = { organisationId };
  await client.invite({
    params,
    body: { name: 'Medewerker klantenservice', posts: [{ role: 'employee', departmentId }] },
  });
  const talkId = await plan(place, 'Klantenservice', 'Klant Eén', 0, {
    subject: 'Klacht over de rekening',
    place: 'telefoon',
  });
  await ask(client, talkId, { place: 'telefoon' });
  return place;
}

async function makeOrganisation(
  client: Client,
  name: string,
  sector: 'gemeente' | 'organisatie',
  departmentNames: readonly string[],
): Promise<Place> {
  const { id: organisationId } = await client.addOrganisation({ body: { name } });
  await client.arrangeOrganisation({ params: { organisationId }, body: { sector } });
  const departments: Record<string, string> = {};
  for (const one of departmentNames)
    departments[one] = (await client.addDepartment({ params: { organisationId }, body: { name: one } })).id;
  return { client, organisationId, departments };
}

/** One talk in each state that a page can show. */
async function talksOf(town: Place): Promise<number> {
  say('Talks on the calendar: asked, granted, agreed, refused with each alternative, stopped by an objection …');
  const { client } = town;
  const decidedBy = 'Teamleider Wmo';
  await plan(town, 'Belastingen', 'Inwoner Nul', 3, { subject: 'Kwijtschelding' });
  const asked = await plan(town, 'Wmo', 'Inwoner Eén', 1, { subject: 'Hulp bij het huishouden' });
  await ask(client, asked, { reason: 'Om het thuis rustig na te luisteren' });
  const camera = await plan(town, 'Wmo', 'Inwoner Twee', 1, { subject: 'Keukentafelgesprek', place: 'thuis' });
  await ask(client, camera, { place: 'thuis', camera: 'niet_gemeld' });
  const ready = await plan(town, 'Werk en inkomen', 'Inwoner Drie', 0, { subject: 'Aanvraag bijstand' });
  await agreed(client, ready, (await ask(client, ready)).requests[0]!.id, decidedBy);
  const objected = await plan(town, 'Wmo', 'Inwoner Bezwaar', 2, { subject: 'Herindicatie' });
  await ask(client, objected, { recorder: 'office' });
  for (const [n, alternative] of (['companion', 'office-records', 'written-account'] as const).entries()) {
    const talkId = await plan(town, 'Wmo', `Inwoner ${['Vier', 'Vijf', 'Zes'][n]}`, n + 1, {
      subject: 'Gesprek over het gezin',
    });
    const requestId = (await ask(client, talkId)).requests[0]!.id;
    const params = { talkId, requestId };
    await client.decideRequest({
      params,
      body: {
        outcome: 'refused',
        grounds: 'Er worden gegevens van een ander kind besproken.',
        explanation: 'Aan tafel uitgelegd, met voorbeelden.',
        conversation: 'De inwoner wil het gesprek rustig kunnen nalezen.',
        alternative,
        decidedBy,
      },
    });
    if (alternative === 'companion')
      await client.joinTalk({
        params: { talkId },
        body: { part: 'representative', name: 'Gemachtigde', mandate: 'Schriftelijke machtiging gezien', requestId },
      });
    if (alternative === 'office-records')
      await client.planListening({ params, body: { at: moment(7), place: 'Luisterkamer stadhuis' } });
    if (alternative === 'written-account') {
      await client.draftAccount({
        params,
        body: { text: 'Wij spraken over de hulp thuis en over het vervoer naar school.' },
      });
      await client.remarkAccount({
        params,
        body: { by: 'Inwoner Zes', text: 'De afspraak over maandag ontbreekt nog.' },
      });
    }
  }
  const misuse = {
    about: 'resident',
    text: 'Een deel van de opname staat op internet.',
    to: 'privacy-coordinator',
  } as const;
  await client.reportMisuse({ params: { talkId: ready }, body: misuse });
  const offered = {
    from: 'Inwoner Drie',
    provenance: 'not-a-participant',
    told: false,
    words: 'Door een buur gemaakt.',
  } as const;
  await client.offerRecording({ params: { talkId: ready }, body: offered });
  return 9;
}

async function plan(
  { client, organisationId, departments }: Place,
  department: string,
  resident: string,
  days: number,
  { subject, place = 'kantoor' }: { subject: string; place?: string },
): Promise<string> {
  const talk = await client.planTalk({
    params: { organisationId },
    body: {
      plannedAt: moment(days),
      kind: 'gewoon',
      place,
      subject,
      departmentIds: [departments[department]!],
      participants: [
        { part: 'resident', name: resident },
        { part: 'official', name: `Medewerker ${department}` },
      ],
    },
  });
  return talk.id;
}

async function ask(
  client: Client,
  talkId: string,
  wish: { place?: string; camera?: string; recorder?: 'office'; reason?: string } = {},
): Promise<TalkFile> {
  const usual = { by: 'p1', recorder: 'resident', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
  return await client.registerRequest({ params: { talkId }, body: { ...usual, ...wish } });
}

async function agreed(client: Client, talkId: string, requestId: string, decidedBy: string): Promise<void> {
  const params = { talkId };
  await client.decideRequest({ params: { talkId, requestId }, body: { outcome: 'granted', decidedBy } });
  await client.makeAgreement({ params, body: {} });
  for (const [participant, name] of [
    ['p1', 'Inwoner Drie'],
    ['p2', 'Medewerker Werk en inkomen'],
  ] as const)
    await client.confirmAgreement({ params, body: { participant, name } });
  const to = ['p1', 'p2'];
  await client.giveNotice({ params, body: { to, code: 'resident-records', language: 'nl', how: 'spoken' } });
}

/** Calls at the lines of both, one of them of somebody who objected: answered, and not recorded. */
async function calls(client: Client): Promise<void> {
  const address = (await client.getServer()).sip.find((one) => one.startsWith('udp:'))?.slice('udp:'.length);
  if (address === undefined) return say('The server takes no calls over UDP, so there are none among the examples.');
  say('Calls at the lines of both, of ten seconds …');
  const voices = join(import.meta.dirname, '../voices');
  const [official, resident] = await Promise.all(
    ['medewerker', 'inwoner'].map((name) => readFile(join(voices, `${name}.al`))),
  );
  const caller = await openCaller({ sip: address, now: () => performance.now(), random: Math.random });
  try {
    const pairs = [
      ['+999800100', '+999612340101'],
      ['+999800200', '+999612340202'],
      ['+999800300', '+999612340303'],
      ['+999800100', OBJECTOR],
    ] as const;
    await Promise.all(
      pairs.map(([line, from]) =>
        caller.placeCall({
          seconds: 10,
          headers: [],
          legs: [
            { label: '1', codec: 'PCMA', payload: official!, aor: `sip:${line}@voorbeeld.example`, name: 'Balie' },
            { label: '2', codec: 'PCMA', payload: resident!, aor: `tel:${from}`, name: 'Beller' },
          ],
        }),
      ),
    );
  } finally {
    await caller.close();
  }
}

/** Ids of an organisation's recordings, once there are so many; none where they are not there within 20 seconds. */
async function storedOf({ client, organisationId }: Pick<Place, 'client' | 'organisationId'>, many: number) {
  for (let tries = 0; tries < 40; tries += 1) {
    const { items } = await client.listTalks({ query: { state: 'stored', limit: '100' } });
    const own = items.filter(({ organisation }) => organisation.id === organisationId).map(({ id }) => id);
    if (own.length >= many) return own;
    await new Promise((later) => setTimeout(later, 500));
  }
  say('The calls are not stored yet, so nothing is done with them.');
  return [];
}

/** What comes after a recording: a copy that went out, a hold, a request, a register, a rule that was not kept. */
async function afterwards(town: Place): Promise<void> {
  say('Afterwards: a copy with its receipt, a hold, a request for access, an agreement, an incident …');
  const { client, organisationId } = town;
  const params = { organisationId };
  const [first, second] = await storedOf(town, 2);
  if (first === undefined || second === undefined) return;
  const copy = await client.makeCopy({ params: { talkId: first, kind: 'mp3' } });
  const sha256 = createHash('sha256')
    .update(new Uint8Array(await copy.arrayBuffer()))
    .digest('hex');
  await client.handOutCopy({
    params: { talkId: first },
    body: { to: 'Beller', kind: 'mp3', sha256, way: 'in-person' },
  });
  const hold = { reason: 'complaint', owner: 'Klachtencoördinator', words: 'Er loopt een klacht.' } as const;
  await client.placeHold({ params: { talkId: second }, body: { ...hold, reviewAt: moment(60) } });
  const text = 'Ik wil graag horen wat er van mij is opgenomen.';
  await client.registerRights({ params, body: { kind: 'access', name: 'Inwoner Drie', text, way: 'letter' } });
  const { items } = await client.listRecordingPlans({ params });
  await client.addProcessor({
    params,
    body: {
      name: 'Telefonie Voorbeeld',
      does: 'Levert de telefooncentrale die gesprekken doorgeeft.',
      plans: items.map(({ id }) => id),
      place: 'eea',
      placeWords: '',
      agreedOn: day(-200),
      document: 'Contractenregister, nummer 12 (voorbeeld)',
      clauses: ['instructions', 'confidentiality', 'security', 'rights', 'duties', 'end', 'audit'],
      subProcessors: '',
      breachWords: 'Binnen 24 uur bij de privacycoördinator.',
      reviewOn: day(165),
      owner: 'Functioneel beheerder',
    },
  });
  await client.reportIncident({
    params,
    body: {
      kind: 'rule',
      words: 'Een kopie lag een dag lang onbeheerd op een bureau in een afgesloten kamer.',
      found: 'Gezien door een collega.',
      beganAt: null,
      endedAt: null,
      awareAt: moment(-2),
      natures: [],
      talks: [],
      by: 'Privacycoördinator',
    },
  });
}

/** A protocol for quality monitoring, and one talk that chance drew for it. */
async function lookBack({ client, organisationId, departments }: Place): Promise<void> {
  if ((await storedOf({ client, organisationId }, 1)).length === 0) return;
  const params = { organisationId };
  const by = 'Teamleider klantenservice';
  await client.adoptProtocol({
    params,
    body: {
      criteria: ['Zegt wie er spreekt en dat er wordt opgenomen', 'Luistert uit', 'Vat de afspraken samen'],
      mostDrawn: 5,
      use: 'Om samen te leren. Nooit om iemand te beoordelen of te belonen.',
      council: 'De ondernemingsraad stemde in op de dag van het opnameplan (voorbeeld).',
      scoredBy: 'person',
      by,
    },
  });
  const departmentId = departments.Klantenservice!;
  await client.drawSample({ params, body: { departmentId, from: day(-1), to: day(1), size: 1, by } });
}

/** The rows that 's-Hertogenbosch published, under a header of the example's own. */
function houseRules(): unknown {
  const published = rules.ruleSet.overlays.find(({ key }) => key === 's-hertogenbosch')!;
  return ownRulesFile(
    {
      key: 'voorbeeld',
      name: TOWN,
      kind: 'gemeente',
      legalForm: 'privacyreglement',
      decidedBy: 'college',
      decidedOn: null,
      publishedAt: 'de website',
      publishedOn: day(-60),
      link: 'https://voorbeeld.example/opnemen',
      from: day(-60),
      disclaimer: { nl: 'Regels van een voorbeeld.', en: 'Rules of an example.' },
    },
    published.rows,
  );
}

function moment(days: number): string {
  return new Date(Date.now() + days * DAY_MS + 3_600_000).toISOString();
}

function day(days: number): string {
  return moment(days).slice(0, 10);
}
