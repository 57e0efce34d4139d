import type { Asking } from '@woordelijk/rules';
import { usePublicWords } from '../words.ts';
import type { AnswerProps } from './AnswerView.tsx';
import { capital, questionText } from './Question.tsx';

/** What nobody said and we took as usual; each can be changed here. */
export function Assumed({ rules, asked, answer, change, assumed }: AnswerProps & { assumed: readonly Asking[] }) {
  const words = usePublicWords();
  return (
    <section className="w-card" aria-labelledby="assumed">
      <h2 id="assumed">{words.answer.assumed}</h2>
      <p className="w-muted">{words.answer.assumedLead}</p>
      <div className="w-assumed">
        {assumed.map((asking) => (
          <div className="w-field" key={asking.key}>
            <label htmlFor={`fact-${asking.key}`}>{questionText(rules.ruleSet, asking, false)[words.code]}</label>
            <select
              id={`fact-${asking.key}`}
              value={answer.receipt.facts[asking.key]}
              onChange={({ target }) =>
                change({ ...asked, facts: { ...asked.facts, [asking.key]: target.value }, enough: asked.enough })
              }
            >
              {rules.ruleSet.dimensions
                .find(({ key }) => key === asking.key)
                ?.values.map(({ code, text }) => (
                  <option key={code} value={code}>
                    {capital(text[words.code])}
                  </option>
                ))}
            </select>
          </div>
        ))}
      </div>
    </section>
  );
}
