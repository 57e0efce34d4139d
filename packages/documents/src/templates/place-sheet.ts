import { type Block, type Document, day, type Language } from '../document.ts';

/** What is known of the signs at one place (feitenblad van een plek). Days as YYYY-MM-DD. */
export interface PlaceSheetFacts {
  readonly organisation: string;
  readonly place: string;
  /** Oldest first; `until` undefined: it hangs there. */
  readonly signs: readonly {
    readonly since: string;
    readonly until?: string;
    readonly words: string;
    readonly pictures: readonly Picture[];
  }[];
  /** Oldest first. */
  readonly seen: readonly {
    readonly day: string;
    readonly what: 'hangs' | 'missing' | 'unreadable';
    readonly by: 'staff' | 'visitor';
    readonly words: string;
    readonly pictures: readonly Picture[];
  }[];
  /** When this sheet was made, epoch milliseconds. */
  readonly at: number;
}

interface Picture {
  readonly sha256: string;
  /** It was destroyed since. */
  readonly gone: boolean;
}

const WORDS = {
  nl: {
    title: (place: string) => `Bordjes op deze plek: ${place}`,
    intro:
      'Dit blad zegt welk bordje hier hing, en sinds wanneer. Het zegt ook wat mensen zagen. Was er geen bordje? Dan staat dat hier ook.',
    who: 'Organisatie',
    place: 'Plek',
    made: 'Gemaakt op',
    signs: 'Bordjes',
    noSigns: 'Er is geen bordje vastgelegd voor deze plek.',
    since: 'Hangt er sinds',
    until: 'Weggehaald op',
    findings: 'Wat mensen zagen',
    noFindings: 'Niemand legde vast wat er te zien was.',
    hangs: 'Het bordje hing er',
    missing: 'Er hing geen bordje',
    unreadable: 'Het bordje was niet te lezen',
    staff: 'gezien door een medewerker',
    visitor: 'gemeld door een bezoeker',
    picture: 'Foto of scan (SHA-256)',
    gone: 'vernietigd',
    note: 'Een bordje vertelt dat er wordt opgenomen. Het is geen toestemming. Ook zonder bordje moet iemand vooraf weten dat er wordt opgenomen (AVG 13).',
  },
  en: {
    title: (place: string) => `Signs at this place: ${place}`,
    intro:
      'This sheet says which sign hung here, and since when. It also says what people saw. Was there no sign? Then that stands here too.',
    who: 'Organisation',
    place: 'Place',
    made: 'Made on',
    signs: 'Signs',
    noSigns: 'No sign was registered for this place.',
    since: 'Hangs there since',
    until: 'Taken away on',
    findings: 'What people saw',
    noFindings: 'Nobody noted what there was to see.',
    hangs: 'The sign hung there',
    missing: 'There was no sign',
    unreadable: 'The sign could not be read',
    staff: 'seen by staff',
    visitor: 'told by a visitor',
    picture: 'Photo or scan (SHA-256)',
    gone: 'destroyed',
    note: 'A sign tells that there is recording. It is no consent. Without a sign, too, people must know beforehand that they are recorded (GDPR 13).',
  },
} as const;

/** Feitenblad van een plek. */
export function placeSheet(facts: PlaceSheetFacts, language: Language): Document {
  const t = WORDS[language];
  const on = (date: string) => day(Date.parse(`${date}T12:00:00Z`), language);
  const pictures = (all: readonly Picture[]) =>
    all.map(({ sha256, gone }) => [t.picture, gone ? `${sha256} (${t.gone})` : sha256] as const);
  const signs = facts.signs.flatMap(({ since, until, words, pictures: shown }): Block[] => [
    { kind: 'quote', text: words },
    {
      kind: 'facts',
      rows: [[t.since, on(since)], ...(until === undefined ? [] : [[t.until, on(until)] as const]), ...pictures(shown)],
    },
  ]);
  const seen = facts.seen.flatMap(({ day: date, what, by, words, pictures: shown }): Block[] => [
    { kind: 'facts', rows: [[on(date), `${t[what]}, ${t[by]}`], ...pictures(shown)] },
    ...(words === '' ? [] : [{ kind: 'quote', text: words } as const]),
  ]);
  return {
    title: t.title(facts.place),
    language,
    blocks: [
      { kind: 'text', text: t.intro },
      {
        kind: 'facts',
        rows: [
          [t.who, facts.organisation],
          [t.place, facts.place],
          [t.made, day(facts.at, language)],
        ],
      },
      { kind: 'heading', text: t.signs },
      ...(signs.length === 0 ? [{ kind: 'text', text: t.noSigns } as const] : signs),
      { kind: 'heading', text: t.findings },
      ...(seen.length === 0 ? [{ kind: 'text', text: t.noFindings } as const] : seen),
      { kind: 'note', text: t.note },
    ],
  };
}
