import type { Obligation } from '@woordelijk/rules';
import { usePublicWords } from '../words.ts';
import type { AnswerProps } from './AnswerView.tsx';
import { factsOfDuty, isForPerson, questionOfDuty } from './interview.ts';
import { questionText } from './Question.tsx';

/** The duties as a list to tick: where a fact shows that a duty is done, ticking it gives that fact and a new answer. */
export function Duties({ rules, guide, asked, answer, change }: AnswerProps) {
  const words = usePublicWords();
  const healing = answer.healing !== undefined && 'duties' in answer.healing ? answer.healing.duties : [];
  if (answer.obligations.length === 0) return null;
  const tick = ({ code }: Obligation, done: boolean) => {
    const facts = factsOfDuty(rules.ruleSet, code, done);
    if (facts !== undefined) change({ ...asked, facts: { ...asked.facts, ...facts } });
    else change({ ...asked, done: done ? [...asked.done, code] : asked.done.filter((one) => one !== code) });
  };
  const forget = (key: string) => {
    const { [key]: _, ...facts } = asked.facts;
    change({ ...asked, facts, enough: false });
  };
  const ordered = [...answer.obligations].sort(
    (a, b) => Number(healing.includes(b.code)) - Number(healing.includes(a.code)),
  );
  return (
    <section className="w-card" aria-labelledby="duties">
      <h2 id="duties">{words.answer.duties}</h2>
      <p className="w-muted">{words.answer.dutiesLead}</p>
      <ul className="w-checks">
        {ordered.map((duty) => {
          const question = healing.includes(duty.code) ? questionOfDuty(rules.ruleSet, duty.code) : undefined;
          const person = isForPerson(rules.ruleSet, duty.code);
          return (
            <li key={duty.code}>
              <label className="w-check-line">
                <input
                  type="checkbox"
                  checked={duty.met ?? asked.done.includes(duty.code)}
                  disabled={person || question !== undefined}
                  onChange={({ target }) => tick(duty, target.checked)}
                />
                <span>{duty.text[words.code]}</span>
              </label>
              {healing.includes(duty.code) && <p className="w-heals">{words.answer.heals}</p>}
              {person && <p className="w-muted">{words.answer.persons}</p>}
              {question !== undefined && (
                <p className="w-muted">
                  {words.answer.needsAnswer}{' '}
                  <button type="button" className="w-link" onClick={() => forget(question)}>
                    {
                      questionText(rules.ruleSet, guide.facts.find(({ key }) => key === question) ?? question, false)[
                        words.code
                      ]
                    }
                  </button>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
