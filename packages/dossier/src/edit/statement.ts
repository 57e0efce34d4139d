/** What an edited copy says of itself, in the file and beside it. Without the names of those who were told. */
import { EDITED_TITLE } from '@woordelijk/audio';
import { EDIT_REASONS, type Edit, type EditReason, type EditSpan } from './face.ts';

export interface StatementFacts {
  readonly edit: Edit;
  readonly recordingId: string;
  /** Root of the original's seal, hex. */
  readonly original: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** How many agreed; null: nobody was asked. */
  readonly agreed: number | null;
}

/** The text in Dutch, and then in English. */
export function statementOf(facts: StatementFacts): string {
  return `${EDITED_TITLE}\n\n${inDutch(facts)}\n\n--\n\n${inEnglish(facts)}\n`;
}

const NL = {
  tone: 'een toon in plaats van het geluid',
  silence: 'een piepje en dan stilte in plaats van het geluid',
  cut: 'eruit geknipt; een piepje op die plaats',
  reasons: { 'third-person': 'bescherming van een ander', 'trade-secret': 'bedrijfsgeheim', other: 'andere reden' },
} as const;
const EN = {
  tone: 'a tone in place of the sound',
  silence: 'a beep and then silence in place of the sound',
  cut: 'cut out; a beep in its place',
  reasons: { 'third-person': 'to protect somebody else', 'trade-secret': 'trade secret', other: 'another reason' },
} as const;

function inDutch({ edit, recordingId, original, at, agreed }: StatementFacts): string {
  return [
    'Dit is niet de oorspronkelijke opname. In deze kopie is geluid veranderd.',
    `Bewerkt door: ${edit.by}, op ${moment(at, 'nl')}.`,
    `Waarom: ${edit.why}`,
    'Wat is er veranderd? De tijden horen bij de oorspronkelijke opname.',
    ...edit.spans.map((span, i) => line(span, i, 'kanaal', 'alle kanalen', NL)),
    `Dit is verteld aan ${edit.told.length} ${edit.told.length === 1 ? 'persoon' : 'personen'}.`,
    agreed === null ? 'Om instemming is niet gevraagd.' : `Hiermee stemden in: ${agreed}.`,
    'De oorspronkelijke opname is niet veranderd. Bij twijfel geldt die.',
    `Oorspronkelijke opname: ${recordingId}`,
    `Vingerafdruk van de oorspronkelijke opname: ${original}`,
  ].join('\n');
}

function inEnglish({ edit, at, agreed }: StatementFacts): string {
  return [
    'This is not the original recording. Sound was changed in this copy.',
    `Edited by: ${edit.by}, on ${moment(at, 'en')}. Why: as above.`,
    'What was changed? The times are those of the original recording.',
    ...edit.spans.map((span, i) => line({ ...span, why: '' }, i, 'channel', 'all channels', EN)),
    `Told to: ${edit.told.length}. ${agreed === null ? 'Nobody was asked to agree.' : `Agreed: ${agreed}.`}`,
    'The original recording was not changed. In case of doubt it counts.',
  ].join('\n');
}

function line(
  { fromMs, toMs, channel, treatment, reason, why }: EditSpan,
  index: number,
  one: string,
  all: string,
  words: { readonly [K in EditSpan['treatment']]: string } & { readonly reasons: Readonly<Record<EditReason, string>> },
): string {
  const { source } = EDIT_REASONS[reason];
  const where = channel === null ? all : `${one} ${channel}`;
  const because = `${words.reasons[reason]}${source === null ? '' : ` (${source})`}${why === '' ? '' : `: ${why}`}`;
  return `${index + 1}. ${clock(fromMs)} - ${clock(toMs)}, ${where}: ${words[treatment]}. ${because}`;
}

/** 0:14:03.250 */
function clock(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  return `${Math.floor(seconds / 3600)}:${rest}`;
}

function moment(at: number, language: 'nl' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  }).format(at);
}
