import { useQuery } from '@tanstack/react-query';
import type { RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { Plot } from '../components/Plot.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { openAbsents, rightsSince } from '../server.ts';
import { AbsentRow } from './AbsentRow.tsx';
import { Register } from './Register.tsx';
import { RequestRow } from './RequestRow.tsx';

const MONTH_MS = 30 * 86_400_000;
const SOON_DAYS = 7;

/** The work list: what is late, what is due soon, all that is open, and what was settled. */
export function RightsPage() {
  const { rights: t } = useWords();
  usePageTitle(t.title);
  const [since] = useState(() => new Date(Date.now() - MONTH_MS).toISOString());
  const { data, error, refetch } = useQuery(rightsSince(since));
  const { organisation, loaded, chooser } = useChosenOrganisation();
  const open = data?.items.filter(({ closed }) => closed === null) ?? [];
  const closed = data?.items.filter((one) => one.closed !== null) ?? [];
  const late = open.filter(({ daysLeft }) => daysLeft < 0);
  const soon = open.filter(({ daysLeft }) => daysLeft >= 0 && daysLeft <= SOON_DAYS);
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {late.length > 0 && (
        <Notice look="bad" title={t.overdueTitle(late.length)}>
          <p>{t.overdue}</p>
        </Notice>
      )}
      {soon.length > 0 && (
        <Notice look="info" title={t.soonTitle(soon.length)}>
          <p>{t.soon}</p>
        </Notice>
      )}
      {data && (
        <div className="w-stack">
          <section className="w-card" aria-labelledby="rights-open">
            <h2 id="rights-open">{t.open}</h2>
            {open.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <>
                <LeftPlot open={open} />
                <ul className="w-wishes">
                  {open.map((request) => (
                    <RequestRow key={request.id} request={request} />
                  ))}
                </ul>
              </>
            )}
          </section>
          <section className="w-card" aria-labelledby="rights-register">
            <h2 id="rights-register">{t.register}</h2>
            {chooser}
            {loaded && organisation === undefined && <p>{t.noOrganisation}</p>}
            {organisation && <Register key={organisation.id} organisationId={organisation.id} />}
          </section>
          <OpenAbsents />
          <section className="w-card" aria-labelledby="rights-closed">
            <h2 id="rights-closed">{t.closed}</h2>
            {closed.length === 0 && <p className="w-muted">{t.noneClosed}</p>}
            <ul className="w-wishes">
              {closed.map((request) => (
                <RequestRow key={request.id} request={request} />
              ))}
            </ul>
          </section>
        </div>
      )}
    </>
  );
}

/** Who is talked about and was not there, and still waits for a decision or to be told. */
function OpenAbsents() {
  const { absent: t } = useWords();
  const { data } = useQuery(openAbsents);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="w-card" aria-labelledby="absents-open">
      <h2 id="absents-open">{t.listTitle}</h2>
      <p className="w-muted">{t.listIntro}</p>
      <ul className="w-wishes">
        {data.items.map((person) => (
          <AbsentRow key={person.id} person={person} me="" link />
        ))}
      </ul>
    </section>
  );
}

/** How many open requests have how many days left. */
export function LeftPlot({ open }: { open: readonly RightsRequest[] }) {
  const { rights: t } = useWords();
  const bands = [
    ['late', Number.NEGATIVE_INFINITY, -1],
    ['week', 0, 7],
    ['second', 8, 14],
    ['third', 15, 21],
    ['later', 22, Number.POSITIVE_INFINITY],
  ] as const;
  const bars = bands.map(([key, from, to]) => ({
    key,
    name: t.plotLong[key],
    mark: t.plot[key],
    value: open.filter(({ daysLeft }) => daysLeft >= from && daysLeft <= to).length,
  }));
  return <Plot title={t.plotTitle} over={t.plotOver} of={t.plotOf} bars={bars} />;
}
