import { evaluate } from '@woordelijk/rules';
import { useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { VerdictLabel } from '../Verdict.tsx';
import { usePublicWords } from '../words.ts';
import type { AnswerProps } from './AnswerView.tsx';
import { caseOf } from './asked.ts';
import { type Flip, flips } from './interview.ts';
import { capital, questionText, valueText } from './Question.tsx';

const FIRST = 6;

/** One answer different: which verdict that gives, and what comes and goes with it. */
export function WhatIf({ rules, guide, asked, answer, change }: AnswerProps) {
  const words = usePublicWords();
  const [tried, setTried] = useState<Flip>();
  const [all, setAll] = useState(false);
  const found = useMemo(() => flips(rules.ruleSet, guide, asked, answer), [rules, guide, asked, answer]);
  const verdictText = (verdict: string) =>
    rules.ruleSet.verdicts.find(({ code }) => code === verdict)?.text[words.code] as string;
  const asking = (key: string) => guide.facts.find((one) => one.key === key) ?? key;
  const current = found.find(({ key, value }) => key === tried?.key && value === tried.value);
  return (
    <section className="w-card w-no-print" aria-labelledby="whatif">
      <h2 id="whatif">{words.answer.whatIf}</h2>
      <p className="w-muted">{found.length === 0 ? words.answer.whatIfNone : words.answer.whatIfLead}</p>
      <ul className="w-flips">
        {(all ? found : found.slice(0, FIRST)).map((flip) => (
          <li key={`${flip.key} ${flip.value}`}>
            <button
              type="button"
              className="w-flip"
              aria-expanded={flip === current}
              onClick={() => setTried(flip === current ? undefined : flip)}
            >
              <span>
                <span className="w-muted">{questionText(rules.ruleSet, asking(flip.key), false)[words.code]}</span>
                <br />
                {capital(valueText(rules.ruleSet, flip.key, flip.value, words.code))}
              </span>
              <VerdictLabel verdict={flip.verdict} text={verdictText(flip.verdict)} />
            </button>
            {flip === current && (
              <Difference
                now={answer.obligations}
                then={
                  evaluate(rules, caseOf({ ...asked, facts: { ...asked.facts, [flip.key]: flip.value } })).obligations
                }
              >
                {flip.byPerson ? (
                  <p className="w-muted">{words.answer.onlyPerson}</p>
                ) : (
                  <Button
                    onClick={() => {
                      setTried(undefined);
                      change({ ...asked, facts: { ...asked.facts, [flip.key]: flip.value } });
                    }}
                  >
                    {words.answer.take}
                  </Button>
                )}
              </Difference>
            )}
          </li>
        ))}
      </ul>
      {!all && found.length > FIRST && (
        <button type="button" className="w-link" onClick={() => setAll(true)}>
          {words.answer.whatIfMore} ({found.length - FIRST})
        </button>
      )}
    </section>
  );
}

function Difference({
  now,
  then,
  children,
}: {
  now: AnswerProps['answer']['obligations'];
  then: AnswerProps['answer']['obligations'];
  children: React.ReactNode;
}) {
  const { code, answer } = usePublicWords();
  const only = (some: typeof now, others: typeof now) => some.filter((one) => !others.some((o) => o.code === one.code));
  const lists = [
    [answer.newDuties, only(then, now)],
    [answer.goneDuties, only(now, then)],
  ] as const;
  return (
    <div className="w-difference">
      {lists.map(
        ([title, duties]) =>
          duties.length > 0 && (
            <div key={title}>
              <p>
                <strong>{title}</strong>
              </p>
              <ul className="w-dotted">
                {duties.map((duty) => (
                  <li key={duty.code}>{duty.text[code]}</li>
                ))}
              </ul>
            </div>
          ),
      )}
      {children}
    </div>
  );
}
