/** Whether a plan is in order: the rules asked per purpose and person, and what is missing with who must act on it. */
import { evaluate, holdsOn, purposeWords, QuestionError, rules, type Text, vagueness } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { RuleAnswer } from '../table/acts.ts';
import type { DayRules } from '../table/rule-book.ts';
import { fingerprint } from './content.ts';
import {
  type AssessmentKind,
  type ImpactSign,
  type JudgedPlan,
  type OpenNorm,
  PLAN_PERSONS,
  type PlanContent,
  type PlanFinding,
  type PlanPerson,
  type PlanPurpose,
  type RecordingPlan,
} from './face.ts';
import { FITTING_QUESTIONS, otherUses } from './lock.ts';
import { finding, MISSING, questionsOf, SHEET_FOR } from './missing.ts';
import { overlaps } from './scope.ts';
import { planTexts } from './texts.ts';

/** What a plan is judged in. */
export interface Judging extends DayRules {
  /** The organisation's name. */
  readonly organisation: string;
  /** Whether somebody can be asked about privacy. */
  readonly contactListed: boolean;
  /** The other plans of the organisation. */
  readonly others: readonly RecordingPlan[];
}

/** Verdicts with which a plan may go live. */
const GOOD: ReadonlySet<string> = new Set([
  'GEEN_PLICHT',
  'TOEGESTAAN',
  'TOEGESTAAN_MITS',
  'PLICHT',
  'PLICHT_SPELREGEL',
]);

/** The plan with what is missing, and with the answers of the rules that it went by. */
export function judge(plan: RecordingPlan, judging: Judging): { plan: JudgedPlan; answers: readonly RuleAnswer[] } {
  const { content } = plan;
  const openNorms = openNormsOf(content).filter(({ kind }) => kind !== 'lia' || judging.sector === 'organisatie');
  const words = planTexts(content, judging.organisation);
  const impactSigns = impactSignsOf(content);
  const answers: RuleAnswer[] = [];
  const findings: PlanFinding[] = [
    ...missingWords(content),
    ...(judging.sector === null ? [finding(MISSING.sector)] : askRules(plan, judging, answers)),
    ...staleAssessments(plan),
    ...councilFindings(plan),
    ...impactFindings(plan, impactSigns),
    ...adviceFindings(plan, judging),
    ...textFindings(plan),
    ...judging.others
      .filter((other) => other.live !== null && overlaps(other.live.content, content))
      .map((other) => finding(MISSING.overlap(other.content.name))),
  ];
  const seen = new Set<string>();
  const once = findings.filter((one) => {
    const key = JSON.stringify([one.code, one.purpose, one.person, one.because.nl]);
    return !seen.has(key) && seen.add(key);
  });
  const announced = plan.live ?? plan.versions.at(-1);
  const facts = { plans: [plan], public: judging.sector !== 'organisatie', day: judging.day };
  const found = { findings: once, openNorms, impactSigns, words, wordsSha256: fingerprint(words) };
  const uses = announced === undefined ? [] : otherUses(announced, facts);
  return { plan: { ...plan, ...found, otherUses: uses, fittingQuestions: FITTING_QUESTIONS }, answers };
}

/** The facts of a plan for one purpose and person, in the words of the rules. */
function situation(
  plan: RecordingPlan,
  { goal, basis, id, keep }: PlanPurpose,
  person: PlanPerson,
  sector: string,
  kind: string,
  inhoud: string,
): Record<string, string> {
  const { content, council } = plan;
  const judged = plan.assessments.find((one) => one.purpose === id && one.person === person && !one.stale);
  const excepted = plan.exceptions.find((one) => one.content === inhoud);
  const phone = content.channels.includes('phone');
  return {
    opnemer: sector === 'organisatie' ? 'organisatie' : 'ambtenaar',
    wederpartij: 'particulier',
    betrokkene: person === 'staff' ? 'personeel' : 'wederpartij',
    plaats: phone ? 'telefoon' : 'kantoor',
    // The approved words are given at each talk; who is told in none is not recorded there.
    gemeld: 'alle',
    patroon: content.pattern,
    doel: goal,
    grondslag: basis[person],
    weging: judged === undefined ? 'onbeoordeeld' : judged.outcome === 'positive' ? 'positief' : 'negatief',
    // At the table each person is asked; a telephone exchange asks nobody.
    instemming: phone ? 'niet_gevraagd' : 'alle',
    inhoud,
    uitzondering: excepted === undefined ? 'onbeoordeeld' : excepted.applies ? 'aanwezig' : 'afwezig',
    soort: kind,
    or: council === null || council.stale ? 'niet_gevraagd' : OR[council.way],
    ai: content.ai,
    beltoestemming: content.dialConsent,
    bewaartermijn: keep === null ? 'niet_bepaald' : 'bepaald',
    website_info: 'ja',
  };
}

