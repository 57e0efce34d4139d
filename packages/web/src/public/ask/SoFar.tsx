import type { Guide, HashedRules } from '@woordelijk/rules';
import { usePublicWords } from '../words.ts';
import type { Asked } from './asked.ts';
import { capital, questionText, valueText } from './Question.tsx';

/** The answers given, each of which can be given again. */
export function SoFar({
  rules,
  guide,
  asked,
  change,
  afterwards,
}: {
  rules: HashedRules;
  guide: Guide;
  asked: Asked;
  change: (asked: Asked) => void;
  afterwards: boolean;
}) {
  const words = usePublicWords();
  const given = guide.facts.filter(({ key }) => asked.facts[key] !== undefined);
  if (given.length === 0) return null;
  const forget = (key: string) => {
    const { [key]: _, ...facts } = asked.facts;
    change({ ...asked, facts, enough: false });
  };
  return (
    <section className="w-card w-sofar" aria-labelledby="sofar">
      <h2 id="sofar">{words.ask.soFar}</h2>
      <dl>
        {given.map((asking) => {
          const question = questionText(rules.ruleSet, asking, afterwards)[words.code];
          return (
            <div key={asking.key}>
              <dt>{question}</dt>
              <dd>{capital(valueText(rules.ruleSet, asking.key, asked.facts[asking.key] as string, words.code))}</dd>
              <dd className="w-no-print">
                <button
                  type="button"
                  className="w-link"
                  aria-label={words.ask.changeWhat(question)}
                  onClick={() => forget(asking.key)}
                >
                  {words.ask.change}
                </button>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
