import { type Block, type Document, day, type Language, moment } from '../document.ts';

/** What is known of an incident, for the regulator's form and for the own register (AVG 33(3), (5)). Times in epoch milliseconds. */
export interface BreachReportFacts {
  readonly id: string;
  readonly organisation: string;
  readonly contacts: readonly { readonly name: string; readonly reach: string }[];
  readonly kind: 'breach' | 'rule';
  readonly words: string;
  readonly found: string;
  readonly beganAt: number | null;
  readonly endedAt: number | null;
  readonly awareAt: number;
  readonly dueAt: number | null;
  readonly natures: readonly ('confidentiality' | 'integrity' | 'availability')[];
  readonly talks: number;
  /** The last assessment; null: not weighed yet. */
  readonly assessment: {
    readonly risk: 'unlikely' | 'risk' | 'high';
    readonly why: string;
    readonly people: { readonly least: number; readonly most: number } | null;
    readonly data: readonly string[];
    readonly consequences: string;
    readonly measures: string;
    readonly tellPeople: boolean;
    readonly tellWhy: string;
    readonly by: string;
    readonly at: number;
  } | null;
  readonly told: readonly {
    readonly who: 'authority' | 'people' | 'dpo' | 'other-party' | 'other';
    readonly at: number;
    readonly words: string;
    readonly lateWhy: string | null;
  }[];
}

type Both = Readonly<Record<Language, string>>;
const NATURES: Readonly<Record<BreachReportFacts['natures'][number], Both>> = {
  confidentiality: {
    nl: 'inzage door wie dat niet mocht (vertrouwelijkheid)',
    en: 'seen by who should not (confidentiality)',
  },
  integrity: { nl: 'veranderd (integriteit)', en: 'changed (integrity)' },
  availability: { nl: 'kwijt of niet bereikbaar (beschikbaarheid)', en: 'lost or out of reach (availability)' },
};
const DATA: Readonly<Record<string, Both>> = {
  voice: { nl: 'stem', en: 'voice' },
  content: { nl: 'inhoud van gesprekken', en: 'what was said' },
  name: { nl: 'namen', en: 'names' },
  number: { nl: 'telefoonnummers', en: 'telephone numbers' },
  special: { nl: 'bijzondere gegevens, zoals gezondheid', en: 'special categories, such as health' },
  criminal: { nl: 'strafrechtelijke gegevens', en: 'criminal data' },
  payment: { nl: 'betaalgegevens', en: 'payment data' },
  other: { nl: 'andere gegevens', en: 'other data' },
};
const RISKS: Readonly<Record<'unlikely' | 'risk' | 'high', Both>> = {
  unlikely: { nl: 'niet waarschijnlijk', en: 'unlikely' },
  risk: { nl: 'er is een risico', en: 'there is a risk' },
  high: { nl: 'er is een hoog risico', en: 'there is a high risk' },
};
const TOLD: Readonly<Record<BreachReportFacts['told'][number]['who'], Both>> = {
  authority: { nl: 'Autoriteit Persoonsgegevens', en: 'Autoriteit Persoonsgegevens (regulator)' },
  people: { nl: 'De betrokken mensen', en: 'The people concerned' },
  dpo: { nl: 'Functionaris gegevensbescherming', en: 'Data protection officer' },
  'other-party': { nl: 'Opdrachtgever of verwerker', en: 'The other party of the agreement' },
  other: { nl: 'Anderen', en: 'Others' },
};

