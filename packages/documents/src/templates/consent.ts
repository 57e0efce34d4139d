import { type Document, day, type Language, moment } from '../document.ts';
import { type ContactFacts, type TalkFacts, talkRows } from './talk.ts';

/** One person's consent for one use (toestemming, AVG 4 (11) and 7). */
export interface ConsentFacts {
  readonly talk: TalkFacts;
  readonly person: string;
  /** The use in concrete words: "op onze website plaatsen tot 1 januari". */
  readonly use: string;
  /** Who will hear it. */
  readonly audience: string;
  readonly until?: number;
  readonly contact: ContactFacts;
  /** An employee: refusing has no consequence at work. */
  readonly employee: boolean;
  /** A legal representative says yes or no in their place. */
  readonly represented?: boolean;
}

/** Toestemmingsformulier: for one person and one use. */
export function consentForm(facts: ConsentFacts, language: Language): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Vindt u dit goed?' : 'Do you agree to this?',
    language,
    blocks: [
      { kind: 'facts', rows: [...talkRows(facts.talk, language), [nl ? 'Gevraagd aan' : 'Asked of', facts.person]] },
      {
        kind: 'text',
        text: nl
          ? `U bent te horen op deze opname. Wij willen haar gebruiken om: ${facts.use}. Wie hoort het: ${facts.audience}.`
          : `You can be heard on this recording. We want to use it to: ${facts.use}. Who hears it: ${facts.audience}.`,
      },
      {
        kind: 'list',
        items: nl
          ? [
              'U mag nee zeggen. Dat heeft geen gevolgen voor u.',
              ...(facts.employee ? ['Uw werkgever mag u niets verwijten als u nee zegt.'] : []),
              'Zegt u niets, dan is het nee.',
              'U mag uw ja altijd weer intrekken. Dat is net zo makkelijk als ja zeggen.',
              ...(facts.until === undefined ? [] : [`Uw ja geldt tot ${day(facts.until, language)}.`]),
            ]
          : [
              'You may say no. That has no consequences for you.',
              ...(facts.employee ? ['Your employer may not hold it against you if you say no.'] : []),
              'If you say nothing, that is a no.',
              'You may always withdraw your yes. That is as easy as giving it.',
              ...(facts.until === undefined ? [] : [`Your yes holds until ${day(facts.until, language)}.`]),
            ],
      },
      ...(facts.represented
        ? [
            {
              kind: 'text' as const,
              text: nl
                ? `Voor ${facts.person} beslist een ouder, voogd of andere wettelijk vertegenwoordiger. Die tekent hieronder.`
                : `For ${facts.person} a parent, guardian or other legal representative decides. They sign below.`,
            },
          ]
        : []),
      {
        kind: 'signatures',
        lines: [
          {
            role: nl ? 'ja / nee (streep door wat niet geldt)' : 'yes / no (cross out one)',
            ...(facts.represented ? {} : { name: facts.person }),
          },
        ],
      },
      {
        kind: 'note',
        text: nl
          ? `Vragen of intrekken: ${facts.contact.name}, ${facts.contact.reach}.`
          : `Questions, or to withdraw: ${facts.contact.name}, ${facts.contact.reach}.`,
      },
    ],
  };
}

/** Bevestiging van een intrekking: from now on; what was done before stays lawful (AVG 7, third paragraph). */
export function consentWithdrawn(
  facts: Pick<ConsentFacts, 'talk' | 'person' | 'use' | 'contact'> & {
    readonly at: number;
    /** Where copies went that cannot be called back. */
    readonly outOfReach: readonly string[];
  },
  language: Language,
): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Uw toestemming is ingetrokken' : 'Your consent was withdrawn',
    language,
    letter: true,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...talkRows(facts.talk, language),
          [nl ? 'Ingetrokken door' : 'Withdrawn by', facts.person],
          [nl ? 'Ingetrokken op' : 'Withdrawn on', moment(facts.at, language)],
          [nl ? 'Gebruik' : 'Use', facts.use],
        ],
      },
      {
        kind: 'text',
        text: nl
          ? 'Wij gebruiken de opname vanaf nu hier niet meer voor.'
          : 'From now on we do not use the recording for this.',
      },
      ...(facts.outOfReach.length === 0
        ? []
        : [
            {
              kind: 'text' as const,
              text: nl
                ? 'Deze kopieën gaven wij al eerder. Die krijgen wij niet meer terug:'
                : 'These copies were given out before. We cannot call them back:',
            },
            { kind: 'list' as const, items: facts.outOfReach },
          ]),
      {
        kind: 'note',
        text: nl
          ? `Vragen? ${facts.contact.name}, ${facts.contact.reach}.`
          : `Questions? ${facts.contact.name}, ${facts.contact.reach}.`,
      },
    ],
  };
}
