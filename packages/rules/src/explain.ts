import type { Answer, SheetResult } from './evaluate.ts';
import { tellingRows } from './reasons.ts';
import type { Level, RuleSet, Text } from './rule-set.ts';

const HEADINGS: Readonly<Record<Level['kind'], Text>> = {
  criminal: { nl: 'Strafrecht', en: 'Criminal law' },
  law: { nl: 'Privacywet en andere wetten', en: 'Data protection and other law' },
  decency: { nl: 'Behoorlijkheid', en: 'Decency' },
  house: { nl: 'Regels van de organisatie', en: 'Rules of the organisation' },
};
const KINDS: readonly Level['kind'][] = ['criminal', 'law', 'decency', 'house'];

/**
 * The answer in words, in Dutch and English: the verdict with its norm level, then criminal law, other law, decency and
 * house rules under headings of their own, and what makes a no good, or that nothing does.
 */
export function explain(ruleSet: RuleSet, answer: Omit<Answer, 'explanation'>, results: readonly SheetResult[]): Text {
  return { nl: write('nl', ruleSet, answer, results), en: write('en', ruleSet, answer, results) };
}

function write(
  language: keyof Text,
  ruleSet: RuleSet,
  answer: Omit<Answer, 'explanation'>,
  results: readonly SheetResult[],
): string {
  const telling = tellingRows(ruleSet, answer.verdict, results);
  const paragraphs = [headline(ruleSet, answer, results)[language]];
  for (const kind of KINDS) {
    const said = telling.filter((one) => one.kind === kind).map(({ row }) => row.says[language]);
    if (said.length > 0) paragraphs.push(`${HEADINGS[kind][language]}: ${said.join(' ')}`);
  }
  const penalties = answer.offences.flatMap((offence) =>
    offence.penalties.map(({ article, maximum, category, amount }) => {
      const fine = amount === null ? '' : `, € ${amount.toLocaleString('nl-NL')}`;
      return language === 'nl'
        ? `artikel ${article} Wetboek van Strafrecht, ten hoogste ${maximum.nl} of een geldboete van categorie ${category}${fine}`
        : `article ${article} of the Criminal Code, at most ${maximum.en} or a fine of category ${category}${fine}`;
    }),
  );
  if (penalties.length > 0)
    paragraphs.push(`${language === 'nl' ? 'Hoogste straf' : 'Maximum penalty'}: ${penalties.join('; ')}.`);
  const heals = healingSentence(language, answer);
  if (heals !== '') paragraphs.push(heals);
  const duties = dutiesSentence(language, answer);
  if (duties !== '') paragraphs.push(duties);
  if (answer.openQuestions.length > 0)
    paragraphs.push(
      `${language === 'nl' ? 'Iemand moet deze vragen beantwoorden en dat vastleggen' : 'A named person must answer and record'}: ${answer.openQuestions.map((question) => question[language]).join(' ')}`,
    );
  for (const { organisation, says, because } of answer.differences)
    paragraphs.push(
      `${language === 'nl' ? `${organisation} schrijft` : `${organisation} writes`}: “${says[language]}” ${because[language]}`,
    );
  for (const remark of answer.remarks) paragraphs.push(remark[language]);
  if (answer.findings.some(({ reviewed }) => !reviewed))
    paragraphs.push(
      language === 'nl'
        ? 'Nog niet door een jurist nagekeken. Dit is informatie, geen juridisch advies.'
        : 'Not yet checked by a lawyer. This is information, not legal advice.',
    );
  return paragraphs.join('\n');
}

/** The verdict in one line, with its norm level: a house rule's no says that it is no offence. */
export function headline(
  ruleSet: RuleSet,
  answer: Pick<Answer, 'verdict' | 'level' | 'offences'>,
  results: readonly SheetResult[],
): Text {
  const level = ruleSet.levels.find(({ code }) => code === answer.level) as Level;
  const asksCriminalLaw = results.some(({ deciding }) => deciding.level === 'strafwet');
  // A row that only adds, or that a person must weigh, may still make it an offence: then we do not say that it is none.
  const doubtful = results.some(({ counting }) =>
    counting.some(({ level, verdict }) => level === 'strafwet' && (verdict === undefined || verdict === 'WEGING')),
  );
  const notCriminal = asksCriminalLaw && !doubtful && answer.verdict !== 'STRAFBAAR' && answer.offences.length === 0;
  const tail = notCriminal ? { nl: '; niet strafbaar', en: '; not an offence' } : { nl: '', en: '' };
  if (level.kind === 'house' && ['VERBODEN', 'ONBEHOORLIJK'].includes(answer.verdict))
    return {
      nl: `Niet toegestaan volgens de regels van deze organisatie${tail.nl}.`,
      en: `Not allowed by the rules of this organisation${tail.en}.`,
    };
  const verdict = ruleSet.verdicts.find(({ code }) => code === answer.verdict)?.text as Text;
  const said = answer.verdict === 'VERBODEN' ? tail : { nl: '', en: '' };
  return {
    nl: `${verdict.nl}${said.nl} (${level.text.nl}).`,
    en: `${verdict.en}${said.en} (${level.text.en}).`,
  };
}

/** The duties that come with the answer, without those that the healing sentence names. */
function dutiesSentence(language: keyof Text, { healing, obligations }: Omit<Answer, 'explanation'>): string {
  const named = healing !== undefined && 'duties' in healing ? healing.duties : [];
  const rest = obligations.filter(({ code }) => !named.includes(code)).map(({ text }) => text[language]);
  if (rest.length === 0) return '';
  return `${language === 'nl' ? 'Wat daarbij hoort' : 'What comes with it'}: ${rest.join(' ')}`;
}

function healingSentence(language: keyof Text, { healing, obligations, verdict }: Omit<Answer, 'explanation'>): string {
  if (healing === undefined) return '';
  if ('nothing' in healing) return language === 'nl' ? 'Niets maakt dit goed.' : 'Nothing makes this right.';
  const duties = healing.duties.map((code) => obligations.find((duty) => duty.code === code)?.text[language] ?? code);
  if (verdict === 'ONBEHOORLIJK') return `${language === 'nl' ? 'Het hoort zo' : 'Proper once'}: ${duties.join(' ')}`;
  return `${language === 'nl' ? 'Het mag zodra' : 'Allowed once'}: ${duties.join(' ')}`;
}
