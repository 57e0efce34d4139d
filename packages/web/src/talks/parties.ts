/** How the people and the organisation of a talk are called. */
import type { Channel, Organisation, Party, Talk } from '@woordelijk/api';
import type { Words } from '../language/nl.ts';

/** A party's name, else its number, else its address. */
export function partyName(words: Words, party: Party): string {
  return party.name ?? party.number ?? party.address ?? words.list.unknownParty;
}

/** "Beller en Medewerker". */
export function partiesLine(words: Words, talk: Talk): string {
  if (talk.destruction) return words.list.destroyedTalk;
  const names = talk.parties.map((p) => partyName(words, p));
  return names.length === 0 ? words.list.unknownParty : new Intl.ListFormat(words.locale).format(names);
}

/** Whose voice a leg carries; its number where nobody is known. */
export function legName(words: Words, talk: Talk, channel: Channel): string {
  const names = talk.parties.filter((p) => channel.parties.includes(p.id)).map((p) => partyName(words, p));
  return names.length === 0 ? words.talk.leg(channel.channel) : new Intl.ListFormat(words.locale).format(names);
}

/** An organisation's own name; the two that every house has are called in the reader's language. */
export function organisationName(words: Words, { kind, name }: Organisation): string {
  return kind === 'organisation' ? name : words.organisations[kind];
}

/** Seconds from beginning to end; 0 while it goes on. */
export function talkSeconds(talk: Talk): number {
  return talk.endedAt === null ? 0 : Math.max(0, Date.parse(talk.endedAt) - Date.parse(talk.startedAt)) / 1000;
}
