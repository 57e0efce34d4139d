/** What stays of a talk that was destroyed. */
import { type Document, day, type Language, moment } from '../document.ts';

/** Names nobody who took part. Moments in epoch milliseconds. */
export interface CertificateFacts {
  readonly organisation: string;
  readonly talk: string;
  readonly startedAt: number;
  readonly ground: 'term' | 'not-kept' | 'no-contract' | 'request' | 'decision';
  /** Why, and the rule that was followed. */
  readonly words: string;
  /** Who decided: a post, or that it was arranged beforehand. */
  readonly decidedBy: string;
  readonly decidedAt: number;
  /** Null: it is under way. */
  readonly destroyedAt: number | null;
  /** Fingerprint of the recording that was destroyed, hex; null: nothing was recorded. */
  readonly root: string | null;
  readonly bytes: number | null;
  /** Files of the other side that went with it. */
  readonly files: number;
  /** When copies left the house: no destruction reaches them. */
  readonly copies: readonly number[];
}

const GROUNDS = {
  term: { nl: 'de bewaartermijn is voorbij', en: 'its term is over' },
  'not-kept': { nl: 'niemand koos om het te bewaren', en: 'nobody chose to keep it' },
  'no-contract': { nl: 'er kwam geen overeenkomst', en: 'no contract came about' },
  request: { nl: 'iemand die erop staat, vroeg erom', en: 'somebody on it asked for it' },
  decision: { nl: 'een ander besluit', en: 'another decision' },
} as const;

/** Verklaring van vernietiging (Archiefbesluit 8; AVG 5 (1) e, 17). */
export function destructionCertificate(facts: CertificateFacts, language: Language): Document {
  const nl = language === 'nl';
  const none = nl ? 'geen' : 'none';
  return {
    title: nl ? 'Verklaring van vernietiging' : 'Certificate of destruction',
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [nl ? 'Van wie' : 'Whose', facts.organisation],
          [nl ? 'Gesprek' : 'Talk', facts.talk],
          [nl ? 'Gehouden op' : 'Held on', day(facts.startedAt, language)],
          [nl ? 'Grond' : 'Ground', GROUNDS[facts.ground][language]],
          [nl ? 'Waarom' : 'Why', facts.words],
          [nl ? 'Besloten door' : 'Decided by', facts.decidedBy],
          [nl ? 'Besloten op' : 'Decided on', moment(facts.decidedAt, language)],
          [
            nl ? 'Vernietigd op' : 'Destroyed on',
            facts.destroyedAt === null
              ? nl
                ? 'de vernietiging loopt'
                : 'it is under way'
              : moment(facts.destroyedAt, language),
          ],
          [
            nl ? 'Opname' : 'Recording',
            facts.root === null
              ? none
              : `${facts.bytes ?? 0} bytes, ${nl ? 'vingerafdruk' : 'fingerprint'} ${facts.root}`,
          ],
          [nl ? 'Ingeleverde bestanden' : 'Files handed in', String(facts.files)],
          [
            nl ? 'Kopieën die eerder zijn gegeven' : 'Copies that were given before',
            facts.copies.map((at) => day(at, language)).join(', ') || none,
          ],
        ],
      },
      {
        kind: 'text',
        text: nl
          ? 'De sleutels van dit gesprek zijn vernietigd. Niemand kan het geluid, de namen en de nummers nog lezen. Dat geldt ook voor onze back-ups. Kopieën die eerder zijn gegeven, kunnen wij niet vernietigen.'
          : 'The keys of this talk were destroyed. Nobody can read the sound, the names and the numbers any more. That holds for our backups too. Copies that were given before are out of our reach.',
      },
    ],
  };
}
