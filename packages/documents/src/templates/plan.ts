/** A recording plan as one paper: what was settled before anything is recorded, by whom, and the words that follow from it. */
import { type Block, type Document, day, type Language } from '../document.ts';

/** Moments in epoch milliseconds, days as YYYY-MM-DD; empty text: not filled in. */
export interface PlanPaperFacts {
  readonly organisation: string;
  readonly name: string;
  /** Null: a draft. */
  readonly live: { readonly number: number; readonly since: number } | null;
  readonly purposes: readonly {
    readonly words: string;
    readonly bases: string;
    readonly necessity: string;
    readonly alternatives: string;
    readonly keep: string;
  }[];
  /** Balancing of interests (LIA), necessity, free choice. */
  readonly assessments: readonly {
    readonly kind: 'lia' | 'necessity' | 'free-choice';
    readonly purpose: string;
    readonly answers: readonly { readonly question: string; readonly answer: string }[];
    readonly positive: boolean;
    readonly by: string;
    readonly on: string;
  }[];
  readonly impact: {
    readonly done: boolean;
    readonly signs: readonly string[];
    readonly outcome: string;
    readonly document: string;
    readonly by: string;
    readonly on: string;
  } | null;
  readonly advice: { readonly agreed: boolean; readonly advice: string; readonly by: string } | null;
  readonly council: { readonly document: string; readonly scope: string; readonly on: string } | null;
  /** Announcement, sign, privacy passage, notice to staff … as approved, each with its name. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** Its line in the register of processing; null: it is not live. */
  readonly register: readonly (readonly [label: string, value: string])[] | null;
}

const KINDS = {
  lia: { nl: 'Belangenafweging (LIA)', en: 'Balancing test (LIA)' },
  necessity: { nl: 'Noodzaak', en: 'Necessity' },
  'free-choice': { nl: 'Vrije keuze', en: 'Free choice' },
} as const;

/** Opnameplan, with LIA, DPIA, the council, the texts and the line of the register (AVG 5 (2), 6, 13, 30, 35; WOR 27). */
export function planPaper(facts: PlanPaperFacts, language: Language): Document {
  const nl = language === 'nl';
  const heading = (text: string): Block => ({ kind: 'heading', text });
  const on = (date: string) => day(Date.parse(`${date}T12:00:00Z`), language);
  const verdict = (good: boolean) => (good ? (nl ? 'ja' : 'yes') : nl ? 'nee' : 'no');
  const { live, impact, advice, council, register } = facts;
  return {
    title: nl ? `Opnameplan: ${facts.name}` : `Recording plan: ${facts.name}`,
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [nl ? 'Van wie' : 'Whose', facts.organisation],
          [
            nl ? 'Versie' : 'Version',
            live === null ? (nl ? 'concept' : 'draft') : `${live.number}, ${day(live.since, language)}`,
          ],
        ],
      },
      {
        kind: 'text',
        text: nl
          ? 'Dit plan ligt vast voor er wordt opgenomen. Zonder plan nemen wij niets op. Gaat het anders? Dan komt er een nieuw plan.'
          : 'This plan is settled before anything is recorded. Without a plan we record nothing. If something changes there is a new plan.',
      },
      heading(nl ? 'Doelen' : 'Purposes'),
      ...facts.purposes.map(
        (purpose): Block => ({
          kind: 'facts',
          rows: [
            [nl ? 'Doel' : 'Purpose', purpose.words],
            [nl ? 'Grond in de wet' : 'Ground in the law', purpose.bases],
            [nl ? 'Waarom nodig' : 'Why needed', purpose.necessity],
            [nl ? 'Waarom niet anders' : 'Why not otherwise', purpose.alternatives],
            [nl ? 'Bewaard' : 'Kept', purpose.keep],
          ],
        }),
      ),
      ...facts.assessments.flatMap((one): Block[] => [
        heading(`${KINDS[one.kind][language]}: ${one.purpose}`),
        {
          kind: 'facts',
          rows: [
            ...one.answers.map(({ question, answer }) => [question, answer] as const),
            [nl ? 'Uitkomst' : 'Outcome', verdict(one.positive)],
            [nl ? 'Door' : 'By', `${one.by}, ${on(one.on)}`],
          ],
        },
      ]),
      ...(impact === null
        ? []
        : [
            heading('DPIA'),
            {
              kind: 'facts' as const,
              rows: [
                [nl ? 'Gedaan' : 'Done', verdict(impact.done)] as const,
                [nl ? 'Tekenen van risico' : 'Signs of risk', impact.signs.join('; ')] as const,
                [nl ? 'Uitkomst' : 'Outcome', impact.outcome] as const,
                [nl ? 'Stuk' : 'Document', impact.document] as const,
                [nl ? 'Door' : 'By', `${impact.by}, ${on(impact.on)}`] as const,
              ],
            },
          ]),
      ...(advice === null
        ? []
        : [
            heading(nl ? 'Advies' : 'Advice'),
            { kind: 'quote' as const, text: `${advice.advice}\n${advice.by}: ${verdict(advice.agreed)}` },
          ]),
      ...(council === null
        ? []
        : [
            heading(nl ? 'Ondernemingsraad' : 'Works council'),
            { kind: 'quote' as const, text: `${council.document}\n${council.scope}\n${on(council.on)}` },
          ]),
      ...facts.texts.flatMap(({ name, text }): Block[] => [heading(name), { kind: 'quote', text }]),
      ...(register === null
        ? []
        : [
            heading(nl ? 'Regel in het verwerkingsregister' : 'Line in the register of processing'),
            { kind: 'facts' as const, rows: register },
          ]),
    ],
  };
}
