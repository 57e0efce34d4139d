/**
 * The page on which an organisation tells its rules for recording talks (Nationale Ombudsman 2014/166, spelregel 2), as
 * HTML of headings, paragraphs and lists only: to stand on a page of its own, or to be put into the organisation's site.
 */
import { evaluate, type HashedRules } from './evaluate.ts';
import { holdsOn, type Overlay, type Text } from './rule-set.ts';

/** Who answers questions about recording at the organisation. */
export interface PublicContact {
  /** Role or department: what one asks for. */
  readonly name: string;
  /** Telephone number, e-mail address or desk, as text. */
  readonly reach: string;
}

/** What the page is made from. */
export interface PublicPage {
  readonly rules: HashedRules;
  /** Key of the organisation's rules; without them the national rules are told. */
  readonly key?: string;
  readonly name: string;
  /** A municipality or other authority, or a company. */
  readonly kind: 'gemeente' | 'overheid_anders' | 'organisatie';
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly contacts: readonly PublicContact[];
  /** Address of the page that answers other situations. */
  readonly askAt: string;
}

/** What people ask first, by the facts of the plain case. */
const ASKED: readonly { readonly ask: Text; readonly vraag: string; readonly situation: Record<string, string> }[] = [
  {
    ask: { nl: 'Mag ik ons gesprek opnemen als ik dat vooraf zeg?', en: 'May I record our talk if I say so first?' },
    vraag: 'opnemen',
    situation: { opnemer: 'inwoner', deelname: 'deelnemer', gemeld: 'alle' },
  },
  {
    ask: { nl: 'En als ik het niet zeg?', en: 'And if I do not say so?' },
    vraag: 'opnemen',
    situation: { opnemer: 'inwoner', deelname: 'deelnemer', gemeld: 'niemand' },
  },
  {
    ask: { nl: 'Mag ik ook beeld opnemen?', en: 'May I record video too?' },
    vraag: 'opnemen',
    situation: { opnemer: 'inwoner', deelname: 'deelnemer', gemeld: 'alle', drager: 'beeld' },
  },
  {
    ask: { nl: 'Mag de organisatie nee zeggen?', en: 'May the organisation say no?' },
    vraag: 'weigeren',
    situation: { opnemer: 'inwoner', weigering: 'zwaarwegend_volledig' },
  },
  {
    ask: { nl: 'Mag mijn adviseur of advocaat de opname horen?', en: 'May my adviser or lawyer hear it?' },
    vraag: 'verstrekken',
    situation: { opnemer: 'inwoner', gebruik: 'adviseur' },
  },
  {
    ask: { nl: 'Mag ik de opname aan anderen geven zonder te vragen?', en: 'May I give it to others without asking?' },
    vraag: 'verstrekken',
    situation: { opnemer: 'inwoner', gebruik: 'derden', instemming: 'niet_gevraagd' },
  },
  {
    ask: { nl: 'Mag ik in de opname knippen zonder het te zeggen?', en: 'May I cut the recording without saying so?' },
    vraag: 'bewerken',
    situation: { opnemer: 'inwoner', bewerking: 'stil' },
  },
];

const WORDS = {
  title: {
    nl: (name: string) => `Gesprekken opnemen bij ${name}`,
    en: (name: string) => `Recording talks with ${name}`,
  },
  decided: { nl: 'Vastgesteld door', en: 'Decided by' },
  holds: { nl: 'Geldt vanaf', en: 'Holds from' },
  published: { nl: 'Gepubliceerd', en: 'Published' },
  national: {
    nl: 'Wij hebben geen strengere eigen regels. De landelijke regels en de spelregels van de Nationale ombudsman gelden.',
    en: 'We have no stricter rules of our own. National law and the rules of conduct of the National Ombudsman hold.',
  },
  asked: { nl: 'Vraag en antwoord', en: 'Questions and answers' },
  duties: { nl: 'Wat daarbij hoort', en: 'What comes with it' },
  own: { nl: 'Onze eigen regels', en: 'Our own rules' },
  ownText: {
    nl: 'Deze regels komen boven op de wet en de spelregels. Wie ze niet volgt, is daarom nog niet strafbaar.',
    en: 'These rules come on top of the law and the rules of conduct. Not following them is not by itself an offence.',
  },
  shown: {
    nl: 'Regels die gepubliceerd zijn maar niet worden toegepast',
    en: 'Rules that were published but are not applied',
  },
  contacts: { nl: 'Wie helpt u?', en: 'Who helps you?' },
  other: {
    nl: 'Is uw situatie anders? Kijk wat er dan geldt.',
    en: 'Is your situation different? See what holds then.',
  },
  foot: {
    nl: (date: string, version: string) =>
      `Gemaakt op ${date} uit de regels zoals ze dan gelden (versie ${version}). Informatie, geen juridisch advies.`,
    en: (date: string, version: string) =>
      `Made on ${date} from the rules as they then hold (version ${version}). Information, not legal advice.`,
  },
} as const;

