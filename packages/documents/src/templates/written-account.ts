import { type Document, day, type Language } from '../document.ts';
import { type TalkFacts, talkRows } from './talk.ts';

/** What was said in outline, where there is no recording (globale schriftelijke weergave). */
export interface WrittenAccountFacts {
  readonly talk: TalkFacts;
  readonly present: readonly string[];
  readonly account: string;
  readonly writtenBy: string;
  /** The other side's remarks stand beside the account; they are not worked into it. */
  readonly remarks: readonly { readonly by: string; readonly at: number; readonly text: string }[];
  /** Undefined: a draft. */
  readonly finalAt?: number;
  /** Until when remarks can be made on a draft. */
  readonly remarksUntil?: number;
}

/** Globale schriftelijke weergave: draft or final. */
export function writtenAccount(facts: WrittenAccountFacts, language: Language): Document {
  const nl = language === 'nl';
  const draft = facts.finalAt === undefined;
  return {
    title: nl
      ? `Weergave van ons gesprek${draft ? ' (concept)' : ''}`
      : `Account of our talk${draft ? ' (draft)' : ''}`,
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...talkRows(facts.talk, language),
          [nl ? 'Aanwezig' : 'Present', facts.present.join(', ')],
          [nl ? 'Geschreven door' : 'Written by', facts.writtenBy],
          ...(facts.finalAt === undefined
            ? []
            : [[nl ? 'Vastgesteld op' : 'Final since', day(facts.finalAt, language)] as const]),
        ],
      },
      {
        kind: 'text',
        text: nl
          ? 'Dit gesprek is niet opgenomen. Hier staat in grote lijnen wat er is gezegd. Het is geen letterlijk verslag.'
          : 'This talk was not recorded. Here is what was said in outline. It is no verbatim report.',
      },
      { kind: 'heading', text: nl ? 'Wat er is gezegd' : 'What was said' },
      ...facts.account
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((text) => ({ kind: 'text' as const, text: text.trim() })),
      ...(facts.remarks.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: nl ? 'Opmerkingen' : 'Remarks' },
            ...facts.remarks.flatMap(({ by, at, text }) => [
              { kind: 'text' as const, text: `${by}, ${day(at, language)}:` },
              { kind: 'quote' as const, text },
            ]),
          ]),
      ...(draft && facts.remarksUntil !== undefined
        ? [
            {
              kind: 'note' as const,
              text: nl
                ? `Klopt er iets niet? Laat het ons weten vóór ${day(facts.remarksUntil, language)}. Uw opmerking komt erbij te staan.`
                : `Is something not right? Tell us before ${day(facts.remarksUntil, language)}. Your remark will stand beside it.`,
            },
          ]
        : []),
    ],
  };
}
