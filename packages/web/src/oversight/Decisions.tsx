import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Paged } from '../components/Paged.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { decisions } from '../server.ts';

/** What code never decides: who decided it, when, and why. */
export function Decisions({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.oversight.decisions;
  const query = useInfiniteQuery(decisions(organisationId));
  return (
    <section className="w-card" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{t.title}</h2>
      <p className="w-muted">{t.intro}</p>
      <Paged
        query={query}
        none={t.none}
        row={({ seq, at, act, talkId, by, outcome, reasons }) => (
          <li key={seq} className="w-hold">
            <p>
              <strong>{t.acts[act] ?? act}</strong>
              {outcome !== null && `: ${t.outcomes[outcome] ?? outcome}`}
            </p>
            {reasons !== null && <p className="w-lines">{reasons}</p>}
            <p className="w-muted">
              {[shortMoment(words, at), by !== null && t.by(by)].filter(Boolean).join(' · ')}
              {talkId !== null && (
                <>
                  {' · '}
                  <Link to="/gesprekken/$talkId" params={{ talkId }}>
                    {t.toTalk}
                  </Link>
                </>
              )}
            </p>
          </li>
        )}
      />
    </section>
  );
}