/** The page's content as HTML, with one h1. All that comes from outside is text in it, never markup. */
export function publicPage(
  { rules, key, name, kind, date, contacts, askAt }: PublicPage,
  language: keyof Text,
): string {
  const { ruleSet } = rules;
  const overlay = ruleSet.overlays.find((one) => one.key === key && holdsOn(one, date));
  const organisatie = overlay === undefined ? [] : [overlay.key];
  const questions = ASKED.map(({ ask, vraag, situation }) => {
    const facts = { ...situation, wederpartij: kind };
    const answer = evaluate(rules, { vraag, datum: date, organisatie, situation: facts });
    const headline = answer.explanation[language].split('\n', 1)[0]!;
    const said = answer.findings
      .filter(({ verdict, rule }) => verdict !== 'GEEN_PLICHT' || overlay?.rows.some(({ id }) => id === rule))
      .map(({ says }) => says[language]);
    const duties = answer.obligations.map(({ text }) => `<li>${escaped(text[language])}</li>`);
    return [
      `<h3>${escaped(ask[language])}</h3>`,
      `<p><strong>${escaped(headline)}</strong> ${escaped(said.join(' '))}</p>`,
      ...(duties.length === 0 ? [] : [`<p>${WORDS.duties[language]}:</p>`, `<ul>${duties.join('')}</ul>`]),
    ].join('\n');
  });
  return [
    `<h1>${escaped(WORDS.title[language](name))}</h1>`,
    overlay === undefined ? `<p>${WORDS.national[language]}</p>` : header(overlay, ruleSet.sources, language),
    `<h2>${WORDS.asked[language]}</h2>`,
    ...questions,
    `<p><a href="${escaped(askAt)}">${WORDS.other[language]}</a></p>`,
    ...(overlay === undefined ? [] : ownRows(overlay, language)),
    ...(contacts.length === 0
      ? []
      : [
          `<h2>${WORDS.contacts[language]}</h2>`,
          `<ul>${contacts.map((contact) => `<li>${escaped(contact.name)}: ${escaped(contact.reach)}</li>`).join('')}</ul>`,
        ]),
    `<p>${escaped(WORDS.foot[language](written(date, language), ruleSet.version))}</p>`,
    '',
  ].join('\n');
}

function header(
  overlay: Overlay,
  sources: readonly { readonly ref: string; readonly link: string }[],
  language: keyof Text,
): string {
  const link = sources.find(({ ref }) => ref === `eigen:${overlay.key}`)?.link;
  const where = escaped(overlay.publishedAt);
  const published = link === undefined ? where : `<a href="${escaped(link)}">${where}</a>`;
  const parts = [
    `${WORDS.decided[language]}: ${escaped(overlay.decidedBy)}${overlay.decidedOn === null ? '' : `, ${written(overlay.decidedOn, language)}`}`,
    ...(overlay.from === undefined ? [] : [`${WORDS.holds[language]}: ${written(overlay.from, language)}`]),
    `${WORDS.published[language]}: ${published}, ${written(overlay.publishedOn, language)}`,
  ];
  return `<p>${escaped(overlay.disclaimer[language])}</p>\n<ul>${parts.map((part) => `<li>${part}</li>`).join('')}</ul>`;
}

function ownRows(overlay: Overlay, language: keyof Text): string[] {
  const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return [
    ...(overlay.rows.length === 0
      ? []
      : [
          `<h2>${WORDS.own[language]}</h2>`,
          `<p>${WORDS.ownText[language]}</p>`,
          list(overlay.rows.map(({ says }) => escaped(says[language]))),
        ]),
    ...(overlay.differences.length === 0
      ? []
      : [
          `<h2>${WORDS.shown[language]}</h2>`,
          list(
            overlay.differences.map(({ says, because }) => `${escaped(says[language])} ${escaped(because[language])}`),
          ),
        ]),
  ];
}

/** 2026-11-22 as people write it. */
function written(date: string, language: keyof Text): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
