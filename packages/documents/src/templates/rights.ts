/** Letters about a request under somebody's rights: the decision on it, and that it takes longer. */
import { type Block, type Document, day, type Language } from '../document.ts';
import type { ContactFacts } from './talk.ts';

/** The request a letter is about. Moments in epoch milliseconds. */
export interface RightsRequestFacts {
  /** To whom: who asks, or who represents them. */
  readonly to: string;
  /** What was asked, in words: "inzage". */
  readonly asked: string;
  readonly receivedAt: number;
  /** Whose rights, where somebody else asks for them. */
  readonly onBehalfOf?: string;
}

/** One talk in a decision. */
export interface DecidedTalk {
  readonly at: number;
  /** What is done: "u krijgt de opname", "anderen zijn onhoorbaar gemaakt". */
  readonly done: string;
}

export interface RightsDecisionFacts {
  readonly request: RightsRequestFacts;
  /** gone: it is no longer processed. */
  readonly outcome: 'granted' | 'partly' | 'refused' | 'gone';
  /** The reasons, explained to this person. */
  readonly reasons: string;
  /** Of a refusal, whole or in part: the ground in words, and its article. */
  readonly ground?: { readonly words: string; readonly source: string };
  /** Of a refusal as abuse: what shows it. */
  readonly evidence?: string;
  readonly talks: readonly DecidedTalk[];
  /** Why it is used and until when, who heard it, and where it came from (AVG 15 (1)); of access and a copy. */
  readonly uses?: readonly { readonly purpose: string; readonly until: string }[];
  readonly decidedBy: { readonly name: string; readonly role: string };
  readonly decidedAt: number;
  /** An authority's decision is a besluit (UAVG 34); of a company the civil court is asked (UAVG 35). */
  readonly remedy: 'bezwaar' | 'court';
  /** The last day for that, YYYY-MM-DD. */
  readonly remedyUntil: string;
  readonly contact: ContactFacts;
}

/** Beslissing op een verzoek (AVG 12 (3) and (4), 15 to 21). */
export function rightsDecision(facts: RightsDecisionFacts, language: Language): Document {
  const nl = language === 'nl';
  const titles = {
    granted: nl ? 'U krijgt wat u vroeg' : 'You get what you asked for',
    partly: nl ? 'U krijgt een deel van wat u vroeg' : 'You get part of what you asked for',
    refused: nl ? 'U krijgt niet wat u vroeg' : 'You do not get what you asked for',
    gone: nl ? 'Wij verwerken deze opname niet meer' : 'We no longer process this recording',
  };
  return {
    title: titles[facts.outcome],
    language,
    letter: true,
    blocks: [
      ...opening(facts.request, language),
      ...(facts.outcome === 'gone' ? [goneBlock(language)] : []),
      ...(facts.talks.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: nl ? 'Om welke gesprekken gaat het?' : 'Which talks is it about?' },
            { kind: 'facts' as const, rows: facts.talks.map(({ at, done }) => [day(at, language), done] as const) },
          ]),
      { kind: 'heading', text: nl ? 'Waarom beslissen wij dit?' : 'Why do we decide this?' },
      { kind: 'text', text: facts.reasons },
      ...groundBlocks(facts, language),
      ...usesBlocks(facts, language),
      {
        kind: 'text',
        text: nl
          ? `${facts.decidedBy.name} (${facts.decidedBy.role}) besloot dit op ${day(facts.decidedAt, language)}. Dit kost u niets.`
          : `${facts.decidedBy.name} (${facts.decidedBy.role}) decided this on ${day(facts.decidedAt, language)}. It is free of charge.`,
      },
      ...remedyBlocks(facts, language),
    ],
  };
}

/** Bericht dat het langer duurt (AVG 12 (3)): within the first month, with the reason. */
export function rightsExtension(
  facts: {
    readonly request: RightsRequestFacts;
    readonly why: string;
    /** YYYY-MM-DD. */
    readonly dueOn: string;
    readonly contact: ContactFacts;
  },
  language: Language,
): Document {
  const nl = language === 'nl';
  const due = day(Date.parse(`${facts.dueOn}T12:00:00Z`), language);
  return {
    title: nl ? 'Ons antwoord duurt langer' : 'Our answer takes longer',
    language,
    letter: true,
    blocks: [
      ...opening(facts.request, language),
      {
        kind: 'text',
        text: nl
          ? `Wij hebben meer tijd nodig. U krijgt uiterlijk op ${due} antwoord.`
          : `We need more time. You have our answer by ${due}.`,
      },
      { kind: 'heading', text: nl ? 'Waarom duurt het langer?' : 'Why does it take longer?' },
      { kind: 'quote', text: facts.why },
      {
        kind: 'text',
        text: nl
          ? 'Wat u vroeg, blijft bewaard tot wij antwoorden.'
          : 'What you asked about is kept until we have answered.',
      },
      {
        kind: 'text',
        text: nl
          ? `Vindt u dit niet goed? Neem contact op met ${facts.contact.name}: ${facts.contact.reach}. U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl).`
          : `Do you disagree? Contact ${facts.contact.name}: ${facts.contact.reach}. You can also complain to the Dutch data protection authority (autoriteitpersoonsgegevens.nl).`,
      },
    ],
  };
}

