import { type Block, type Document, day, type Language } from '../document.ts';
import { type ContactFacts, complaintBlocks, type TalkFacts, talkRows } from './talk.ts';

/** Why a request was refused and what comes in its place (Nationale Ombudsman 2014/166, spelregel 1). */
export interface RefusalFacts {
  readonly talk: TalkFacts;
  readonly to: string;
  /** The reason, explained to this person in plain words; absent where a company gave none. */
  readonly explanation?: string;
  /** What came of talking about it with this person, where that was done. */
  readonly conversation?: string;
  readonly decidedBy: { readonly name: string; readonly role: string };
  readonly decidedAt: number;
  /** An authority always offers one. */
  readonly alternative?:
    | { readonly kind: 'companion'; readonly who: string }
    | { readonly kind: 'organisation-records'; readonly listenAt: string }
    | { readonly kind: 'written-account'; readonly readyBy: number };
  readonly complaint: ContactFacts;
  /** A municipality or other authority: the ombudsman is open. */
  readonly authority: boolean;
}

/** Weigering met uitleg en alternatief. A factual act: it opens the way of a complaint, not of bezwaar (Awb 1:3). */
export function refusal(facts: RefusalFacts, language: Language): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Opnemen kan deze keer niet' : 'Recording is not possible this time',
    language,
    letter: true,
    blocks: [
      { kind: 'text', text: nl ? `Beste ${facts.to},` : `Dear ${facts.to},` },
      {
        kind: 'text',
        text: nl
          ? 'U wilde dit gesprek opnemen. Dat kan deze keer niet.'
          : 'You wanted to record this talk. That is not possible this time.',
      },
      { kind: 'facts', rows: talkRows(facts.talk, language) },
      ...(facts.explanation === undefined
        ? []
        : [
            { kind: 'heading' as const, text: nl ? 'Waarom niet?' : 'Why not?' },
            { kind: 'quote' as const, text: facts.explanation },
          ]),
      ...(facts.conversation === undefined
        ? []
        : [
            { kind: 'text' as const, text: nl ? 'Wij spraken hierover met u:' : 'We talked about this with you:' },
            { kind: 'quote' as const, text: facts.conversation },
          ]),
      ...(facts.alternative === undefined
        ? []
        : [
            { kind: 'heading' as const, text: nl ? 'Wat kan wel?' : 'What is possible?' },
            alternativeBlock(facts.alternative, language),
          ]),
      {
        kind: 'text',
        text: nl
          ? `${facts.decidedBy.name} (${facts.decidedBy.role}) besloot dit op ${day(facts.decidedAt, language)}.${facts.authority ? ' Het is geen besluit waartegen u bezwaar kunt maken. Een klacht indienen kan wel.' : ''}`
          : `${facts.decidedBy.name} (${facts.decidedBy.role}) decided this on ${day(facts.decidedAt, language)}.${facts.authority ? ' It is not a decision open to objection (bezwaar). You can make a complaint.' : ''}`,
      },
      ...complaintBlocks(facts.complaint, facts.authority, language),
    ],
  };
}

function alternativeBlock(alternative: NonNullable<RefusalFacts['alternative']>, language: Language): Block {
  const nl = language === 'nl';
  switch (alternative.kind) {
    case 'companion':
      return {
        kind: 'text',
        text: nl
          ? `U neemt iemand mee naar het gesprek: ${alternative.who}.`
          : `You bring somebody to the talk: ${alternative.who}.`,
      };
    case 'organisation-records':
      return {
        kind: 'text',
        text: nl
          ? `Wij nemen het gesprek op. U kunt het bij ons terugluisteren: ${alternative.listenAt}.`
          : `We record the talk. You can listen to it with us: ${alternative.listenAt}.`,
      };
    case 'written-account':
      return {
        kind: 'text',
        text: nl
          ? `Wij schrijven op wat er in grote lijnen is gezegd. U krijgt dat uiterlijk ${day(alternative.readyBy, language)}. U kunt er dan op reageren.`
          : `We write down what was said in outline. You receive it by ${day(alternative.readyBy, language)}. You can then respond to it.`,
      };
  }
}
