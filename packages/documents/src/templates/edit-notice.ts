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
  readonly told: readonly string[];
  readonly agreed: readonly string[];
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
    title: nl ? 'Deze opname is bewerkt' : 'This recording was edited',
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...talkRows(facts.talk, language),
          [nl ? 'Bewerkt door' : 'Edited by', facts.by],
          [nl ? 'Bewerkt op' : 'Edited on', moment(facts.at, language)],
          [nl ? 'Verteld aan' : 'Told to', facts.told.join(', ') || nobody],
          [nl ? 'Akkoord van' : 'Agreed by', facts.agreed.join(', ') || nobody],
        ],
      },
      { kind: 'heading', text: nl ? 'Wat is er veranderd?' : 'What was changed?' },
      {
        kind: 'list',
        items: facts.changes.map(
          (change) =>
            `${clock(change.fromMs)} – ${clock(change.toMs)} (${length(change.toMs - change.fromMs, language)}): ${what[change.what]}. ${change.why}`,
        ),
      },
      {
        kind: 'text',
        text: nl
          ? 'De oorspronkelijke opname is niet veranderd en blijft bewaard. Bij twijfel geldt die.'
          : 'The original recording was not changed and is kept. In case of doubt it counts.',
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
