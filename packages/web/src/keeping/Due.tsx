import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeepingOverview, Organisation } from '@woordelijk/api';
import { useEffect, useRef, useState } from 'react';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Paged } from '../components/Paged.tsx';
import { Plot } from '../components/Plot.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { monthName, shortDay, shortMoment } from '../moments.ts';
import { dueTalks, keepingOverview, server, session, sweeps } from '../server.ts';

/** What goes when, and the rounds in which it goes. */
export function Due({ organisation }: { organisation: Organisation }) {
  const { keeping: t } = useWords();
  const { id } = organisation;
  const { data, error, refetch } = useQuery(keepingOverview(id));
  const may = mayShow(useQuery(session).data?.seats ?? [], 'retention.arrange');
  return (
    <section className="w-card" aria-labelledby="due-title">
      <h2 id="due-title">{t.overview}</h2>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && (
        <>
          <p>
            <strong>{data.due === 0 ? t.noneDue : t.dueNow(data.due)}</strong>
            <br />
            <span className="w-muted">
              {[
                data.open > 0 && t.openCases(data.open),
                data.held > 0 && t.heldTalks(data.held),
                data.later > 0 && t.laterTalks(data.later),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
          <Months months={data.months} />
          {data.due > 0 && <Which organisationId={id} />}
          {may && data.due > 0 && <Begin organisationId={id} due={data.due} />}
          {may && organisation.sector === 'organisatie' && <Nightly organisationId={id} overview={data} />}
        </>
      )}
      <Rounds organisationId={id} />
    </section>
  );
}

/** How many talks are due in which month. */
export function Months({ months }: { months: KeepingOverview['months'] }) {
  const words = useWords();
  const t = words.keeping;
  const bars = months.map(({ month, due }, i) => ({
    key: month,
    name: monthName(words, month, 'long'),
    mark: i % 6 === 0 ? monthName(words, month, 'short') : '',
    value: due,
  }));
  if (bars.every(({ value }) => value === 0)) return <p className="w-muted">{t.noneSoon}</p>;
  return <Plot title={t.plot} over={t.month} of={t.talks} bars={bars} />;
}

function Which({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.keeping;
  const [open, setOpen] = useState(false);
  const query = useInfiniteQuery({ ...dueTalks(organisationId), enabled: open });
  return (
    <details className="w-raw" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t.look}</summary>
      {open && (
        <Paged
          query={query}
          none={t.noneDue}
          row={({ talkId, endedAt, dueAt, ground, held }) => (
            <li key={talkId} className="w-hold">
              <Link to="/gesprekken/$talkId" params={{ talkId }}>
                {t.facts.held}: {shortDay(words, endedAt)}
              </Link>
              <p className="w-muted">
                {[t.grounds[ground], t.dueSince(shortDay(words, dueAt)), held && t.heldHere]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          )}
        />
      )}
    </details>
  );
}

function Begin({ organisationId, due }: { organisationId: string; due: number }) {
  const { keeping: t } = useWords();
  const queries = useQueryClient();
  const once = useRef(crypto.randomUUID());
  const begin = useMutation({
    mutationFn: () => server.beginSweep({ params: { organisationId }, body: {} }, { once: once.current }),
    onSuccess: async () => {
      once.current = crypto.randomUUID();
      await queries.invalidateQueries({ queryKey: ['organisation', organisationId] });
    },
  });
  return (
    <>
      {begin.error && <Failure error={begin.error} />}
      <p>
        <Confirm
          question={{ button: t.round, label: t.round, title: t.roundSure(due), text: t.roundText, yes: t.roundYes }}
          act={() => begin.mutate()}
        />
      </p>
    </>
  );
}

function Nightly({ organisationId, overview }: { organisationId: string; overview: KeepingOverview }) {
  const { keeping: t } = useWords();
  const queries = useQueryClient();
  const arrange = useMutation({
    mutationFn: (nightly: boolean) => server.arrangeKeeping({ params: { organisationId }, body: { nightly } }),
    onSuccess: (answer) => queries.setQueryData(keepingOverview(organisationId).queryKey, answer),
  });
  return (
    <>
      {arrange.error && <Failure error={arrange.error} />}
      <label className="w-check">
        <input
          type="checkbox"
          checked={arrange.isPending ? arrange.variables : overview.nightly}
          onChange={(e) => arrange.mutate(e.target.checked)}
        />
        <span>
          {t.nightly}
          <br />
          <span className="w-muted">{t.nightlyText}</span>
        </span>
      </label>
    </>
  );
}

function Rounds({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.keeping;
  const queries = useQueryClient();
  const { data, error } = useQuery(sweeps(organisationId));
  const running = data?.items.some(({ doneAt }) => doneAt === null) ?? false;
  const was = useRef(running);
  useEffect(() => {
    if (was.current && !running) void queries.invalidateQueries({ queryKey: ['organisation', organisationId] });
    was.current = running;
  }, [running, organisationId, queries]);
  return (
    <>
      <h3>{t.rounds}</h3>
      {error && <Failure error={error} />}
      {data?.items.length === 0 && <p className="w-muted">{t.noRounds}</p>}
      <ul className="w-holds" aria-live="polite">
        {data?.items.map((round) => (
          <li key={round.id} className="w-hold">
            <p>{shortMoment(words, round.begunAt)}</p>
            {round.doneAt === null ? (
              <p>
                <progress value={round.progress} max={1} aria-label={t.running(Math.round(100 * round.progress))} />{' '}
                {t.running(Math.round(100 * round.progress))}
              </p>
            ) : (
              <p className="w-muted">{t.roundDone(round.destroyed ?? 0, round.held ?? 0, round.stayed ?? 0)}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
