import type { RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { languageOf, useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { useSigned } from './signed.tsx';
import { usePlanAct } from './use-plan-act.ts';

type Other = RecordingPlan['otherUses'][number];

/** Purposes that the plan does not announce: which may, which nobody can open, and the compatibility test (AVG 6(4)). */
export function Uses({ plan }: { plan: RecordingPlan }) {
  const { plan: texts } = useWords();
  if (plan.otherUses.length === 0) return null;
  const known = (goal: string) => plan.uses.find((one) => one.goal === goal);
  return (
    <section className="w-card" id="plan-uses" aria-labelledby="plan-uses-title">
      <h2 id="plan-uses-title">{texts.usesTitle}</h2>
      <p>{texts.usesText}</p>
      {plan.otherUses.map((other) => {
        const judged = known(other.goal);
        return other.state === 'judge' || judged !== undefined ? (
          <Test key={other.goal} plan={plan} other={other} judged={judged} />
        ) : (
          <Settled key={other.goal} other={other} />
        );
      })}
    </section>
  );
}

function Settled({ other }: { other: Other }) {
  const words = useWords();
  const { plan: texts } = words;
  return (
    <p>
      <strong>{texts.goalNames[other.goal] ?? other.goal}</strong>: {texts.useStates[other.state]}
      {other.state === 'open' && ` ${texts.useTell}`}
      {other.because !== null && <span className="w-muted"> {other.because[languageOf(words)]}</span>}
    </p>
  );
}

function Test({
  plan,
  other,
  judged,
}: {
  plan: RecordingPlan;
  other: Other;
  judged: RecordingPlan['uses'][number] | undefined;
}) {
  const words = useWords();
  const { plan: texts } = words;
  const { by, on, fields } = useSigned();
  const [answers, setAnswers] = useState<readonly string[]>(plan.fittingQuestions.map(() => ''));
  const [outcome, setOutcome] = useState<'positive' | 'negative'>();
  const act = usePlanAct(plan, (server, params, once) =>
    server.judgeUse({ params, body: { goal: other.goal, answers: [...answers], outcome: outcome!, by, on } }, { once }),
  );
  return (
    <details className="w-plan-norm">
      <summary>
        {texts.goalNames[other.goal] ?? other.goal}:{' '}
        {judged === undefined ? texts.useStates.judge : texts.useOutcomes[judged.outcome]}
      </summary>
      {judged !== undefined && (
        <>
          <p className="w-muted">{texts.judgedBy(judged.by, shortDay(words, judged.on))}</p>
          <dl className="w-facts w-plan-facts">
            {judged.answers.map(({ question, answer }) => (
              <div key={question.nl}>
                <dt>{question[languageOf(words)]}</dt>
                <dd>{answer}</dd>
              </div>
            ))}
          </dl>
          {judged.outcome === 'positive' && other.state === 'open' && <p>{texts.useTell}</p>}
        </>
      )}
      {other.state === 'judge' && (
        <Form act={act} button={texts.record}>
          {other.because !== null && <p>{other.because[languageOf(words)]}</p>}
          {plan.fittingQuestions.map((question, index) => (
            <TextArea
              key={question.nl}
              label={question[languageOf(words)]}
              value={answers[index] ?? ''}
              required
              onChange={(e) => setAnswers(answers.map((answer, i) => (i === index ? e.target.value : answer)))}
              maxLength={4000}
            />
          ))}
          <Radios
            label={texts.useQuestion}
            value={outcome}
            required
            options={(['positive', 'negative'] as const).map((value) => ({ value, text: texts.useOutcomes[value] }))}
            choose={setOutcome}
          />
          {fields}
        </Form>
      )}
    </details>
  );
}
