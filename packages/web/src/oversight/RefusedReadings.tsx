import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { refusedReadings } from '../server.ts';

/** Who wanted to hear or copy a recording, and was refused. */
export function RefusedReadings({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.oversight.refused;
  const { data, error, refetch } = useQuery(refusedReadings(organisationId));
  const purposes: Readonly<Record<string, string>> = words.purpose.names;
  return (
    <section className="w-card" aria-labelledby="refused-title">
      <h2 id="refused-title">{t.title}</h2>
      <p className="w-muted">{t.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <p>{t.none}</p>}
      <ul className="w-holds">
        {data?.items.map(({ seq, at, name, talkId, purpose, code }) => (
          <li key={seq} className="w-hold">
            <p>
              <strong>{name ?? t.someone}</strong> {purpose && purposes[purpose]}
            </p>
            <p className="w-muted">
              {[shortMoment(words, at), code && t.codes[code]].filter(Boolean).join(' · ')} ·{' '}
              <Link to="/gesprekken/$talkId" params={{ talkId }}>
                {words.oversight.decisions.toTalk}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
