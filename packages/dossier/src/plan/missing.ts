/** What can be missing from a plan, in plain words, with who must act on it. The rules' own sentences are not repeated here. */
import type { Text } from '@woordelijk/rules';
import type { AssessmentKind, FindingFor, PlanFinding, PlanPerson } from './face.ts';

type Missing = Pick<PlanFinding, 'code' | 'for' | 'because'> & Partial<PlanFinding>;

/** A finding, about a purpose and person where it is. */
export function finding(
  missing: Missing,
  at: { readonly purpose?: string; readonly person?: PlanPerson } = {},
): PlanFinding {
  return { purpose: null, person: null, better: [], sources: [], ...missing, ...at };
}

/** Which kind of gap a "no" of a sheet is, and who fills it. */
export const SHEET_FOR: Readonly<Record<string, { readonly code: string; readonly for: FindingFor }>> = {
  grondslag: { code: 'basis', for: 'privacy' },
  or: { code: 'council', for: 'council' },
  inhoud: { code: 'exception', for: 'privacy' },
  gesprekssoort: { code: 'kind', for: 'drafter' },
  ai: { code: 'software', for: 'privacy' },
  bewaren: { code: 'term', for: 'drafter' },
  toestemming_wie: { code: 'consent', for: 'drafter' },
};

const missing = (code: string, who: FindingFor, nl: string, en: string, sources: readonly string[] = []): Missing => ({
  code,
  for: who,
  because: { nl, en },
  sources,
});

export const MISSING = {
  sector: missing(
    'sector',
    'manager',
    'Zeg eerst wat deze organisatie voor de wet is: gemeente, andere overheid of bedrijf. Daar hangen de regels van af.',
    'Say first what this organisation is to the law: municipality, other public body or company. The rules depend on it.',
  ),
  purpose: missing(
    'purpose',
    'drafter',
    'Er staat nog geen doel in het plan. Zeg waarvoor u opneemt.',
    'The plan has no purpose yet. Say what you record for.',
    ['AVG 5 lid 1 b'],
  ),
  words: missing(
    'words',
    'drafter',
    'Dit doel heeft nog geen woorden. Zeg in gewone taal wat u met de opname doet.',
    'This purpose has no words yet. Say in plain language what you do with the recording.',
    ['AVG 5 lid 1 b'],
  ),
  vague: missing('vague', 'drafter', '', ''),
  channel: missing(
    'channel',
    'drafter',
    'Zeg hoe deze gesprekken binnenkomen: per telefoon, aan tafel of als bestand.',
    'Say how these talks come in: by telephone, at the table or as a file.',
  ),
  necessity: missing(
    'necessity-words',
    'drafter',
    'Leg uit waarom dit doel niet zonder opname kan.',
    'Explain why this purpose cannot do without a recording.',
    ['AVG 6 lid 1', 'factsheet: Werksituatie'],
  ),
  alternatives: missing(
    'alternatives',
    'drafter',
    'Leg uit waarom iets anders niet genoeg is: iemand meenemen, een verslag, of laten nalezen.',
    'Explain why something else does not suffice: bringing somebody, a written account, or letting people read back.',
    ['factsheet: Werksituatie'],
  ),
  term: missing(
    'term',
    'drafter',
    'Er is geen bewaartermijn. Bepaal hoe lang u de opname voor dit doel nodig hebt.',
    'There is no retention term. Decide how long you need the recording for this purpose.',
    ['AVG 5 lid 1 e', 'AVG 13 lid 2 a'],
  ),
  termReason: missing(
    'term-reason',
    'drafter',
    'Leg uit waarom deze termijn nodig is. Een overheid noemt hier de categorie van de selectielijst.',
    'Explain why this term is needed. A public body names the category of the selection list.',
    ['AVG 5 lid 1 e', 'Archiefwet 1995 art. 3 en 5'],
  ),
  fiveYears: missing(
    'term-short',
    'drafter',
    'Gesprekken over beleggingsorders blijven ten minste vijf jaar bewaard.',
    'Talks about investment orders are kept for at least five years.',
    ['MiFID II 16 lid 7'],
  ),
  roles: missing(
    'roles',
    'drafter',
    'Zeg wie een opname voor dit doel mag gebruiken.',
    'Say who may use a recording for this purpose.',
    ['AVG 32'],
  ),
  elsewhere: missing(
    'elsewhere',
    'drafter',
    'Wie niet wil worden opgenomen, moet ergens anders terechtkunnen. Zeg waar: een nummer, een balie of een adres.',
    'Who does not want to be recorded must find another way. Say which: a number, a desk or an address.',
    ['blog 2013'],
  ),
  contact: missing(
    'contact',
    'drafter',
    'Zeg waar mensen meer kunnen lezen of vragen. Dat staat in elke mededeling.',
    'Say where people can read or ask more. It stands in every announcement.',
    ['AVG 13'],
  ),
  contract: missing(
    'contract',
    'drafter',
    'Bij verkoopgesprekken wordt de opname vernietigd als er geen overeenkomst komt. Zet dat aan.',
    'Recordings of sales calls are destroyed when no contract results. Switch that on.',
    ['AVG 17', 'blog 2013, reactie 2'],
  ),
  assessmentStale: missing(
    'assessment-stale',
    'privacy',
    'Er is iets aan dit doel veranderd nadat het is afgewogen. Weeg het opnieuw.',
    'Something of this purpose changed after it was balanced. Balance it again.',
  ),
  council: missing(
    'council',
    'council',
    'Het personeel is nog niet gehoord. Vraag de ondernemingsraad om instemming, of leg vast dat er geen is en dat het personeel is voorgelicht.',
    'Staff was not heard yet. Ask the works council’s consent, or record that there is none and that staff were informed.',
    ['WOR 27 lid 1 k en l', 'AVG 13'],
  ),
  councilStale: missing(
    'council-stale',
    'council',
    'Doel, bewaartermijn of gebruik van software is veranderd nadat het personeel is gehoord. Vraag het opnieuw.',
    'Purpose, term or use of software changed after staff was heard. Ask again.',
    ['WOR 27 lid 1 k en l'],
  ),
  councilDiscussed: missing(
    'council',
    'council',
    'Alleen bespreken is genoeg als u een enkele keer opneemt. Dit plan neemt structureel op: daarvoor is instemming nodig.',
    'Discussing suffices for incidental recording. This plan records systematically: that needs consent.',
    ['WOR 27 lid 1 k en l'],
  ),
  impact: missing(
    'impact',
    'privacy',
    'Ga na of een DPIA nodig is, en leg vast wat eruit kwam of waarom het niet hoeft.',
    'See whether a DPIA is needed, and record what came of it or why it is not.',
    ['AVG 35'],
  ),
  impactStale: missing(
    'impact-stale',
    'privacy',
    'Het plan is veranderd nadat de risico’s zijn bekeken. Bekijk ze opnieuw.',
    'The plan changed after the risks were looked at. Look at them again.',
    ['AVG 35'],
  ),
  impactDue: missing(
    'impact-due',
    'privacy',
    'Er is een reden voor een DPIA, en die is nog niet gedaan.',
    'There is a reason for a DPIA, and it was not done yet.',
    ['AVG 35'],
  ),
  privacyContact: missing(
    'privacy-contact',
    'manager',
    'Er staat niemand vermeld voor vragen over privacy. Zet bij Mensen wie dat is.',
    'Nobody is listed for questions of privacy. List who it is under People.',
    ['factsheet: Werksituatie'],
  ),
  advice: missing(
    'advice',
    'privacy',
    'Leg het plan eerst voor aan het aanspreekpunt privacy, en leg vast wat die ervan zegt.',
    'Lay the plan before the privacy contact first, and record what they say.',
    ['factsheet: Werksituatie'],
  ),
  adviceAgainst: missing(
    'advice-against',
    'privacy',
    'Het aanspreekpunt privacy raadt dit plan af. Pas het aan en leg het opnieuw voor.',
    'The privacy contact advises against this plan. Change it and ask again.',
    ['factsheet: Werksituatie'],
  ),
  texts: missing(
    'texts',
    'manager',
    'De teksten zijn nog niet goedgekeurd. Lees ze, en keur ze goed met uw naam.',
    'The texts were not approved yet. Read them, and approve them with your name.',
    ['AVG 13'],
  ),
  textsStale: missing(
    'texts-stale',
    'manager',
    'Het plan is veranderd, en daarmee de teksten. Lees ze opnieuw en keur ze goed.',
    'The plan changed, and so did its texts. Read them again and approve them.',
    ['AVG 13'],
  ),
  overlap: (name: string): Missing =>
    missing(
      'overlap',
      'drafter',
      `Voor dezelfde gesprekken geldt al een ander plan: ${name}. Noem andere lijnen of een andere soort, of beëindig dat plan.`,
      `Another plan holds for the same talks already: ${name}. Name other lines or another kind, or end that plan.`,
    ),
} as const;

