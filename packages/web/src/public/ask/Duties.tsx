import { matches, type Obligation } from '@woordelijk/rules';
import { usePublicWords } from '../words.ts';
import type { AnswerProps } from './AnswerView.tsx';
import { factsOfDuty, isForPerson, questionOfDuty } from './interview.ts';
import { questionText } from './Question.tsx';

/** The duties as a list to tick: where a fact shows that a duty is done, ticking it gives that fact and a new answer. */
export function Duties({ rules, guide, asked, answer, change }: AnswerProps) {
  const words = usePublicWords();
  const healing = answer.healing !== undefined && 'duties' in answer.healing ? answer.healing.duties : [];
  // Done, and for that very reason no longer asked: it stays in the list, so that it can be undone.
  const settled = rules.ruleSet.duties
    .filter(({ code }) => asked.done.includes(code) && !answer.obligations.some((one) => one.code === code))
    .filter(({ met }) => met !== undefined && matches(met, answer.receipt.facts))
    .map(({ code, text }): Obligation => ({ code, met: true, text }));
  if (answer.obligations.length + settled.length === 0) return null;
  const tick = ({ code }: Obligation, done: boolean) => {
    const others = asked.done.filter((one) => one !== code);
    const facts = { ...asked.facts, ...factsOfDuty(rules.ruleSet, code, done) };
    change({ ...asked, facts, done: done ? [...others, code] : others });
  };
  const forget = (key: string) => {
    const { [key]: _, ...facts } = asked.facts;
    change({ ...asked, facts, enough: false });
  };
  const first = ({ code }: Obligation) => (healing.includes(code) || settled.some((one) => one.code === code) ? 0 : 1);
  const ordered = [...settled, ...answer.obligations].sort((a, b) => first(a) - first(b));
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
