import { type Document, type Language, length, moment } from '../document.ts';
import { type TalkFacts, talkRows } from './talk.ts';

/** What was changed in a derived copy (spelregel 5). The original stays as it was. */
export interface EditNoticeFacts {
  readonly talk: TalkFacts;
  readonly by: string;
  readonly at: number;
  /** Places on the recording's own clock; milliseconds from its start. */
  readonly changes: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    readonly what: 'cut' | 'tone' | 'silence';
    readonly why: string;
  }[];
  readonly why: string;
  /** False: it is declared, and will be made. */
  readonly made: boolean;
  readonly told: readonly string[];
  readonly agreed: readonly string[];
  /** SHA-256 of the copy's file and root of the original's seal, hex. */
  readonly fingerprints?: { readonly original: string; readonly copy: string };
  readonly contact: { readonly name: string; readonly reach: string };
}

/** Bewerkingsmelding. */
export function editNotice(facts: EditNoticeFacts, language: Language): Document {
  const nl = language === 'nl';
  const what = {
    cut: nl ? 'eruit geknipt' : 'cut out',
    tone: nl ? 'vervangen door een toon' : 'replaced by a tone',
    silence: nl ? 'vervangen door stilte' : 'replaced by silence',
  };
  const nobody = nl ? 'niemand' : 'nobody';
  return {
    title: facts.made
      ? nl
        ? 'Er is een bewerkte kopie van de opname'
        : 'There is an edited copy of the recording'
      : nl
        ? 'Wij gaan een bewerkte kopie van de opname maken'
        : 'We will make an edited copy of the recording',
    language,
    letter: true,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...talkRows(facts.talk, language),
          [nl ? 'Bewerkt door' : 'Edited by', facts.by],
          [
            facts.made ? (nl ? 'Bewerkt op' : 'Edited on') : nl ? 'Vastgelegd op' : 'Declared on',
            moment(facts.at, language),
          ],
          [nl ? 'Waarom' : 'Why', facts.why],
          ...(facts.made
            ? ([
                [nl ? 'Verteld aan' : 'Told to', facts.told.join(', ') || nobody],
                [nl ? 'Akkoord van' : 'Agreed by', facts.agreed.join(', ') || nobody],
              ] as const)
            : []),
          ...(facts.fingerprints === undefined
            ? []
            : ([
                [nl ? 'Vingerafdruk van de kopie' : 'Fingerprint of the copy', facts.fingerprints.copy],
                [nl ? 'Vingerafdruk van het origineel' : 'Fingerprint of the original', facts.fingerprints.original],
              ] as const)),
        ],
      },
      { kind: 'heading', text: nl ? 'Wat wordt er veranderd?' : 'What is changed?' },
      {
        kind: 'list',
        items: facts.changes.map(
          (change) =>
            `${clock(change.fromMs)} – ${clock(change.toMs)} (${length(change.toMs - change.fromMs, language)}): ${what[change.what]}. ${nl ? 'Reden' : 'Reason'}: ${change.why}`,
        ),
      },
      {
        kind: 'text',
        text: nl
          ? 'De oorspronkelijke opname is niet veranderd en blijft bewaard. Bij twijfel geldt die.'
          : 'The original recording was not changed and is kept. In case of doubt it counts.',
      },
      {
        kind: 'note',
        text: nl
          ? `Hebt u vragen, of bent u het er niet mee eens? Neem contact op met ${facts.contact.name}: ${facts.contact.reach}.`
          : `Do you have questions, or do you disagree? Contact ${facts.contact.name}: ${facts.contact.reach}.`,
      },
    ],
  };
}

/** 0:14:03.2 */
function clock(ms: number): string {
  const tenths = Math.round(ms / 100);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(tenths / 10);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${tenths % 10}`;
}
