import { type Block, type Document, day, type Language } from '../document.ts';
import { type TalkFacts, talkRows } from './talk.ts';

/** A wish to record, as it was registered (verzoek om opname). */
export interface RequestFacts {
  readonly talk: TalkFacts;
  /** Who asks, and for whom where that is somebody else. */
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly records: 'resident' | 'organisation' | 'both';
  readonly alsoPresent: readonly string[];
  /** Given freely, never asked as a condition. */
  readonly reason?: string;
  readonly registeredAt: number;
}

/** Verzoek om opname. */
export function request(facts: RequestFacts, language: Language): Document {
  const nl = language === 'nl';
  const who = {
    resident: nl ? 'De inwoner of klant' : 'The resident or customer',
    organisation: nl ? 'De organisatie' : 'The organisation',
    both: nl ? 'Beide' : 'Both',
  }[facts.records];
  const reason: Block[] =
    facts.reason === undefined
      ? []
      : [
          { kind: 'text', text: nl ? 'Als reden is genoemd (dat hoeft niet):' : 'The reason given (none is needed):' },
          { kind: 'quote', text: facts.reason },
        ];
  return {
    title: nl ? 'Verzoek om een gesprek op te nemen' : 'Request to record a talk',
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...talkRows(facts.talk, language),
          [nl ? 'Verzoek van' : 'Requested by', facts.by],
          ...(facts.onBehalfOf === undefined ? [] : [[nl ? 'Namens' : 'On behalf of', facts.onBehalfOf] as const]),
          [nl ? 'Wie neemt op' : 'Who records', who],
          [nl ? 'Ook aanwezig' : 'Also present', facts.alsoPresent.join(', ') || (nl ? 'niemand' : 'nobody')],
          [nl ? 'Genoteerd op' : 'Registered on', day(facts.registeredAt, language)],
        ],
      },
      ...reason,
      {
        kind: 'text',
        text: nl
          ? 'Opnemen mag. Wij zeggen alleen nee als er een zwaarwegende reden is. Dan leggen wij die uit en zoeken wij samen iets anders.'
          : 'Recording is allowed. We only say no for a weighty reason. Then we explain it and look for another way together.',
      },
    ],
  };
}