const OR = {
  asked: 'niet_gevraagd',
  consent: 'instemming',
  refused: 'geweigerd',
  'no-council': 'geen_or_voorgelicht',
  discussed: 'niet_gevraagd',
  'no-staff': 'nvt',
} as const;

function askRules(plan: RecordingPlan, judging: Judging, answers: RuleAnswer[]): PlanFinding[] {
  const { content } = plan;
  const found: PlanFinding[] = [];
  for (const purpose of content.purposes)
    for (const person of PLAN_PERSONS)
      for (const kind of content.kinds)
        for (const inhoud of content.contents.length > 0 ? content.contents : ['gewoon'])
          for (const vraag of ['opnemen', 'bewaren'] as const) {
            if (vraag === 'bewaren' && person === 'staff') continue; // a recording is kept once, for both
            const facts = situation(plan, purpose, person, judging.sector!, kind, inhoud);
            const { answer, broken } = asked(judging, plan, vraag, facts, purpose, person);
            answers.push(answer);
            // What our own words say already is not said twice.
            found.push(
              ...broken.filter(
                ({ code }) =>
                  !(code === 'term' && purpose.keep === null) &&
                  !(code === 'council' && (plan.council === null || plan.council.stale)),
              ),
            );
          }
  return found;
}

function asked(
  { day, own, rules: dayRules }: Judging,
  plan: RecordingPlan,
  vraag: 'opnemen' | 'bewaren',
  facts: Record<string, string>,
  purpose: PlanPurpose,
  person: PlanPerson,
): { answer: RuleAnswer; broken: PlanFinding[] } {
  try {
    const beslissingen = [
      ...plan.assessments
        .filter((one) => one.purpose === purpose.id && one.person === person && !one.stale)
        .map(({ by, on, answers }) => ({
          feit: 'weging',
          door: by,
          op: on,
          reden: answers.map(({ answer }) => answer).join(' · '),
        })),
      ...plan.exceptions
        .filter(({ content }) => content === facts.inhoud)
        .map(({ by, on, why }) => ({ feit: 'uitzondering', door: by, op: on, reden: why })),
    ];
    const answer = evaluate(dayRules, { vraag, datum: day, organisatie: own, situation: facts, beslissingen });
    const broken = answer.findings
      .filter(({ verdict }) => !GOOD.has(verdict))
      .map(({ sheet, says, rule, verdict }) => {
        const open = sheet === 'grondslag' && verdict === 'WEGING' ? normFor(purpose.basis[person]) : undefined;
        const code = open ?? SHEET_FOR[sheet]?.code ?? sheet;
        return finding({
          code,
          for: code === 'basis' ? 'drafter' : (SHEET_FOR[sheet]?.for ?? 'drafter'),
          because: says,
          purpose: sheet === 'grondslag' || sheet === 'bewaren' ? purpose.id : null,
          person: sheet === 'grondslag' ? person : null,
          sources: sourcesOf(dayRules, rule, day),
        });
      });
    const { verdict, level, explanation, obligations, openQuestions, receipt } = answer;
    return { answer: { verdict, level, explanation, duties: obligations, openQuestions, receipt }, broken };
  } catch (cause) {
    if (!(cause instanceof QuestionError)) throw cause;
    throw new DossierError('facts-malformed', `The rules do not know this: ${cause.message}`, { cause });
  }
}

/** Which judgement a basis asks of a named person; undefined where it asks none. */
export function normFor(basis: string): AssessmentKind | undefined {
  if (basis === 'gerechtvaardigd_belang') return 'lia';
  if (basis === 'publieke_taak' || basis === 'overeenkomst') return 'necessity';
  return basis === 'toestemming' ? 'free-choice' : undefined;
}

function openNormsOf({ purposes }: PlanContent): OpenNorm[] {
  return purposes.flatMap((purpose) =>
    PLAN_PERSONS.flatMap((person) => {
      const kind = normFor(purpose.basis[person]);
      return kind === undefined ? [] : [{ purpose: purpose.id, person, kind, questions: questionsOf(kind) }];
    }),
  );
}

