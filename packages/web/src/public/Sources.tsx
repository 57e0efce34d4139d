import type { Reason } from '@woordelijk/rules';
import { usePublicWords } from './words.ts';

/** Only what a browser can open as a page; other references (jci, ECLI) are shown as text. */
const WEB = /^https?:\/\//;

/** Where a rule comes from, unfoldable: the words of the law, the link, and how sure that is. */
export function Sources({ reason }: { reason: Pick<Reason, 'rule' | 'sources' | 'certainty' | 'reviewed'> }) {
  const { answer } = usePublicWords();
  return (
    <details className="w-sources">
      <summary>
        {answer.sources(reason.sources.length)}: {reason.sources.map(({ short }) => short).join(', ')}
      </summary>
      <div className="w-sources-inner">
        {reason.sources.map(({ ref, short, title, link, quote, certainty }) => (
          <div key={`${ref} ${quote ?? ''}`} className="w-source">
            <p>
              {WEB.test(link) ? (
                <a href={link} rel="noreferrer">
                  {title}
                </a>
              ) : (
                title
              )}{' '}
              <span className="w-muted">({short})</span>
            </p>
            {quote === undefined ? (
              <p className="w-muted">{answer.noQuote}</p>
            ) : (
              <blockquote lang="nl">“{quote}”</blockquote>
            )}
            <p className="w-muted">{answer.certainty[certainty]}</p>
          </div>
        ))}
        <p className="w-muted">
          {answer.rule} {reason.rule}. {answer.certainty[reason.certainty]}.{' '}
          {reason.reviewed === null
            ? `${answer.unreviewed}.`
            : `${answer.reviewed(reason.reviewed.by, reason.reviewed.on)}.`}
        </p>
      </div>
    </details>
  );
}
