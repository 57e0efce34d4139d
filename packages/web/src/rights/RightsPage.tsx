import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Failure } from '../components/Failure.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { openRights } from '../server.ts';
import { OneRequest } from './OneRequest.tsx';

/** Requests that wait for an answer; the first term to end stands on top. */
export function RightsPage() {
  const { rights: t } = useWords();
  usePageTitle(t.title);
  const { data, error, refetch } = useQuery(openRights);
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data?.items.length === 0 && <p className="w-card">{t.none}</p>}
      <div className="w-stack">
        {data?.items.map((request) => (
          <section key={request.id} className="w-card">
            <OneRequest request={request} heading="h2" />
            <p>
              <Link to="/gesprekken/$talkId" params={{ talkId: request.talkId }}>
                {t.talk}
              </Link>
            </p>
          </section>
        ))}
      </div>
    </>
  );
}
