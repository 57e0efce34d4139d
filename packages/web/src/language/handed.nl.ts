/** Dutch words around a file that is handed in. Its shape is the dictionary's type. */
export const handedNl = {
  choose: 'Kies het bestand',
  give: 'Lever deze opname in',
  hint: 'WAV, MP3, M4A, Ogg of WebM, hoogstens 2 GB. Wij bewaren het precies zoals het is.',
  waiting: (name: string) => `“${name}” is nog niet helemaal binnen. Kies het bestand nog eens: dan gaan wij verder.`,
  bringing: (name: string) => `Bezig met ${name}`,
  progress: (done: string, all: string) => `${done} van ${all} MB is veilig binnen`,
  slow: 'De verbinding is weg. Wij proberen het steeds opnieuw en gaan verder waar wij waren.',
  stop: 'Stop en gooi weg wat binnen is',
  done: 'Het bestand is helemaal binnen',
  doneText: 'Controleer zelf of het hetzelfde is: reken van uw eigen bestand de SHA-256 uit en vergelijk.',
  likeness: {
    same: 'Dit is precies wat tijdens het gesprek is opgenomen: de vingerafdrukken van toen kloppen.',
    partly: 'Zo ver als de vingerafdrukken van tijdens het gesprek gaan, kloppen zij.',
    differs: 'De vingerafdrukken van tijdens het gesprek horen niet bij dit bestand.',
  },
  fingerprint: 'Vingerafdruk (SHA-256)',
  tooLarge: 'Dit bestand is groter dan 2 GB. Bel de organisatie om te vragen hoe het wel kan.',
  empty: 'Dit bestand is leeg. Kies het bestand met de opname.',
  unreadable: 'De browser kan dit bestand niet lezen. Misschien is het verplaatst of veranderd. Kies het opnieuw.',
  failed: 'Het bestand kwam niet binnen',
  unreachable: 'De server antwoordt niet. Controleer uw verbinding en probeer het opnieuw.',
  megabytes: (bytes: number) => (bytes / 1e6).toLocaleString('nl-NL', { maximumFractionDigits: 1 }),
};
export type HandedWords = typeof handedNl;
