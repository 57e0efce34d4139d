import type { Answer, Asking, Guide, HashedRules, Overlay } from '@woordelijk/rules';
import { type ReactNode, useEffect } from 'react';
import { Notice } from '../../components/Notice.tsx';
import { questionAddress } from '../addresses.ts';
import { VerdictLabel, verdictLook } from '../Verdict.tsx';
import { dayText, usePublicWords } from '../words.ts';
import { Assumed } from './Assumed.tsx';
import type { Asked } from './asked.ts';
import { Duties } from './Duties.tsx';
import { FourThings } from './FourThings.tsx';
import { Keep } from './Keep.tsx';
import { WhatIf } from './WhatIf.tsx';

/** What every part of an answer gets. */
export interface AnswerProps {
  readonly rules: HashedRules;
  readonly guide: Guide;
  readonly asked: Asked;
  readonly answer: Answer;
  readonly change: (asked: Asked) => void;
}

interface Props extends AnswerProps {
  readonly assumed: readonly Asking[];
  readonly link: (asked: Asked) => string;
  readonly overlay: Overlay | undefined;
  /** The answers that led here. */
  readonly children: ReactNode;
}

/** The answer: the verdict and on what ground, the four things apart, what must be done, and what would change it. */
export function AnswerView({ assumed, link, overlay, children, ...parts }: Props) {
  const words = usePublicWords();
  const { rules, guide, asked, answer } = parts;
  const { code } = words;
  const decisive = answer.reasons.filter(({ verdict }) => verdict === answer.verdict);
  const hopeless = answer.verdict === 'STRAFBAAR' && answer.healing !== undefined && 'nothing' in answer.healing;
  useUnfoldedInPrint();
  return (
    <>
      <section className={`w-card w-outcome w-outcome-${verdictLook(answer.verdict)}`} aria-labelledby="answer">
        <h2 id="answer" tabIndex={-1} className="w-unseen">
          {words.answer.title}
        </h2>
        <p className="w-outcome-verdict">
          <VerdictLabel verdict={answer.verdict} text={verdictWords(parts, code)} />
        </p>
        {decisive.map(({ rule, says }) => (
          <p key={rule} className="w-outcome-because">
            {says[code]}
          </p>
        ))}
        <Healing {...parts} />
        <p className="w-muted">
          {words.answer.ground(levelText(rules, answer.level, code))}{' '}
          {words.answer.lawOf(dayText(asked.date, words), rules.ruleSet.version)}{' '}
          {answer.reasons.some(({ reviewed }) => reviewed === null) && `${words.answer.unreviewed}. `}
          {words.frame.noAdvice}
        </p>
      </section>
      {children}
      {answer.openQuestions.length > 0 && (
        <section className="w-card" aria-labelledby="weighing">
          <h2 id="weighing">{words.answer.weighing}</h2>
          <p>{words.answer.weighingLead}</p>
          <ol className="w-numbered">
            {answer.openQuestions.map((question) => (
              <li key={question.nl}>{question[code]}</li>
            ))}
          </ol>
        </section>
      )}
      <FourThings {...parts} overlay={overlay} />
      {answer.offences.length > 0 && (
        <section className="w-card" aria-labelledby="penalty">
          <h2 id="penalty">{words.answer.penalty}</h2>
          <ul className="w-dotted">
            {answer.offences.flatMap((offence) =>
              offence.penalties.map(({ article, maximum, category, amount }) => (
                <li key={article}>
                  {words.answer.penaltyText(article, maximum[code], category, amount?.toLocaleString(words.locale))}
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      {answer.differences.map(({ id, organisation, says, because }) => (
        <Notice key={id} title={words.answer.differs(organisation)}>
          <p>“{says[code]}”</p>
          <p>{because[code]}</p>
        </Notice>
      ))}
      {!hopeless && <Duties {...parts} />}
      {assumed.length > 0 && <Assumed {...parts} assumed={assumed} />}
      <WhatIf {...parts} />
      {answer.remarks.length > 0 && (
        <section className="w-card" aria-labelledby="remarks">
          <h2 id="remarks">{words.answer.remarks}</h2>
          <ul className="w-dotted">
            {answer.remarks.map((remark) => (
              <li key={remark.nl}>{remark[code]}</li>
            ))}
          </ul>
        </section>
      )}
      <Further guide={guide} asked={asked} change={parts.change} />
      <Keep answer={answer} address={link(asked)} />
    </>
  );
}

/** What makes a no good, or that nothing does. */
function Healing({ answer }: AnswerProps) {
  const { code, answer: words } = usePublicWords();
  if (answer.healing === undefined) return null;
  if ('nothing' in answer.healing) return <p>{words.nothingHeals}</p>;
  const duties = answer.healing.duties.map((duty) => answer.obligations.find((one) => one.code === duty)?.text[code]);
  return (
    <div>
      <p>
        <strong>{answer.verdict === 'ONBEHOORLIJK' ? words.onceDecent : words.onceLaw}</strong>
      </p>
      <ul className="w-dotted">
        {duties.map((duty) => (
          <li key={duty}>{duty}</li>
        ))}
      </ul>
    </div>
  );
}

/** Other questions with the answers that are known, and where people can turn. */
function Further({ guide, asked, change }: Pick<AnswerProps, 'guide' | 'asked' | 'change'>) {
  const { code, answer: words } = usePublicWords();
  return (
    <section className="w-card w-no-print" aria-labelledby="help">
      <h2 id="help">{words.help}</h2>
      <ul className="w-dotted">
        {guide.help.map(({ name, text, link }) => (
          <li key={name.nl}>
            {link === undefined ? (
              <strong>{name[code]}</strong>
            ) : (
              <a href={link} rel="noreferrer">
                {name[code]}
              </a>
            )}
            : {text[code]}
          </li>
        ))}
        <li>
          <a href={questionAddress(code)}>{words.askUs}</a>
        </li>
      </ul>
      <h3>{words.related}</h3>
      <div className="w-buttons">
        {(guide.related[asked.question as string] ?? []).map((question) => (
          <button
            key={question}
            type="button"
            className="w-button w-button-plain"
            onClick={() => change({ ...asked, question, done: [], enough: false })}
          >
            {guide.starts.find((start) => start.question === question)?.text[code]}
          </button>
        ))}
      </div>
    </section>
  );
}

/** The verdict in a line, without its ground. */
function verdictWords({ answer }: AnswerProps, language: 'nl' | 'en'): string {
  return answer.headline[language].replace(/ \([^)]*\)\.$|\.$/, '');
}

/** The name of a norm level. */
export function levelText({ ruleSet }: HashedRules, level: string, language: 'nl' | 'en'): string {
  return ruleSet.levels.find(({ code }) => code === level)?.text[language] ?? level;
}

/** On paper nothing is folded away. */
function useUnfoldedInPrint(): void {
  useEffect(() => {
    const unfold = () => {
      for (const one of document.querySelectorAll<HTMLDetailsElement>('main details:not(.w-settings)')) one.open = true;
    };
    addEventListener('beforeprint', unfold);
    return () => removeEventListener('beforeprint', unfold);
  }, []);
}
