/** Dutch words of the works council's page. */
export const councilNl = {
  title: 'Ondernemingsraad',
  nav: 'Ondernemingsraad',
  intro:
    'Wat met de ondernemingsraad is afgesproken, wat er verandert, en cijfers. Er staat geen geluid en geen naam in.',
  noPlans: 'Er is nog geen opnameplan. Zonder plan wordt niets opgenomen.',
  againTitle: (n: number) => (n === 1 ? '1 plan vraagt opnieuw instemming' : `${n} plannen vragen opnieuw instemming`),
  againText:
    'Het doel, de bewaartermijn of het gebruik van software is anders opgeschreven. Het nieuwe plan gaat niet in voordat u opnieuw bent gevraagd (WOR 27 lid 1 onder k en l).',
  draft: 'Concept: er wordt nog niets mee opgenomen',
  live: (number: number, since: string) => `Versie ${number}, sinds ${since}`,
  purposes: 'Waarvoor, en hoelang bewaard',
  notSettled: 'nog niet bepaald',
  software: 'Luistert er software mee?',
  pattern: 'Wordt er structureel opgenomen?',
  buffer: 'Weg tenzij iemand kiest om te bewaren, na',
  days: (n: number) => (n === 1 ? '1 dag' : `${n} dagen`),
  agreed: 'Wat is afgesproken',
  notAsked: 'Er is nog niets aan de ondernemingsraad gevraagd.',
  nullity: (day: string) => `De ondernemingsraad kan tot en met ${day} de nietigheid inroepen (WOR 27 lid 5).`,
  changes: 'Wat er verandert',
  changedBefore: 'Het plan veranderde sinds de afspraak. Vraag de opsteller wat er anders is.',
  what: {
    purpose: 'Doel',
    term: 'Bewaartermijn',
    software: 'Software',
    pattern: 'Hoe vaak',
    buffer: 'Weg na',
  },
  change: (before: string | null, after: string | null) =>
    before === null ? `nieuw: ${after}` : after === null ? `vervalt: ${before}` : `was “${before}”, wordt “${after}”`,
  quality: 'Kwaliteit van gesprekken',
  noProtocol: 'Er is geen protocol. Dan wordt er ook niet naar kwaliteit geluisterd.',
  since: (day: string) => `Zo wordt ernaar gekeken, sinds ${day}:`,
  most: (n: number) => `Het lot kiest per keer hoogstens ${n} gesprekken van een afdeling.`,
  noScores: 'Software beoordeelt hier niemand en leest geen emoties af. Dat kan niet worden aangezet.',
  figures: 'Cijfers van twaalf weken',
  from: (day: string) => `Vanaf ${day}`,
  suppressed: (fewest: number) =>
    `Geen getal gaat over één medewerker. Daarom staat er “te weinig” bij een getal onder ${fewest}, bij een getal over minder dan ${fewest} medewerkers, en bij wat steeds dezelfde persoon deed.`,
  few: 'te weinig om te noemen',
  recorded: 'Opgenomen gesprekken',
  used: (purpose: string) => `Keren gebruikt: ${purpose}`,
  unknown: 'doel niet vastgelegd',
  refused: 'Keren dat luisteren is geweigerd',
  drawn: 'Gesprekken die het lot koos voor kwaliteit',
};
export type CouncilWords = typeof councilNl;
