import { type Block, type Document, day, type Language } from '../document.ts';

/** Questions and answers about recording, by national rules and an organisation's own (factsheet). */
export interface FactsheetFacts {
  readonly organisation: string;
  readonly summary: string;
  /** Where the organisation's own rules come from; null: it has none. Days as YYYY-MM-DD. */
  readonly own: {
    readonly decidedBy: string;
    readonly decidedOn: string | null;
    readonly publishedAt: string;
    readonly from: string | null;
    readonly disclaimer: string;
  } | null;
  readonly parts: readonly {
    readonly question: string;
    /** A few words that lead to the rules; empty: none. */
    readonly answer: string;
    /** The rules' own sentences, the organisation's first. */
    readonly rules: readonly FactsheetRule[];
    /** What the organisation published and what is not applied, with why. */
    readonly notApplied: readonly string[];
  }[];
  /** What of this is settled law. */
  readonly certainty: string;
  readonly contacts: readonly { readonly name: string; readonly duty: string; readonly reach: string }[];
  /** YYYY-MM-DD on which it was made. */
  readonly on: string;
  readonly rulesVersion: string;
  /** Whether a lawyer checked every rule in it. */
  readonly reviewed: boolean;
}

export interface FactsheetRule {
  readonly says: string;
  /** Rule of the organisation itself. */
  readonly own: boolean;
  /** Statute, case law, decency …, as a word. */
  readonly level: string;
  readonly sources: readonly string[];
}

const WORDS = {
  nl: {
    title: (name: string) => `Factsheet: gesprekken opnemen bij ${name}`,
    national: 'Wij hebben geen eigen regels. De landelijke regels gelden.',
    decidedBy: 'Eigen regels vastgesteld door',
    publishedAt: 'Gepubliceerd in',
    from: 'Geldt vanaf',
    own: 'eigen regel',
    notApplied: 'Wel gepubliceerd, maar niet toegepast:',
    certainty: 'Hoe zeker is dit?',
    contacts: 'Wie helpt u?',
    note: (on: string, version: string) =>
      `Gemaakt op ${on} uit de regels zoals ze dan gelden (versie ${version}). Dit is informatie, geen juridisch advies.`,
    unreviewed: 'Nog niet alles is door een jurist nagekeken.',
  },
  en: {
    title: (name: string) => `Factsheet: recording talks with ${name}`,
    national: 'We have no rules of our own. The national rules hold.',
    decidedBy: 'Own rules decided by',
    publishedAt: 'Published in',
    from: 'Holds from',
    own: 'own rule',
    notApplied: 'Published, but not applied:',
    certainty: 'How certain is this?',
    contacts: 'Who helps you?',
    note: (on: string, version: string) =>
      `Made on ${on} from the rules as they then hold (version ${version}). This is information, not legal advice.`,
    unreviewed: 'Not all of it was checked by a lawyer yet.',
  },
} as const;

/** Factsheet over opnemen. */
export function factsheet(facts: FactsheetFacts, language: Language): Document {
  const t = WORDS[language];
  const on = (date: string) => day(Date.parse(`${date}T12:00:00Z`), language);
  const { organisation, own, contacts } = facts;
  const parts = facts.parts.flatMap(({ question, answer, rules, notApplied }): Block[] => [
    { kind: 'heading', text: question },
    ...(answer === '' ? [] : [{ kind: 'text', text: answer } as const]),
    {
      kind: 'list',
      items: rules.map(({ says, own: ours, level, sources }) => {
        const from = [ours ? t.own : level, ...sources].join('; ');
        return `${says} (${from})`;
      }),
    },
    ...(notApplied.length === 0
      ? []
      : [{ kind: 'text', text: t.notApplied } as const, { kind: 'list', items: notApplied } as const]),
  ]);
  return {
    title: t.title(organisation),
    language,
    blocks: [
      { kind: 'text', text: facts.summary },
      ...(own === null
        ? [{ kind: 'text', text: t.national } as const]
        : [
            {
              kind: 'facts',
              rows: [
                [t.decidedBy, own.decidedOn === null ? own.decidedBy : `${own.decidedBy}, ${on(own.decidedOn)}`],
                [t.publishedAt, own.publishedAt],
                ...(own.from === null ? [] : [[t.from, on(own.from)] as const]),
              ],
            } as const,
            { kind: 'text', text: own.disclaimer } as const,
          ]),
      ...parts,
      { kind: 'heading', text: t.certainty },
      { kind: 'text', text: facts.certainty },
      ...(contacts.length === 0
        ? []
        : [
            { kind: 'heading', text: t.contacts } as const,
            { kind: 'list', items: contacts.map(({ name, duty, reach }) => `${name} (${duty}): ${reach}`) } as const,
          ]),
      {
        kind: 'note',
        text: [t.note(on(facts.on), facts.rulesVersion), ...(facts.reviewed ? [] : [t.unreviewed])].join(' '),
      },
    ],
  };
}
