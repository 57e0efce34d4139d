/** Dutch words for who looks after the rules. */
type Figures = Readonly<Record<string, number>>;
const number = (n: number | undefined) => String(n ?? 0);
const count = (n: number | undefined, one: string, more: string) => (n === 1 ? `1 ${one}` : `${number(n)} ${more}`);

export const oversightNl = {
  title: 'Toezicht',
  nav: 'Toezicht',
  intro: 'Of de regels worden gevolgd. U ziet hier geen geluid.',
  print: 'Druk af of bewaar als pdf',
  audit: {
    title: 'Is het op orde?',
    made: (when: string) => `Het systeem keek zichzelf na op ${when}.`,
    allGood: 'Alles is op orde.',
    some: (wrong: number, attention: number) =>
      [
        wrong > 0 && count(wrong, 'punt is niet op orde', 'punten zijn niet op orde'),
        attention > 0 && count(attention, 'punt vraagt aandacht', 'punten vragen aandacht'),
      ]
        .filter(Boolean)
        .join(', ')
        .concat('.'),
    states: { good: 'Op orde', attention: 'Let op', wrong: 'Niet op orde' },
    subjects: {
      plans: 'Opnameplannen',
      requests: 'Verzoeken over rechten',
      absents: 'Mensen die zijn besproken',
      holds: 'Opschortingen',
      retention: 'Bewaartermijnen',
      destruction: 'Vernietigingen',
      refused: 'Geweigerde inzage',
      storing: 'Opslaan van opnamen',
      mail: 'Post',
      jobs: 'Werk op de achtergrond',
      backup: 'Back-up',
      rules: 'De regels zelf',
      seals: 'Controle van zegels en logboek',
      incidents: 'Incidenten',
      processors: 'Verwerkersovereenkomsten',
    } as Readonly<Record<string, string>>,
    says: {
      plans: ({ live, drafts }: Figures) =>
        live === 0
          ? 'Er loopt geen opnameplan. Zonder plan wordt niets opgenomen.'
          : `${count(live, 'plan loopt', 'plannen lopen')}.${drafts === 0 ? '' : ` ${count(drafts, 'plan is nog een concept', 'plannen zijn nog een concept')}.`}`,
      requests: ({ open, late, soon }: Figures) =>
        open === 0
          ? 'Er staan geen verzoeken open.'
          : `${count(open, 'verzoek staat open', 'verzoeken staan open')}. ${number(late)} over de termijn, ${number(soon)} binnen een week.`,
      absents: ({ open, late }: Figures) =>
        open === 0
          ? 'Niemand wacht nog op een bericht.'
          : `${count(open, 'persoon wacht', 'mensen wachten')} op een besluit of een bericht. ${number(late)} over de termijn.`,
      holds: ({ open, late }: Figures) =>
        open === 0
          ? 'Niets houdt een vernietiging tegen.'
          : `${count(open, 'opschorting loopt', 'opschortingen lopen')}. ${number(late)} moeten opnieuw bekeken worden.`,
      retention: ({ due, days }: Figures) =>
        due === 0
          ? 'Geen gesprek is over zijn termijn.'
          : `${count(due, 'gesprek is', 'gesprekken zijn')} over de termijn. Het oudste ${count(days, 'dag', 'dagen')}.`,
      destruction: ({ open, late }: Figures) =>
        open === 0
          ? 'Alles wat weg moest, is weg.'
          : `${count(open, 'vernietiging loopt', 'vernietigingen lopen')} nog. ${number(late)} langer dan een dag.`,
      refused: ({ refused, days }: Figures) =>
        refused === 0
          ? `Niemand werd geweigerd in de laatste ${number(days)} dagen.`
          : `${count(refused, 'keer werd iemand', 'keer werd iemand')} geweigerd in de laatste ${number(days)} dagen. Zie hieronder.`,
      storing: ({ late }: Figures) =>
        late === 0
          ? 'Elke opname die klaar is, is opgeslagen.'
          : `${count(late, 'opname is', 'opnamen zijn')} na een uur nog niet opgeslagen. Vraag de beheerder om te kijken.`,
      mail: ({ failed, waiting }: Figures) =>
        failed === 0 && waiting === 0
          ? 'Alle post is weg.'
          : `${count(failed, 'bericht kon', 'berichten konden')} niet weg, ${count(waiting, 'bericht wacht', 'berichten wachten')}.`,
      jobs: ({ failing }: Figures) =>
        failing === 0
          ? 'Al het werk op de achtergrond lukt.'
          : `${count(failing, 'taak mislukt', 'taken mislukken')} steeds. Vraag de beheerder om in het log te kijken.`,
      seals: ({ open, last }: Figures, moment: (at: number) => string) =>
        last === undefined
          ? 'Er is nog geen nachtelijke controle geweest.'
          : `${open === 0 ? 'Alle zegels klopten.' : `${count(open, 'bevinding staat', 'bevindingen staan')} open.`} Laatste controle op ${moment(last)}.`,
      incidents: ({ open, late }: Figures) =>
        open === 0
          ? 'Er staan geen incidenten open.'
          : `${count(open, 'incident staat', 'incidenten staan')} open. ${number(late)} over de 72 uur.`,
      processors: ({ listed, lacking }: Figures) =>
        listed === 0
          ? 'Er staat niemand in het register.'
          : `${count(listed, 'partij', 'partijen')} in het register. Bij ${number(lacking)} ontbreekt iets.`,
      backup: ({ last }: Figures, moment: (at: number) => string) =>
        last === undefined
          ? 'Er is nog nooit een back-up gemaakt. Lees docs/backup.md.'
          : `De laatste back-up was op ${moment(last)}.`,
      rules: ({ rows, unreviewed }: Figures) =>
        unreviewed === 0
          ? `Een jurist keek alle ${number(rows)} regels na.`
          : `Een jurist keek ${number(unreviewed)} van de ${number(rows)} regels nog niet na.`,
    } as Readonly<Record<string, (figures: Figures, moment: (at: number) => string) => string>>,
    go: 'Ga erheen',
  },
  figures: {
    title: 'Cijfers van twaalf weken',
    intro: 'Er staan geen namen in.',
    week: 'Week van',
    plots: {
      recorded: 'Opgenomen gesprekken',
      unrecorded: 'Gesprekken die niet werden opgenomen',
      played: 'Keren dat iemand luisterde',
      destroyed: 'Vernietigde opnamen',
      lost: 'Geluid dat niet aankwam, per uur opname',
    },
    lost: (seconds: number) => `${seconds.toFixed(1).replace('.', ',')} s`,
    number: 'Aantal',
    decided: 'Verzoeken om op te nemen',
    granted: 'Toegestaan',
    refused: 'Geweigerd',
    alternatives: {
      'office-records': 'Geweigerd, wij namen op',
      companion: 'Geweigerd, iemand kwam mee',
      'written-account': 'Geweigerd, er kwam een verslag',
      none: 'Geweigerd, zonder andere oplossing',
    } as Readonly<Record<string, string>>,
    unrecorded: 'Waarom niet opgenomen?',
    because: {
      objection: 'Iemand maakte bezwaar',
      'no-plan': 'Er liep geen opnameplan',
      excluded: 'Lijn of nummer wordt nooit opgenomen',
    } as Readonly<Record<string, string>>,
    readings: 'Waarvoor werd geluisterd of gekeken?',
    unknown: 'doel niet vastgelegd',
    cut: 'Er was meer dan wij tellen: dit zijn de nieuwste 5000.',
    nothing: 'Er is nog niets om te tellen.',
    noneHere: 'Geen in deze weken.',
  },
  coming: 'Wat eraan komt: vernietigen en antwoorden',
  decisions: {
    title: 'Wat mensen besloten',
    intro: 'De computer besluit niet over open normen. Hier staat wie dat deed.',
    none: 'Er is nog niets besloten.',
    acts: {
      'request.decided': 'Besluit over een verzoek om op te nemen',
      'gate.passed': 'Vond opnemen hier nodig',
      'objection.lifted': 'Een bezwaar gold hier niet',
      'recording.judged': 'Oordeel over een ontvangen opname',
      'misuse.closed': 'Een melding afgehandeld',
      'share.weighed': 'Groot openbaar belang afgewogen',
      'rights.decided': 'Antwoord op een verzoek over rechten',
      'absent.decided': 'Beslist of wie wordt besproken dat hoort',
      'plan.assessed': 'Belangen afgewogen bij een opnameplan',
      'plan.excepted': 'Een uitzondering beoordeeld',
      'plan.impact-recorded': 'DPIA vastgelegd',
      'plan.advised': 'Advies over een opnameplan',
      'plan.use-judged': 'Oordeel over een nieuw doel',
      'destruction.decided': 'Besloten te vernietigen',
      'hold.lifted': 'Een opschorting opgeheven',
    } as Readonly<Record<string, string>>,
    outcomes: {
      granted: 'toegestaan',
      refused: 'geweigerd',
      partly: 'gedeeltelijk',
      withdrawn: 'ingetrokken',
      positive: 'ja',
      negative: 'nee',
      true: 'ja',
      false: 'nee',
      term: 'termijn voorbij',
      'not-kept': 'niet bewaard',
      'no-contract': 'geen overeenkomst',
      gone: 'niet meer verwerkt',
      knows: 'wist het al',
      impossible: 'niet te bereiken',
      disproportionate: 'te veel moeite',
      impairs: 'schaadt het doel',
      law: 'wet schrijft het voor',
      secrecy: 'beroepsgeheim',
      restricted: 'wet laat het niet toe',
      request: 'op verzoek',
      decision: 'besluit',
    } as Readonly<Record<string, string>>,
    by: (name: string) => `door ${name}`,
    toTalk: 'Naar het gesprek',
  },
  refused: {
    title: 'Wie is geweigerd?',
    intro: 'Iemand wilde een opname horen of kopiëren en dat mocht niet.',
    none: 'Niemand is geweigerd.',
    someone: 'Iemand die hier niet meer werkt',
    codes: {
      'not-allowed': 'de rol mag dit niet',
      'purpose-not-announced': 'dit doel was niet aangekondigd',
    } as Readonly<Record<string, string>>,
  },
};