const text = (nl: string, en: string): Text => ({ nl, en });
const QUESTIONS: Readonly<Record<AssessmentKind, readonly Text[]>> = {
  lia: [
    text('Welk belang hebt u precies, en van wie is het?', 'What exactly is the interest, and whose is it?'),
    text(
      'Waarom is opnemen daarvoor nodig, en kan het niet met minder?',
      'Why does it need recording, and why will less not do?',
    ),
    text(
      'Wat merken de mensen op de opname ervan, en wat verwachten zij?',
      'What does it mean for the people on the recording, and what do they expect?',
    ),
    text(
      'Wat doet u om hen te beschermen, en waarom weegt uw belang dan zwaarder?',
      'What do you do to protect them, and why does your interest then outweigh theirs?',
    ),
  ],
  necessity: [
    text('Waarom is opnemen hiervoor echt nodig?', 'Why is recording really necessary for this?'),
    text(
      'Waarom is een verslag, of iemand meenemen, niet genoeg?',
      'Why does a written account, or bringing somebody along, not suffice?',
    ),
  ],
  'free-choice': [
    text(
      'Kan iemand nee zeggen zonder nadeel, en waaruit blijkt dat?',
      'Can people say no without any drawback, and what shows that?',
    ),
    text(
      'Hoe legt u vast wie ja zei, en hoe trekt iemand dat weer in?',
      'How do you record who said yes, and how is it withdrawn?',
    ),
  ],
};

/** What must be answered when an open norm is judged. */
export function questionsOf(kind: AssessmentKind): readonly Text[] {
  return QUESTIONS[kind];
}
