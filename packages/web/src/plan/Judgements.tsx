import type { RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { languageOf, useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { useSigned } from './signed.tsx';
import { usePlanAct } from './use-plan-act.ts';

type Norm = RecordingPlan['openNorms'][number];

/** What named persons judge about a plan: balancing and necessity, sensitive data, risks, advice, the works council. */
export function Judgements({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const sensitive = plan.content.contents.filter((one) => one !== 'betaal');
  return (
    <>
      {(plan.openNorms.length > 0 || sensitive.length > 0) && (
        <section className="w-card" id="plan-judgements" aria-labelledby="plan-judgements-title">
          <h2 id="plan-judgements-title">{texts.judgementsTitle}</h2>
          <p>{texts.judgementsText}</p>
          {plan.openNorms.map((norm) => (
            <Judgement key={`${norm.purpose}-${norm.person}-${norm.kind}`} plan={plan} norm={norm} />
          ))}
          {sensitive.map((content) => (
            <Exception key={content} plan={plan} content={content} />
          ))}
        </section>
      )}
      <Impact plan={plan} />
      <Advice plan={plan} />
      <Council plan={plan} />
    </>
  );
}

function Judgement({ plan, norm }: { plan: RecordingPlan; norm: Norm }) {
  const words = useWords();
  const { plan: texts } = words;
  const { by, on, fields } = useSigned();
  const [answers, setAnswers] = useState<readonly string[]>(norm.questions.map(() => ''));
  const [outcome, setOutcome] = useState<'positive' | 'negative'>();
  const act = usePlanAct(plan, (server, params, once) =>
    server.assessPlan(
      {
        params,
        body: {
          purpose: norm.purpose,
          person: norm.person,
          kind: norm.kind,
          answers: [...answers],
          outcome: outcome!,
          by,
          on,
        },
      },
      { once },
    ),
  );
  const known = plan.assessments.find((one) => one.purpose === norm.purpose && one.person === norm.person);
  const purpose = plan.content.purposes.find(({ id }) => id === norm.purpose)?.words[languageOf(words)] ?? '';
  const title = texts.normTitle(texts.norms[norm.kind], purpose, texts.persons[norm.person]);
  const valid = known !== undefined && !known.stale && known.kind === norm.kind;
  return (
    <details open={false} className="w-plan-norm">
      <summary>
        {title}
        {valid ? `: ${texts.outcomes[known.outcome]}` : ''}
      </summary>
      {valid ? (
        <>
          <p className="w-muted">{texts.judgedBy(known.by, shortDay(words, known.on))}</p>
          <dl className="w-facts w-plan-facts">
            {known.answers.map(({ question, answer }) => (
              <div key={question.nl}>
                <dt>{question[languageOf(words)]}</dt>
                <dd>{answer}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <Form act={act} button={texts.record}>
          {known?.stale === true && <p>{texts.stale}</p>}
          {norm.questions.map((question, index) => (
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
            label={texts.outcome}
            value={outcome}
            required
            options={(['positive', 'negative'] as const).map((value) => ({ value, text: texts.outcomes[value] }))}
            choose={setOutcome}
          />
          {fields}
        </Form>
      )}
    </details>
  );
}

function Exception({ plan, content }: { plan: RecordingPlan; content: string }) {
  const words = useWords();
  const { plan: texts } = words;
  const { by, on, fields } = useSigned();
  const [why, setWhy] = useState('');
  const [applies, setApplies] = useState<'yes' | 'no'>();
  const act = usePlanAct(plan, (server, params, once) =>
    server.exceptPlan({ params, body: { content, applies: applies === 'yes', why, by, on } }, { once }),
  );
  const known = plan.exceptions.find((one) => one.content === content);
  return (
    <details className="w-plan-norm">
      <summary>{texts.exceptionTitle(texts.contentNames[content] ?? content)}</summary>
      {known !== undefined && (
        <p>
          {known.applies ? texts.exceptionYes : texts.exceptionNo}: {known.why}{' '}
          <span className="w-muted">{texts.judgedBy(known.by, shortDay(words, known.on))}</span>
        </p>
      )}
      <Form act={act} button={texts.record}>
        <Radios
          label={texts.exceptionQuestion}
          value={applies}
          required
          options={[
            { value: 'yes', text: texts.exceptionYes },
            { value: 'no', text: texts.exceptionNo },
          ]}
          choose={setApplies}
        />
        <TextArea label={texts.exceptionWhy} value={why} required onChange={(e) => setWhy(e.target.value)} />
        {fields}
      </Form>
    </details>
  );
}

function Impact({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const { by, on, fields } = useSigned();
  const [signs, setSigns] = useState<readonly string[]>(
    plan.impactSigns.filter(({ seen }) => seen).map(({ code }) => code),
  );
  const [outcome, setOutcome] = useState('');
  const [document, setDocument] = useState('');
  const due = signs.length > 0;
  const act = usePlanAct(plan, (server, params, once) =>
    server.recordImpact({ params, body: { signs: [...signs], done: due, outcome, document, by, on } }, { once }),
  );
  const settled = plan.impact !== null && !plan.impact.stale;
  return (
    <section className="w-card" id="plan-impact" aria-labelledby="plan-impact-title">
      <h2 id="plan-impact-title">{texts.impactTitle}</h2>
      {settled ? (
        <p>
          {plan.impact!.done ? texts.impactDone : texts.impactNot}: {plan.impact!.outcome}{' '}
          <span className="w-muted">{texts.judgedBy(plan.impact!.by, shortDay(words, plan.impact!.on))}</span>
        </p>
      ) : (
        <Form act={act} button={texts.record}>
          <p>{texts.impactText}</p>
          <fieldset className="w-radios">
            <legend>{texts.impactSigns}</legend>
            {plan.impactSigns.map((sign) => (
              <label key={sign.code} className="w-check">
                <input
                  type="checkbox"
                  checked={signs.includes(sign.code)}
                  disabled={sign.seen}
                  onChange={(e) =>
                    setSigns(e.target.checked ? [...signs, sign.code] : signs.filter((one) => one !== sign.code))
                  }
                />
                <span>{sign.text[languageOf(words)]}</span>
              </label>
            ))}
          </fieldset>
          <TextArea
            label={due ? texts.impactOutcome : texts.impactWhyNot}
            value={outcome}
            required
            onChange={(e) => setOutcome(e.target.value)}
          />
          {due && (
            <Field
              label={texts.impactDocument}
              value={document}
              required
              onChange={(e) => setDocument(e.target.value)}
              maxLength={500}
            />
          )}
          {fields}
        </Form>
      )}
    </section>
  );
}

function Advice({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const { by, fields } = useSigned();
  const [advice, setAdvice] = useState('');
  const [agreed, setAgreed] = useState<'yes' | 'no'>();
  const act = usePlanAct(plan, (server, params, once) =>
    server.advisePlan({ params, body: { agreed: agreed === 'yes', advice, by } }, { once }),
  );
  return (
    <section className="w-card" id="plan-advice" aria-labelledby="plan-advice-title">
      <h2 id="plan-advice-title">{texts.adviceTitle}</h2>
      {plan.advice !== null && (
        <p>
          {plan.advice.agreed ? texts.adviceYes : texts.adviceNo}: {plan.advice.advice}{' '}
          <span className="w-muted">{texts.judgedBy(plan.advice.by, shortDay(words, plan.advice.at))}</span>
        </p>
      )}
      {plan.advice?.agreed !== true && (
        <Form act={act} button={texts.record}>
          <p>{texts.adviceText}</p>
          <Radios
            label={texts.adviceQuestion}
            value={agreed}
            required
            options={[
              { value: 'yes', text: texts.adviceYes },
              { value: 'no', text: texts.adviceNo },
            ]}
            choose={setAgreed}
          />
          <TextArea label={texts.adviceWords} value={advice} required onChange={(e) => setAdvice(e.target.value)} />
          {fields}
        </Form>
      )}
    </section>
  );
}

function Council({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const { by, on, fields } = useSigned();
  const [way, setWay] = useState<keyof typeof texts.councilWays>('consent');
  const [document, setDocument] = useState('');
  const [scope, setScope] = useState('');
  const act = usePlanAct(plan, (server, params, once) =>
    server.recordCouncil({ params, body: { way, on, document, scope, by } }, { once }),
  );
  const known = plan.council;
  const settled = known !== null && !known.stale && known.way !== 'asked' && known.way !== 'refused';
  return (
    <section className="w-card" id="plan-council" aria-labelledby="plan-council-title">
      <h2 id="plan-council-title">{texts.councilTitle}</h2>
      {known !== null && (
        <p>
          {texts.councilWays[known.way]}: {known.document}. {known.scope}{' '}
          <span className="w-muted">{texts.judgedBy(known.by, shortDay(words, known.on))}</span>
          {known.stale && ` ${texts.stale}`}
        </p>
      )}
      {!settled && (
        <Form act={act} button={texts.record}>
          <p>{texts.councilText}</p>
          <Choice
            label={texts.councilWay}
            value={way}
            options={(Object.keys(texts.councilWays) as (typeof way)[]).map((value) => ({
              value,
              text: texts.councilWays[value],
            }))}
            choose={setWay}
          />
          <Field
            label={texts.councilDocument}
            hint={texts.councilDocumentHint}
            value={document}
            required
            onChange={(e) => setDocument(e.target.value)}
            maxLength={500}
          />
          <TextArea label={texts.councilScope} value={scope} required onChange={(e) => setScope(e.target.value)} />
          {fields}
        </Form>
      )}
    </section>
  );
}
