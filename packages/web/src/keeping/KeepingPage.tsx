import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Failure } from '../components/Failure.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Paged } from '../components/Paged.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { destructions, holds, session } from '../server.ts';
import { Due } from './Due.tsx';
import { HoldRow } from './HoldRow.tsx';

/** What is kept and why, and what was destroyed. */
export function KeepingPage() {
  const { keeping } = useWords();
  const seats = useQuery(session).data?.seats ?? [];
  return (
    <OrganisationPage title={keeping.title}>
      {(organisation) => (
        <div className="w-stack">
          {mayShow(seats, 'retention.see') && <Due organisation={organisation} />}
          <Held organisationId={organisation.id} />
          <Destroyed organisationId={organisation.id} />
        </div>
      )}
    </OrganisationPage>
  );
}

function Held({ organisationId }: { organisationId: string }) {
  const { keeping: t } = useWords();
  const { data, error, refetch } = useQuery(holds(organisationId));
  return (
    <section className="w-card" aria-labelledby="holds-title">
      <h2 id="holds-title">{t.holds}</h2>
      <p className="w-muted">{t.holdsText}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <p>{t.noneHeld}</p>}
      <ul className="w-holds">
        {data?.items.map((hold) => (
          <HoldRow key={hold.id} hold={hold} linked />
        ))}
      </ul>
    </section>
  );
}

function Destroyed({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.keeping;
  const query = useInfiniteQuery(destructions(organisationId));
  return (
    <section className="w-card" aria-labelledby="destroyed-title">
      <h2 id="destroyed-title">{t.destroyed}</h2>
      <p className="w-muted">{t.destroyedText}</p>
      <Paged
        query={query}
        none={t.noneDestroyed}
        row={({ talkId, certificate }) => (
          <li key={talkId} className="w-hold">
            <Link to="/gesprekken/$talkId" params={{ talkId }}>
              {t.facts.held}: {shortDay(words, certificate.startedAt)}
            </Link>
            <p className="w-muted">
              {shortDay(words, certificate.decidedAt)} · {t.grounds[certificate.ground]}
            </p>
          </li>
        )}
      />
    </section>
  );
}
