/** A recording plan as one document: out of the plan, the rules' words and the register. */
import { type PlanPaperFacts, planPaper } from '@woordelijk/documents';
import type { Dossier, JudgedPlan, TEXT_CODES } from '@woordelijk/dossier';
import { rules, type Text } from '@woordelijk/rules';
import { organisationOf } from './organisations.ts';
import type { Language } from './problems.ts';

const TEXT_NAMES: Readonly<Record<(typeof TEXT_CODES)[number], Text>> = {
  spoken: { nl: 'Meldtekst, gezegd', en: 'Announcement, said' },
  written: { nl: 'Meldtekst, te lezen', en: 'Announcement, to read' },
  sign: { nl: 'Bordje', en: 'Sign' },
  'joined-later': { nl: 'Voor wie later aanschuift', en: 'For who joins later' },
  'staff-notice': { nl: 'Voorlichting aan het personeel', en: 'Notice to staff' },
  'privacy-statement': { nl: 'Passage voor de privacyverklaring', en: 'Passage for the privacy statement' },
  'public-page': { nl: 'Pagina voor de website', en: 'Page for the website' },
};

/** Rejects `organisation-not-found`, `recording-plan-not-found`. */
export async function paperOf(dossier: Dossier, organisationId: string, planId: string, language: Language) {
  const plan = await dossier.recordingPlans.one(organisationId, planId);
  const { name: organisation } = await organisationOf(dossier, organisationId);
  const line = (await dossier.recordingPlans.register(organisationId)).find((one) => one.plan === planId);
  const register: PlanPaperFacts['register'] =
    line === undefined
      ? null
      : [
          ['Verwerkingsverantwoordelijke', line.responsible],
          ['Contact', line.contacts.join('; ')],
          ['Doelen', line.purposes.join('; ')],
          ['Grondslagen', line.bases.join('; ')],
          ['Betrokkenen', line.people.join('; ')],
          ['Gegevens', line.data.join('; ')],
          ['Ontvangers', line.recipients.join('; ')],
          ['Termijnen', line.terms.join('; ')],
          ['Beveiliging', line.security],
        ];
  return planPaper({ ...factsOf(plan, language), organisation, register }, language);
}

function factsOf(plan: JudgedPlan, language: Language): Omit<PlanPaperFacts, 'organisation' | 'register'> {
  const { content, live, impact, advice, council } = plan;
  const purposeOf = (id: string) => content.purposes.find((one) => one.id === id)?.words[language] ?? id;
  return {
    name: content.name,
    live: live === null ? null : { number: live.number, since: live.from },
    purposes: content.purposes.map(({ words, basis, necessity, alternatives, keep }) => ({
      words: words[language],
      bases: [...new Set(Object.values(basis))].map((code) => worded('grondslag', code, language)).join('; '),
      necessity,
      alternatives,
      keep: keep === null ? '' : `${keep.amount} ${UNITS[keep.unit][language]}${keep.because && `: ${keep.because}`}`,
    })),
    assessments: plan.assessments
      .filter(({ stale }) => !stale)
      .map(({ kind, purpose, answers, outcome, by, on }) => ({
        kind,
        purpose: purposeOf(purpose),
        answers: answers.map(({ question, answer }) => ({ question: question[language], answer })),
        positive: outcome === 'positive',
        ...{ by, on },
      })),
    impact: impact && {
      ...impact,
      signs: impact.signs.map((code) => plan.impactSigns.find((sign) => sign.code === code)?.text[language] ?? code),
    },
    advice,
    council,
    texts: (live?.texts ?? plan.words).map(({ code, ...text }) => ({
      name: TEXT_NAMES[code][language],
      text: text[language],
    })),
  };
}

const UNITS = {
  days: { nl: 'dagen', en: 'days' },
  months: { nl: 'maanden', en: 'months' },
  years: { nl: 'jaar', en: 'years' },
} as const;

function worded(dimension: string, code: string, language: Language): string {
  const values = rules.ruleSet.dimensions.find(({ key }) => key === dimension)?.values;
  return values?.find((one) => one.code === code)?.text[language] ?? code;
}
