/** What the documents about one talk have in common. */
import { type Block, type Language, moment } from '../document.ts';

/** The talk a document is about. */
export interface TalkFacts {
  /** When it is or was held; epoch milliseconds. */
  readonly at: number;
  /** What it is about, in the organisation's words. */
  readonly subject: string;
  /** Where: address or room, "telefoon", "online". */
  readonly place: string;
}

/** Whom to turn to. */
export interface ContactFacts {
  readonly name: string;
  /** Telephone number, e-mail address or desk. */
  readonly reach: string;
}

/** The talk as label and value. */
export function talkRows(talk: TalkFacts, language: Language): readonly (readonly [string, string])[] {
  const [about, when, where] =
    language === 'nl' ? ['Gesprek over', 'Wanneer', 'Waar'] : ['Talk about', 'When', 'Where'];
  return [
    [about!, talk.subject],
    [when!, moment(talk.at, language)],
    [where!, talk.place],
  ];
}

/** Where a complaint goes, and who looks at it when that does not help (Awb 9:1, 9:17; AVG 77). */
export function complaintBlocks(complaint: ContactFacts, authority: boolean, language: Language): Block[] {
  const nl = [
    `Bent u het er niet mee eens, of ging het niet goed? Dan kunt u een klacht indienen bij ${complaint.name}: ${complaint.reach}.`,
    ...(authority
      ? ['Komt u er met ons niet uit? Dan kunt u naar de ombudsman. Welke dat is, leest u op nationaleombudsman.nl.']
      : []),
    'Gaat het over uw persoonsgegevens? Dan kunt u ook naar de Autoriteit Persoonsgegevens.',
  ];
  const en = [
    `Do you disagree, or did something go wrong? You can complain to ${complaint.name}: ${complaint.reach}.`,
    ...(authority ? ['If that does not help, you can go to the ombudsman. See nationaleombudsman.nl.'] : []),
    'If it is about your personal data, you can also go to the Dutch data protection authority (AP).',
  ];
  return [
    { kind: 'heading', text: language === 'nl' ? 'Niet tevreden?' : 'Not satisfied?' },
    ...(language === 'nl' ? nl : en).map((text): Block => ({ kind: 'text', text })),
  ];
}
