/** The letter to somebody who was not in a talk, and was talked about on its recording (AVG 14). */
import { type Block, type Document, day, type Language } from '../document.ts';
import type { ContactFacts } from './talk.ts';

export interface AbsentNoticeFacts {
  /** To whom: their name, or how they are known. */
  readonly to: string;
  readonly organisation: string;
  /** When the talk was held, epoch milliseconds. */
  readonly talkAt: number;
  /** What kind of data about them is on it, in words. */
  readonly about: string;
  /** Why it is used, on which ground, and until when; empty where no plan tells. */
  readonly uses: readonly { readonly purpose: string; readonly basis?: string; readonly until: string }[];
  /** Who is outside the organisation and may get it. */
  readonly recipients: readonly string[];
  readonly contact: ContactFacts;
  /** The officer who looks after data (FG), where it is another. */
  readonly dpo?: ContactFacts;
}

/** Bericht aan wie is besproken: what AVG 14 (1) and (2) ask to be told. */
export function absentNotice(facts: AbsentNoticeFacts, language: Language): Document {
  const nl = language === 'nl';
  const { organisation, contact, dpo } = facts;
  const on = day(facts.talkAt, language);
  const outside = facts.recipients.join(', ') || (nl ? 'niemand' : 'nobody');
  return {
    title: nl ? 'In een gesprek is over u gesproken' : 'You were talked about in a talk',
    language,
    letter: true,
    blocks: [
      { kind: 'facts', rows: [[nl ? 'Aan' : 'To', facts.to]] },
      {
        kind: 'text',
        text: nl
          ? `Op ${on} namen wij een gesprek op. U was daar niet bij. In het gesprek is wel iets over u gezegd. Daarom krijgt u deze brief. U hoeft niets te doen.`
          : `On ${on} we recorded a talk. You were not there. Something was said about you in it. That is why you get this letter. You need not do anything.`,
      },
      { kind: 'heading', text: nl ? 'Wat hebben wij over u?' : 'What do we have about you?' },
      {
        kind: 'facts',
        rows: [
          [nl ? 'Waar het over gaat' : 'What it is about', facts.about],
          [
            nl ? 'Hoe wij eraan komen' : 'Where it comes from',
            nl ? 'Iemand vertelde het in het gesprek' : 'Somebody told it during the talk',
          ],
          [nl ? 'Wie het heeft' : 'Who holds it', organisation],
          [nl ? 'Wie het buiten ons krijgt' : 'Who gets it outside', outside],
        ],
      },
      ...usesBlocks(facts, language),
      { kind: 'heading', text: nl ? 'Wat kunt u doen?' : 'What can you do?' },
      {
        kind: 'text',
        text: nl
          ? 'U kunt vragen om te horen wat er over u is gezegd. Anderen in het gesprek hoort u dan niet. U kunt ons ook vragen om iets aan te vullen, te verbeteren, af te schermen of te wissen. En u kunt bezwaar maken tegen het gebruik. Dat kost niets. U krijgt binnen een maand antwoord. De computer besluit niet over u.'
          : 'You can ask to hear what was said about you. You do not hear others in the talk then. You can also ask us to supplement, correct, restrict or delete it, and you can object to its use. It is free of charge, and you have an answer within a month. No computer decides about you.',
      },
      {
        kind: 'text',
        text: nl
          ? `Vraag het aan ${contact.name}: ${contact.reach}.${dpo === undefined ? '' : ` Onze functionaris gegevensbescherming is ${dpo.name}: ${dpo.reach}.`}`
          : `Ask ${contact.name}: ${contact.reach}.${dpo === undefined ? '' : ` Our data protection officer is ${dpo.name}: ${dpo.reach}.`}`,
      },
      {
        kind: 'text',
        text: nl
          ? 'U kunt ook klagen bij de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl.'
          : 'You can also complain to the Dutch data protection authority: autoriteitpersoonsgegevens.nl.',
      },
    ],
  };
}

function usesBlocks({ uses }: AbsentNoticeFacts, language: Language): Block[] {
  if (uses.length === 0) return [];
  const nl = language === 'nl';
  return [
    { kind: 'heading', text: nl ? 'Waarvoor en hoelang?' : 'What for, and how long?' },
    {
      kind: 'facts',
      rows: uses.map(({ purpose, basis, until }) => [
        purpose,
        basis === undefined ? until : `${until}. ${nl ? 'Grond in de wet' : 'Ground in the law'}: ${basis}`,
      ]),
    },
  ];
}