function sourcesOf(using: DayRules['rules'], rule: string, day: string): string[] {
  const rows = [...using.ruleSet.sheets, ...using.ruleSet.overlays].flatMap(
    (one): readonly { id: string; citations: readonly { ref: string }[] }[] => one.rows,
  );
  const refs = rows.find(({ id }) => id === rule)?.citations ?? [];
  return refs.flatMap(({ ref }) => {
    const source = using.ruleSet.sources.find((one) => one.ref === ref);
    return source !== undefined && holdsOn(source, day) ? [source.short] : [];
  });
}

function missingWords(content: PlanContent): PlanFinding[] {
  const { purposes, channels, elsewhere, contact, kinds } = content;
  const found: PlanFinding[] = [];
  if (purposes.length === 0) found.push(finding(MISSING.purpose));
  if (channels.length === 0) found.push(finding(MISSING.channel));
  if (elsewhere.nl === '') found.push(finding(MISSING.elsewhere));
  if (contact === '') found.push(finding(MISSING.contact));
  if (kinds.includes('verkoop_uitgaand') && !content.destroyWithoutContract) found.push(finding(MISSING.contract));
  for (const purpose of purposes) {
    const at = { purpose: purpose.id };
    const { words, necessity, alternatives, keep, roles } = purpose;
    if (words.nl === '') found.push(finding(MISSING.words, at));
    for (const text of [words.nl, words.en]) {
      const vague = vagueness(purposeWords, rules.ruleSet, text);
      if (vague === undefined) continue;
      const said = `“${vague.words}”: `;
      const because: Text = { nl: `${said}${vague.because.nl}`, en: `${said}${vague.because.en}` };
      found.push(finding({ ...MISSING.vague, because, better: vague.better, sources: vague.sources }, at));
      break;
    }
    if (necessity === '') found.push(finding(MISSING.necessity, at));
    if (alternatives === '') found.push(finding(MISSING.alternatives, at));
    if (keep === null) found.push(finding(MISSING.term, at));
    else if (keep.because === '') found.push(finding(MISSING.termReason, at));
    else if (kinds.includes('beleggingsorder') && !fiveYears(keep)) found.push(finding(MISSING.fiveYears, at));
    if (roles.length === 0) found.push(finding(MISSING.roles, at));
  }
  return found;
}

function fiveYears({ amount, unit }: NonNullable<PlanPurpose['keep']>): boolean {
  return (
    (unit === 'years' && amount >= 5) || (unit === 'months' && amount >= 60) || (unit === 'days' && amount >= 1827)
  );
}

function staleAssessments({ assessments, content }: RecordingPlan): PlanFinding[] {
  return assessments
    .filter(({ stale, purpose, person, kind }) => {
      const wanted = normFor(content.purposes.find(({ id }) => id === purpose)!.basis[person]);
      return stale && wanted === kind;
    })
    .map(({ purpose, person }) => finding(MISSING.assessmentStale, { purpose, person }));
}

function councilFindings({ council, content }: RecordingPlan): PlanFinding[] {
  if (council === null) return [finding(MISSING.council)];
  if (council.stale) return [finding(MISSING.councilStale)];
  if (council.way === 'discussed' && content.pattern === 'structureel') return [finding(MISSING.councilDiscussed)];
  return [];
}

/** Signs that a DPIA is due, and whether the plan itself shows them. */
export function impactSignsOf(content: PlanContent): ImpactSign[] {
  const facts: Readonly<Record<string, readonly string[]>> = {
    doel: content.purposes.map(({ goal }) => goal),
    patroon: [content.pattern],
    inhoud: content.contents,
    ai: [content.ai],
  };
  return purposeWords.impact.map(({ code, text, when }) => {
    const seen =
      when !== null &&
      Object.entries(when).every(([key, values]) => (facts[key] ?? []).some((value) => values.includes(value)));
    return { code, text, seen };
  });
}

function impactFindings({ impact }: RecordingPlan, signs: readonly ImpactSign[]): PlanFinding[] {
  if (impact === null) return [finding(MISSING.impact)];
  if (impact.stale) return [finding(MISSING.impactStale)];
  const due = impact.signs.length > 0 || signs.some(({ seen }) => seen);
  return due && !impact.done ? [finding(MISSING.impactDue)] : [];
}

function adviceFindings({ advice }: RecordingPlan, { contactListed }: Judging): PlanFinding[] {
  if (advice !== null) return advice.agreed ? [] : [finding(MISSING.adviceAgainst)];
  return contactListed ? [finding(MISSING.advice)] : [finding(MISSING.privacyContact), finding(MISSING.advice)];
}

function textFindings({ texts }: RecordingPlan): PlanFinding[] {
  if (texts === null) return [finding(MISSING.texts)];
  return texts.stale ? [finding(MISSING.textsStale)] : [];
}
