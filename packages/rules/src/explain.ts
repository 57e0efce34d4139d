import type { Answer, SheetResult } from './evaluate.ts';
import type { Level, Row, RuleSet, Text } from './rule-set.ts';

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
  const kindOf = (row: Row) => ruleSet.levels.find(({ code }) => code === row.level)?.kind;
  const rows = results.flatMap(({ counting }) => counting);
  const telling = rows.filter(
    (row, index) => (row.verdict !== 'GEEN_PLICHT' || row.regime !== undefined) && rows.indexOf(row) === index,
  );
  // Beside an offence, that something is decent or allowed by a house rule would only mislead.
  const mild = ['TOEGESTAAN', 'TOEGESTAAN_MITS'];
  const criminal =
    answer.verdict === 'STRAFBAAR'
      ? (row: Row, kind: Level['kind']) => kind === 'criminal' || kind === 'law' || !mild.includes(row.verdict ?? '')
      : undefined;
  const paragraphs = [headline(language, ruleSet, answer, results)];
  for (const kind of KINDS) {
    const said = telling
      .filter((row) => kindOf(row) === kind && (criminal === undefined || criminal(row, kind)))
      .map((row) => row.says[language]);
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

function headline(
  language: keyof Text,
  ruleSet: RuleSet,
  answer: Omit<Answer, 'explanation'>,
  results: readonly SheetResult[],
): string {
  const level = ruleSet.levels.find(({ code }) => code === answer.level) as Level;
  const asksCriminalLaw = results.some(({ deciding }) => deciding.level === 'strafwet');
  const notCriminal = asksCriminalLaw && answer.verdict !== 'STRAFBAAR' && answer.offences.length === 0;
  if (level.kind === 'house' && ['VERBODEN', 'ONBEHOORLIJK'].includes(answer.verdict)) {
    const tail = notCriminal ? { nl: '; niet strafbaar', en: '; not an offence' } : { nl: '', en: '' };
    return language === 'nl'
      ? `Niet toegestaan volgens de regels van deze organisatie${tail.nl}.`
      : `Not allowed by the rules of this organisation${tail.en}.`;
  }
  const verdict = ruleSet.verdicts.find(({ code }) => code === answer.verdict)?.text[language] as string;
  const tail =
    notCriminal && answer.verdict === 'VERBODEN' ? (language === 'nl' ? '; niet strafbaar' : '; not an offence') : '';
  return `${verdict}${tail} (${level.text[language]}).`;
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
