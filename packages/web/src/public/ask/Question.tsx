import type { Asking, RuleSet } from '@woordelijk/rules';
import { usePublicWords } from '../words.ts';

/** One question with a button for each answer. */
export function Question({
  ruleSet,
  asking,
  afterwards,
  left,
  choose,
}: {
  ruleSet: RuleSet;
  asking: Asking;
  afterwards: boolean;
  left: number;
  choose: (value: string) => void;
}) {
  const words = usePublicWords();
  const values = ruleSet.dimensions.find(({ key }) => key === asking.key)?.values ?? [];
  return (
    <>
      <div className="w-ask-question">
        <p className="w-muted">{words.ask.left(left)}</p>
        <h2 id="next" tabIndex={-1}>
          {questionText(ruleSet, asking, afterwards)[words.code]}
        </h2>
        {asking.hint && <p className="w-muted">{asking.hint[words.code]}</p>}
      </div>
      <ul className="w-choices">
        {values.map(({ code, text }) => (
          <li key={code}>
            <button type="button" className="w-choice" onClick={() => choose(code)}>
              <strong>{capital(text[words.code])}</strong>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The question about a fact, in the guide's words or else the model's. */
export function questionText(ruleSet: RuleSet, asking: Asking | string, afterwards: boolean) {
  const { key, ask, afterwards: after } = typeof asking === 'string' ? ({ key: asking } as Asking) : asking;
  const model = ruleSet.dimensions.find((one) => one.key === key)?.question ?? { nl: key, en: key };
  return (afterwards ? after : undefined) ?? ask ?? model;
}

/** The words of a value. */
export function valueText(ruleSet: RuleSet, key: string, value: string, language: 'nl' | 'en'): string {
  const dimension = ruleSet.dimensions.find((one) => one.key === key);
  return dimension?.values.find(({ code }) => code === value)?.text[language] ?? value;
}

/** The text with a capital to begin with. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