/** Gegevens voor de melding van een datalek, in the order in which the regulator's form asks for them. Names nobody concerned. */
export function breachReport(facts: BreachReportFacts, language: Language): Document {
  const nl = language === 'nl';
  const { assessment } = facts;
  const unknown = nl ? 'nog niet bekend' : 'not known yet';
  const when = (at: number | null) => (at === null ? unknown : moment(at, language));
  const part = (title: string, rows: readonly (readonly [string, string])[]): Block[] => [
    { kind: 'heading', text: title },
    { kind: 'facts', rows },
  ];
  const weighed: Block[] =
    assessment === null
      ? [{ kind: 'text', text: nl ? 'Het risico is nog niet beoordeeld.' : 'The risk was not weighed yet.' }]
      : [
          ...part(nl ? '4. Om wie en wat het gaat' : '4. Whom and what it concerns', [
            [nl ? 'Aantal mensen' : 'Number of people', peopleIn(assessment.people, unknown)],
            [
              nl ? 'Soort gegevens' : 'Kinds of data',
              assessment.data.map((one) => DATA[one]?.[language] ?? one).join(', ') || unknown,
            ],
          ]),
          ...part(nl ? '5. Gevolgen en maatregelen' : '5. Consequences and measures', [
            [nl ? 'Risico voor mensen' : 'Risk for people', `${RISKS[assessment.risk][language]}. ${assessment.why}`],
            [nl ? 'Gevolgen' : 'Consequences', assessment.consequences],
            [nl ? 'Maatregelen' : 'Measures', assessment.measures],
            [
              nl ? 'Mensen vertellen' : 'Telling the people',
              `${assessment.tellPeople ? (nl ? 'ja' : 'yes') : nl ? 'nee' : 'no'}. ${assessment.tellWhy}`,
            ],
            [nl ? 'Beoordeeld door' : 'Weighed by', `${assessment.by}, ${day(assessment.at, language)}`],
          ]),
        ];
  return {
    title:
      facts.kind === 'breach'
        ? nl
          ? 'Gegevens voor de melding van een datalek'
          : 'Facts for the notification of a data breach'
        : nl
          ? 'Overtreding van de regels voor opnemen'
          : 'Breach of the rules for recording',
    language,
    blocks: [
      ...part(nl ? '1. Wie meldt' : '1. Who notifies', [
        [nl ? 'Organisatie' : 'Organisation', facts.organisation],
        [
          nl ? 'Contact' : 'Contact',
          facts.contacts.map(({ name, reach }) => `${name}, ${reach}`).join('; ') || unknown,
        ],
        [nl ? 'Kenmerk' : 'Reference', facts.id],
      ]),
      ...part(nl ? '2. Wanneer' : '2. When', [
        [nl ? 'Begonnen' : 'Began', when(facts.beganAt)],
        [nl ? 'Geëindigd' : 'Ended', when(facts.endedAt)],
        [nl ? 'Bekend geworden' : 'Became known', when(facts.awareAt)],
        ...(facts.dueAt === null
          ? []
          : [[nl ? 'Uiterlijk melden (72 uur)' : 'Notify at the latest (72 hours)', when(facts.dueAt)] as const]),
      ]),
      ...part(nl ? '3. Wat er is gebeurd' : '3. What happened', [
        [nl ? 'Gebeurtenis' : 'Event', facts.words],
        [nl ? 'Hoe gevonden' : 'How it was found', facts.found],
        ...(facts.kind === 'rule'
          ? []
          : [
              [
                nl ? 'Soort inbreuk' : 'Kind of breach',
                facts.natures.map((one) => NATURES[one][language]).join(', '),
              ] as const,
            ]),
        [nl ? 'Aantal gesprekken' : 'Number of talks', String(facts.talks)],
      ]),
      ...weighed,
      { kind: 'heading', text: nl ? '6. Wie is ingelicht' : '6. Who was told' },
      facts.told.length === 0
        ? { kind: 'text', text: nl ? 'Nog niemand.' : 'Nobody yet.' }
        : {
            kind: 'facts',
            rows: facts.told.map(({ who, at, words, lateWhy }) => [
              `${TOLD[who][language]}, ${moment(at, language)}`,
              lateWhy === null
                ? words
                : `${words} ${nl ? 'Later dan 72 uur, omdat' : 'Later than 72 hours, because'}: ${lateWhy}`,
            ]),
          },
      {
        kind: 'note',
        text: nl
          ? 'AVG artikel 33 en 34. Dit overzicht noemt geen namen. Wat nog niet bekend is, mag later worden aangevuld (artikel 33 lid 4).'
          : 'GDPR articles 33 and 34. This overview names nobody. What is not known yet may be added later (article 33(4)).',
      },
    ],
  };
}

function peopleIn(people: { readonly least: number; readonly most: number } | null, unknown: string): string {
  if (people === null) return unknown;
  return people.least === people.most ? String(people.least) : `${people.least} – ${people.most}`;
}
