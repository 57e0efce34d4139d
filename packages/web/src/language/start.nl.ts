/** Dutch words of the start page: the tour of the first day, what waits, and the figures; and of the map of keys. */
const talks = (n: number) => (n === 1 ? '1 gesprek' : `${n} gesprekken`);

export const startNl = {
  firstDay: {
    title: (name: string) => `Welkom, ${name}`,
    step: (n: number, of: number) => `Stap ${n} van ${of}`,
    steps: {
      talks: {
        title: 'Hier begint u',
        text: 'Op deze pagina staan de gesprekken die u mag zien. Bovenaan staat wat op u wacht. Klik op Woordelijk, linksboven, en u bent hier weer.',
      },
      plan: {
        title: 'Zet een gesprek klaar',
        text: 'Wil iemand een gesprek opnemen? Kies “Plan een gesprek”. U legt vooraf samen vast wat er mag. Dat kan ook nog aan tafel.',
      },
      record: {
        title: 'Neem op',
        text: 'Met “Opnemen” neemt u op met uw telefoon, tablet of laptop. Dat werkt ook zonder netwerk. U zegt het altijd vooraf.',
      },
      menu: {
        title: 'Vind al het andere in het menu',
        text: 'Achter “Menu” staan verzoeken, bewaren en instellingen. U ziet daar alleen wat bij uw werk hoort.',
      },
      help: {
        title: 'Vraag hulp op elke pagina',
        text: 'Onder aan elke pagina staat “Hulp bij deze pagina”. Met de toets ? ziet u alle toetsen. Ook deze rondleiding vindt u daar terug.',
      },
    },
    next: 'Volgende stap',
    back: 'Vorige stap',
    skip: 'Sla de rondleiding over',
    done: 'Sluit de rondleiding',
    again: 'Bekijk de rondleiding',
  },
  keyMap: {
    title: 'Toetsen',
    open: 'Bekijk alle toetsen',
    close: 'Sluit dit overzicht',
    groups: {
      everywhere: 'Overal',
      player: 'In een gesprek, bij het luisteren',
      edit: 'In een bewerking, bij een tijd',
    },
    keys: {
      everywhere: [
        ['?', 'dit overzicht'],
        ['Tab', 'naar het volgende veld of de volgende knop'],
        ['Shift + Tab', 'terug naar het vorige'],
        ['Enter', 'drukt op de knop of opent de link'],
        ['Spatie', 'zet een vinkje of drukt op de knop'],
        ['Escape', 'sluit het menu, een vraag of dit overzicht'],
      ],
      player: [
        ['Spatie of K', 'afspelen en pauzeren'],
        ['J', '10 seconden terug'],
        ['L', '10 seconden vooruit'],
        ['← en →', '5 seconden terug en vooruit'],
      ],
      edit: [['↑ en ↓', 'een tiende seconde later en eerder']],
    } as Readonly<Record<string, readonly (readonly [key: string, does: string])[]>>,
    on: 'Losse toetsen gebruiken (?, K, J, L en de pijlen)',
    onHint: 'Zet dit uit als u met uw stem werkt, of als toetsen per ongeluk iets doen.',
  },
  waiting: {
    title: 'Wat op u wacht',
    nothing: 'Er wacht nu niets op u.',
    late: (n: number) => (n === 1 ? '1 verzoek over rechten is te laat' : `${n} verzoeken over rechten zijn te laat`),
    rights: (n: number, days: number) => {
      const when = days === 0 ? 'vandaag' : days === 1 ? 'binnen 1 dag' : `binnen ${days} dagen`;
      return n === 1
        ? `1 verzoek over rechten staat open en moet ${when} af`
        : `${n} verzoeken over rechten staan open, het eerste moet ${when} af`;
    },
    absents: (n: number) =>
      n === 1
        ? 'Over 1 persoon is gesproken die er niet bij was'
        : `Over ${n} personen is gesproken die er niet bij waren`,
    questions: (n: number) =>
      n === 1 ? '1 vraag van het publiek staat open' : `${n} vragen van het publiek staan open`,
    due: (n: number) => `${talks(n)} over de termijn: vernietig of houd aan`,
    holds: (n: number) =>
      n === 1 ? '1 opschorting moet opnieuw worden bekeken' : `${n} opschortingen moeten opnieuw worden bekeken`,
    cards: (n: number) => (n === 1 ? '1 kwaliteitskaart wacht' : `${n} kwaliteitskaarten wachten`),
  },
  plots: {
    title: 'In het kort',
    of: (name: string) => `In het kort: ${name}`,
    recorded: (n: number) => `${talks(n)} opgenomen`,
    recordedHow: 'per week, twaalf weken',
    asked: (n: number) => (n === 1 ? '1 verzoek om op te nemen' : `${n} verzoeken om op te nemen`),
    askedHow: 'wat ervan kwam, twaalf weken',
    terms: (n: number) => (n === 1 ? '1 verzoek over rechten' : `${n} verzoeken over rechten`),
    termsHow: 'open, naar dagen die er nog zijn',
    due: (n: number) => `${talks(n)} te vernietigen`,
    dueHow: 'per maand, de komende twee jaar',
    lost: (text: string) => `${text} geluid kwam niet aan`,
    allArrived: 'Al het geluid kwam aan',
    lostHow: 'seconden per uur opname, per week',
    more: 'Meer cijfers en de zelfcontrole',
    month: 'Maand',
    number: 'Aantal',
    noneYet: 'Nog niets.',
  },
};
