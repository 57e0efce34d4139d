/** Dutch words of the staff's side of personal links. */
export const personalNl = {
  title: 'Eigen pagina voor de ander',
  intro:
    'Geef iemand van dit gesprek een eigen pagina: afspraken lezen, luisteren, een kopie nemen, bezwaar maken. Zonder account.',
  none: 'Nog niemand heeft een link.',
  whom: 'Voor wie?',
  unnamed: (place: number) => `Deelnemer ${place}`,
  codeBy: 'Hoe krijgt deze persoon de code?',
  ways: {
    desk: 'Een medewerker leest de code voor, als zeker is wie het is',
    sms: 'Per sms',
  },
  number: 'Mobiel nummer',
  numberHint: 'Met landnummer, zoals +31 6.',
  make: 'Maak een link',
  made: (name: string) => `De link voor ${name} is klaar`,
  once: 'U ziet de link nu één keer. Geef hem mee of stuur hem. De code gaat altijd langs een andere weg.',
  saveText: 'Download de uitnodiging als tekst',
  saveHtml: 'Download de uitnodiging als brief',
  state: {
    never: 'Nog niet gebruikt',
    opened: (moment: string) => `Laatst gebruikt op ${moment}`,
    revoked: (moment: string) => `Ingetrokken op ${moment}`,
  },
  refused: (n: number) => (n === 1 ? '1 keer zonder goede code geprobeerd' : `${n} keer zonder goede code geprobeerd`),
  code: 'Maak een code',
  codeFor: (name: string) => `Maak een code voor ${name}`,
  readOut: (code: string, time: string) => `Lees voor: ${code}. De code geldt tot ${time}.`,
  sure: 'Weet u zeker wie u voor u hebt? Lees de code dan pas voor.',
  revoke: 'Trek in',
  revokeOf: (name: string) => `Trek in: de link van ${name}`,
  revokeTitle: 'De link intrekken?',
  revokeText: 'Niemand kan er meer mee naar binnen. Een bezoek dat nu bezig is, stopt. U kunt daarna een nieuwe maken.',
  revokeYes: 'Trek de link in',
  acts: {
    'personal-link.made': () => 'maakte een persoonlijke link.',
    'personal-link.revoked': () => 'trok een persoonlijke link in.',
    'personal-link.code-made': () => 'maakte een code bij een persoonlijke link.',
    'personal-link.opened': () => 'opende de eigen pagina.',
    'personal-link.refused': () => 'hield iemand tegen met een link en zonder goede code.',
  },
};
export type PersonalWords = typeof personalNl;
