/** A document as its content says it, before it has a form: HTML, .docx and plain text are made from the same. */

export type Language = 'nl' | 'en';

/** One piece of a document. All text is text: nothing in it is markup. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Label and value, such as "Datum: 20 november 2026". */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** Somebody's own words. */
  | { readonly kind: 'quote'; readonly text: string }
  /** Places to sign, one for each; `name` undefined: to be filled in by hand. */
  | { readonly kind: 'signatures'; readonly lines: readonly { readonly role: string; readonly name?: string }[] }
  /** Small print at the end: where this came from, how to check it. */
  | { readonly kind: 'note'; readonly text: string };

export interface Document {
  readonly title: string;
  readonly language: Language;
  /** To a person: it opens and ends as a letter does, in the organisation's tone. */
  readonly letter?: true;
  readonly blocks: readonly Block[];
}

/** The organisation's letterhead. */
export interface Letterhead {
  readonly name: string;
  /** Lines of the address, without the name. */
  readonly address: readonly string[];
  /** `width` and `height` in pixels as drawn, at most 240 by 80. */
  readonly logo?: {
    readonly type: 'png' | 'jpg';
    readonly bytes: Uint8Array;
    readonly width: number;
    readonly height: number;
  };
  /** Colour of the title, as six hexadecimal digits; the organisation sees to its contrast on white. */
  readonly colour?: string;
  /** How a letter opens and ends; absent: neutral. */
  readonly tone?: 'formal' | 'neutral';
}

const TONES = {
  formal: { nl: ['Geachte heer of mevrouw,', 'Hoogachtend,'], en: ['Dear Sir or Madam,', 'Yours faithfully,'] },
  neutral: { nl: ['Goedendag,', 'Met vriendelijke groet,'], en: ['Hello,', 'Kind regards,'] },
} as const;

/** The pieces of a document as they are shown: a letter with its opening and its end. */
export function blocksOf(
  { blocks, language, letter }: Document,
  { name, tone = 'neutral' }: Letterhead,
): readonly Block[] {
  if (letter === undefined) return blocks;
  const [opening, end] = TONES[tone][language];
  const small = blocks.findIndex(({ kind }) => kind === 'note');
  const place = small === -1 ? blocks.length : small;
  return [
    { kind: 'text', text: opening },
    ...blocks.slice(0, place),
    { kind: 'text', text: end },
    { kind: 'text', text: name },
    ...blocks.slice(place),
  ];
}

/** "20 november 2026" in Dutch time. `at`: epoch milliseconds. */
export function day(at: number, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(at);
}

/** "20 november 2026 om 14:03" in Dutch time. `at`: epoch milliseconds. */
export function moment(at: number, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  }).format(at);
}

/** "14 minuten en 3 seconden". `ms`: milliseconds. */
export function length(ms: number, language: Language): string {
  const seconds = Math.round(ms / 1000);
  const parts: [number, string, string, string, string][] = [
    [Math.floor(seconds / 3600), 'uur', 'uur', 'hour', 'hours'],
    [Math.floor((seconds % 3600) / 60), 'minuut', 'minuten', 'minute', 'minutes'],
    [seconds % 60, 'seconde', 'seconden', 'second', 'seconds'],
  ];
  const said = parts
    .filter(([count], index) => count > 0 || (index === 2 && seconds === 0))
    .map(([count, one, more, single, plural]) => {
      const word = language === 'nl' ? (count === 1 ? one : more) : count === 1 ? single : plural;
      return `${count} ${word}`;
    });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(said);
}

function locale(language: Language): string {
  return language === 'nl' ? 'nl-NL' : 'en-GB';
}
