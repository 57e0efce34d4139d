import { type Block, type Document, day, type Language } from '../document.ts';

/** What an organisation tells everybody about the recordings it makes (informatiepagina, AVG 12 and 13). */
export interface InformationPageFacts {
  readonly organisation: string;
  /** Each recording plan that is live. */
  readonly plans: readonly {
    readonly name: string;
    /** The approved text: paragraphs, and lines that begin with a dash as a list. */
    readonly text: string;
    /** What a named person found to fit afterwards (AVG 6 (4)); `on`: YYYY-MM-DD. */
    readonly uses: readonly { readonly goal: string; readonly by: string; readonly on: string }[];
    readonly version: number;
    /** Epoch milliseconds. */
    readonly since: number;
  }[];
  readonly contacts: readonly { readonly name: string; readonly duty: string; readonly reach: string }[];
}

const WORDS = {
  nl: {
    title: (name: string) => `Gesprekken opnemen door ${name}`,
    nothing: (name: string) => `${name} neemt nu geen gesprekken op.`,
    otherwise: 'Daarna ook gebruikt:',
    fits: (goal: string, by: string, on: string) => `${goal}: beoordeeld door ${by} op ${on}`,
    since: (version: number, on: string) => `Versie ${version}, geldt sinds ${on}.`,
    contacts: 'Wie helpt u?',
    rights: 'Uw opname horen, een kopie, bezwaar of een klacht? Vraag het hier:',
  },
  en: {
    title: (name: string) => `Recording of talks by ${name}`,
    nothing: (name: string) => `${name} records no talks now.`,
    otherwise: 'Used afterwards also:',
    fits: (goal: string, by: string, on: string) => `${goal}: judged by ${by} on ${on}`,
    since: (version: number, on: string) => `Version ${version}, since ${on}.`,
    contacts: 'Who helps you?',
    rights: 'To hear your recording, for a copy, an objection or a complaint, ask here:',
  },
} as const;

/** Informatiepagina voor de website. */
export function informationPage({ organisation, plans, contacts }: InformationPageFacts, language: Language): Document {
  const t = WORDS[language];
  const on = (date: string) => day(Date.parse(`${date}T12:00:00Z`), language);
  const told = plans.flatMap(({ name, text, uses, version, since }): Block[] => [
    { kind: 'heading', text: name },
    ...linesOf(text),
    ...(uses.length === 0
      ? []
      : [
          { kind: 'text', text: t.otherwise } as const,
          { kind: 'list', items: uses.map((use) => t.fits(use.goal, use.by, on(use.on))) } as const,
        ]),
    { kind: 'text', text: t.since(version, day(since, language)) },
  ]);
  return {
    title: t.title(organisation),
    language,
    blocks: [
      ...(plans.length === 0 ? [{ kind: 'text', text: t.nothing(organisation) } as const] : told),
      ...(contacts.length === 0
        ? []
        : [
            { kind: 'heading', text: t.contacts } as const,
            { kind: 'text', text: t.rights } as const,
            { kind: 'list', items: contacts.map(({ name, duty, reach }) => `${name} (${duty}): ${reach}`) } as const,
          ]),
    ],
  };
}

/** Lines as paragraphs; those with a dash before them follow as a list. The first line of an approved text is its own heading. */
function linesOf(text: string): Block[] {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  const said = lines.filter((line) => !line.startsWith('- ')).map((line): Block => ({ kind: 'text', text: line }));
  return items.length === 0 ? said : [...said, { kind: 'list', items }];
}
