import { type Document, day, type Language } from '../document.ts';

/** What people are told before a recording (meldtekst, AVG 13). */
export interface NoticeFacts {
  readonly organisation: string;
  /** Concrete purposes: "om na te gaan wat er is afgesproken". */
  readonly purposes: readonly string[];
  /** How long it is kept, in words: "zes weken". */
  readonly kept: string;
  /** What somebody does who does not want this: another channel without recording. */
  readonly otherWay: string;
  /** Where to read more. */
  readonly moreAt: string;
}

/** The words to say or play before a call or talk (meldtekst, bandje). */
export function spokenNotice(facts: NoticeFacts, language: Language): string {
  return language === 'nl'
    ? `${facts.organisation} neemt dit gesprek op. Wij doen dat ${list(facts.purposes, 'nl')}. Wij bewaren de opname ${facts.kept}. Wilt u dat niet? ${facts.otherWay}`
    : `${facts.organisation} records this talk. We do this ${list(facts.purposes, 'en')}. We keep the recording for ${facts.kept}. Do you not want this? ${facts.otherWay}`;
}

/** Bordje: a sign at the door. It informs; it is no consent and no basis. */
export function sign(facts: NoticeFacts, language: Language): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Hier worden gesprekken opgenomen' : 'Talks are recorded here',
    language,
    blocks: [
      { kind: 'text', text: spokenNotice(facts, language) },
      {
        kind: 'note',
        text: nl ? `Meer weten? ${facts.moreAt}` : `More? ${facts.moreAt}`,
      },
    ],
  };
}

/** What a sign says that hangs at a place, with where and since when: to print (bordje). It informs; it is no consent. */
export interface SignSheetFacts {
  readonly organisation: string;
  readonly place: string;
  /** YYYY-MM-DD. */
  readonly since: string;
  /** The sign's own words. */
  readonly words: string;
  readonly contact: { readonly name: string; readonly reach: string };
}

/** Bordje om op te hangen. */
export function signSheet(facts: SignSheetFacts, language: Language): Document {
  const nl = language === 'nl';
  const since = day(Date.parse(`${facts.since}T12:00:00Z`), language);
  const { name, reach } = facts.contact;
  return {
    title: nl ? 'Hier worden opnamen gemaakt' : 'Recordings are made here',
    language,
    blocks: [
      { kind: 'text', text: facts.words },
      {
        kind: 'facts',
        rows: [
          [nl ? 'Wie neemt op' : 'Who records', facts.organisation],
          [nl ? 'Waar' : 'Where', facts.place],
          [nl ? 'Sinds' : 'Since', since],
        ],
      },
      {
        kind: 'text',
        text: nl
          ? `Wilt u niet worden opgenomen? Zeg dat tegen een medewerker, of vraag het aan ${name}: ${reach}.`
          : `Do you not want to be recorded? Tell our staff, or ask ${name}: ${reach}.`,
      },
      {
        kind: 'note',
        text: nl
          ? 'Dit bordje is geen toestemming. Wie eerder bezwaar maakte, wordt niet opgenomen.'
          : 'This sign is no consent. Whoever objected before is not recorded.',
      },
    ],
  };
}

function list(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
