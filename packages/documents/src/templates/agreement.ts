import { type Document, type Language, moment } from '../document.ts';
import { type TalkFacts, talkRows } from './talk.ts';

/** What both sides agree on before a recording (afspraken), and how each confirmed it. */
export interface AgreementFacts {
  readonly talk: TalkFacts;
  readonly records: string;
  /** The rules that apply to this talk, as sentences of the rules. */
  readonly rules: readonly string[];
  /** Who agreed, in which role, when and how; empty: a form to sign on paper. */
  readonly confirmed: readonly {
    readonly name: string;
    readonly role: string;
    readonly at: number;
    readonly how: 'own-device' | 'official-screen';
  }[];
  /** Roles that sign on paper. */
  readonly toSign: readonly string[];
  /** Fingerprint of the agreed text (SHA-256, hex) and version of the rules. */
  readonly fingerprint?: string;
  readonly rulesVersion: string;
}

/** Afspraken over de opname: the same document for both sides. */
export function agreement(facts: AgreementFacts, language: Language): Document {
  const nl = language === 'nl';
  const how = {
    'own-device': nl ? 'op een eigen apparaat' : 'on an own device',
    'official-screen': nl ? 'op het scherm van de medewerker' : 'on the official’s screen',
  };
  return {
    title: nl ? 'Afspraken over het opnemen van ons gesprek' : 'What we agree about recording our talk',
    language,
    blocks: [
      {
        kind: 'facts',
        rows: [...talkRows(facts.talk, language), [nl ? 'Wie neemt op' : 'Who records', facts.records]],
      },
      { kind: 'heading', text: nl ? 'Dit spreken wij af' : 'This we agree' },
      { kind: 'list', items: facts.rules },
      ...(facts.confirmed.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: nl ? 'Bevestigd door' : 'Confirmed by' },
            {
              kind: 'facts' as const,
              rows: facts.confirmed.map(
                (one) => [`${one.name} (${one.role})`, `${moment(one.at, language)}, ${how[one.how]}`] as const,
              ),
            },
          ]),
      ...(facts.toSign.length === 0
        ? []
        : [{ kind: 'signatures' as const, lines: facts.toSign.map((role) => ({ role })) }]),
      {
        kind: 'note',
        text: [
          nl ? `Regels: versie ${facts.rulesVersion}.` : `Rules: version ${facts.rulesVersion}.`,
          ...(facts.fingerprint === undefined
            ? []
            : [
                nl
                  ? `Kenmerk van deze tekst: ${facts.fingerprint}.`
                  : `Fingerprint of this text: ${facts.fingerprint}.`,
              ]),
          nl
            ? 'Wij hebben allebei hetzelfde document. Uw rechten blijven altijd gelden, ook als zij hier niet staan.'
            : 'We both have the same document. Your rights always hold, also where this does not mention them.',
        ].join(' '),
      },
    ],
  };
}
