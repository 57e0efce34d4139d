import type { Document, Language } from '../document.ts';
import { type TalkFacts, talkRows } from './talk.ts';

/** Somebody acts for somebody else (machtiging, BW 3:60; opdracht om op te nemen). */
export interface MandateFacts {
  readonly talk: TalkFacts;
  readonly giver: string;
  readonly holder: string;
  readonly may: readonly string[];
}

/** Machtiging. */
export function mandate(facts: MandateFacts, language: Language): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Machtiging' : 'Authorisation',
    language,
    blocks: [
      { kind: 'facts', rows: talkRows(facts.talk, language) },
      {
        kind: 'text',
        text: nl
          ? `${facts.giver} geeft ${facts.holder} toestemming om voor dit gesprek:`
          : `${facts.giver} authorises ${facts.holder} for this talk to:`,
      },
      { kind: 'list', items: facts.may },
      {
        kind: 'text',
        text: nl ? 'U kunt deze machtiging altijd intrekken.' : 'You can always withdraw this authorisation.',
      },
      { kind: 'signatures', lines: [{ role: nl ? 'wie machtigt' : 'who authorises', name: facts.giver }] },
    ],
  };
}
