import { type Document, type Language, length, moment } from '../document.ts';
import { type TalkFacts, talkRows } from './talk.ts';

/** A copy that changed hands (spelregel 4), so that both can show later which one it was. */
export interface CopyReceiptFacts {
  readonly talk: TalkFacts;
  /** `given`: by the organisation; `received`: from the other side. */
  readonly way: 'given' | 'received';
  readonly from: string;
  readonly to: string;
  readonly at: number;
  /** How: "op een usb-stick", "via de persoonlijke pagina". */
  readonly how: string;
  readonly durationMs?: number;
  readonly files: readonly { readonly name: string; readonly bytes?: number; readonly sha256: string }[];
}

/** Ontvangstbewijs van een kopie. */
export function copyReceipt(facts: CopyReceiptFacts, language: Language): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Ontvangstbewijs van een opname' : 'Receipt for a recording',
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...talkRows(facts.talk, language),
          ...(facts.durationMs === undefined
            ? []
            : [[nl ? 'Lengte' : 'Length', length(facts.durationMs, language)] as const]),
          [nl ? 'Gegeven door' : 'Given by', facts.from],
          [nl ? 'Gegeven aan' : 'Given to', facts.to],
          [nl ? 'Wanneer' : 'When', moment(facts.at, language)],
          [nl ? 'Hoe' : 'How', facts.how],
        ],
      },
      { kind: 'heading', text: nl ? 'De bestanden' : 'The files' },
      {
        kind: 'facts',
        rows: facts.files.map(({ name, bytes, sha256 }) => [
          name,
          `${bytes === undefined ? '' : `${new Intl.NumberFormat(language).format(bytes)} bytes, `}SHA-256 ${sha256}`,
        ]),
      },
      {
        kind: 'text',
        text: nl
          ? 'De reeks letters en cijfers is de vingerafdruk van het bestand. Verandert er iets aan het bestand, dan verandert de vingerafdruk.'
          : 'The row of letters and digits is the fingerprint of the file. If anything in the file changes, so does the fingerprint.',
      },
      {
        kind: 'text',
        text:
          facts.way === 'given'
            ? nl
              ? 'U mag de opname terugluisteren en laten horen aan uw adviseur, een rechter of een ombudsman. Zet haar niet op internet en geef haar niet aan anderen zonder dat iedereen op de opname het goed vindt.'
              : 'You may listen to it and let your adviser, a court or an ombudsman hear it. Do not put it online or give it to others unless everybody on it agrees.'
            : nl
              ? 'Wij zijn nu verantwoordelijk voor deze kopie. Wij bewaren haar beveiligd en gebruiken haar alleen voor dit gesprek.'
              : 'We are now responsible for this copy. We keep it safe and use it for this talk only.',
      },
    ],
  };
}