function opening({ to, asked, receivedAt, onBehalfOf }: RightsRequestFacts, language: Language): Block[] {
  const nl = language === 'nl';
  const whose = onBehalfOf === undefined ? '' : nl ? ` voor ${onBehalfOf}` : ` for ${onBehalfOf}`;
  return [
    { kind: 'facts', rows: [[nl ? 'Aan' : 'To', to]] },
    {
      kind: 'text',
      text: nl
        ? `Op ${day(receivedAt, language)} kregen wij uw verzoek${whose}: ${asked}.`
        : `On ${day(receivedAt, language)} we received your request${whose}: ${asked}.`,
    },
  ];
}

/** Niet meer verwerkt: there is nothing left to give (AVG 15 (1)). */
function goneBlock(language: Language): Block {
  return {
    kind: 'text',
    text:
      language === 'nl'
        ? 'Wij zochten naar opnamen van u. Die zijn er niet meer. Wij hebben geen geluid, geen tekst en geen kopie die wij u kunnen geven.'
        : 'We looked for recordings of you. There are none any more. We have no sound, no text and no copy to give you.',
  };
}

function groundBlocks({ ground, evidence }: RightsDecisionFacts, language: Language): Block[] {
  if (ground === undefined) return [];
  const nl = language === 'nl';
  return [
    {
      kind: 'facts',
      rows: [
        [nl ? 'Reden in de wet' : 'Ground in the law', ground.words],
        [nl ? 'Artikel' : 'Article', ground.source],
      ],
    },
    ...(evidence === undefined
      ? []
      : [
          { kind: 'text' as const, text: nl ? 'Dit blijkt uit:' : 'This is shown by:' },
          { kind: 'quote' as const, text: evidence },
        ]),
  ];
}

function usesBlocks({ uses }: RightsDecisionFacts, language: Language): Block[] {
  if (uses === undefined || uses.length === 0) return [];
  const nl = language === 'nl';
  return [
    { kind: 'heading', text: nl ? 'Waarvoor en hoelang?' : 'What for, and how long?' },
    { kind: 'facts', rows: uses.map(({ purpose, until }) => [purpose, until] as const) },
    {
      kind: 'text',
      text: nl
        ? 'Wie luisterde, en waarvoor, staat op uw eigen pagina. Het staat ook in het bestand gegevens.json. Wij maakten de opname zelf, in het gesprek. U kunt ons vragen om aan te vullen, te verbeteren, af te schermen of te wissen. U kunt ook bezwaar maken tegen het gebruik.'
        : 'Who listened, and for what, stands on your own page or in the file gegevens.json. We made the recording ourselves, during the talk. You can ask us to supplement, correct, restrict or delete it, and you can object to its use.',
    },
  ];
}

function remedyBlocks({ remedy, remedyUntil, contact, outcome }: RightsDecisionFacts, language: Language): Block[] {
  const nl = language === 'nl';
  const until = day(Date.parse(`${remedyUntil}T12:00:00Z`), language);
  const way =
    remedy === 'bezwaar'
      ? nl
        ? `Dit is een besluit. U kunt bezwaar maken tot en met ${until}. Stuur ons dan een brief. Zet erin: uw naam en adres, de datum, om welk besluit het gaat en wat u ervan vindt. Zet uw handtekening. Zijn wij het daarna nog niet eens? Dan kunt u naar de rechter (beroep).`
        : `This is a decision of a public body. You can object (bezwaar) until ${until}. Write to us with your name and address, the date, which decision it is about, why you disagree, and your signature. If we still disagree afterwards, you can appeal to the court (beroep).`
      : nl
        ? `U kunt de rechter vragen om te beslissen. Dat kan tot en met ${until}, met een verzoekschrift.`
        : `You can ask the civil court to decide, by a petition, until ${until}.`;
  return [
    {
      kind: 'heading',
      text:
        outcome === 'granted'
          ? nl
            ? 'Bent u het er niet mee eens?'
            : 'Do you disagree?'
          : nl
            ? 'Wat kunt u doen?'
            : 'What can you do?',
    },
    { kind: 'text', text: way },
    {
      kind: 'text',
      text: nl
        ? 'U kunt ook klagen bij de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl.'
        : 'You can also ask the Dutch data protection authority to look into it, or complain there: autoriteitpersoonsgegevens.nl.',
    },
    {
      kind: 'text',
      text: nl ? `Hebt u vragen? ${contact.name}: ${contact.reach}.` : `Questions? ${contact.name}: ${contact.reach}.`,
    },
  ];
}
