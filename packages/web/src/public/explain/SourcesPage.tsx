import type { RuleSet } from '@woordelijk/rules';
import { usePublicWords } from '../words.ts';

/** Every source of the rules, with how sure we are of it. */
export function SourcesPage({ ruleSet }: { ruleSet: RuleSet }) {
  const { answer, explain } = usePublicWords();
  return (
    <>
      <div className="w-lead">
        <h1>{explain.further}</h1>
        <p>{explain.furtherLead}</p>
      </div>
      <section className="w-card">
        <ul className="w-entries">
          {ruleSet.sources.map(({ ref, short, title, link, certainty, note }) => (
            <li key={`${ref} ${link}`}>
              <a href={link} rel="noreferrer">
                {title}
              </a>{' '}
              ({short})
              <p className="w-muted">
                {answer.certainty[certainty]}. {note}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
