/** Dutch words for the page of documents. */
export const papersNl = {
  title: 'Documenten',
  nav: 'Documenten',
  intro:
    'Alles wat u op papier nodig hebt om op te nemen zoals het hoort. Elk formulier krijgt de naam en het logo van uw organisatie. Die stelt u in bij Instellingen.',
  groups: {
    before: 'Voordat u opneemt',
    staff: 'Personeel en ondernemingsraad',
    talk: 'Bij een gesprek',
    rights: 'Rechten van mensen',
    keeping: 'Bewaren en vernietigen',
    wrong: 'Als er iets misgaat',
  },
  source: (source: string) => `Bron: ${source}`,
  look: 'Bekijk',
  word: 'Word',
  text: 'Tekst',
  named: (form: string, title: string) => `${form}: ${title}`,
  made: 'Dit maakt het systeem voor u bij:',
  at: {
    plan: 'Opnameplan',
    talk: 'het gesprek zelf',
    requests: 'Verzoeken',
    keeping: 'Bewaren',
    privacy: 'Privacy',
    incidents: 'Incidenten',
  },
};
