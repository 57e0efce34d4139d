import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Session } from '@woordelijk/api';
import { useState } from 'react';
import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { type Bar, Plot } from '../components/Plot.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { monthName, shortDay } from '../moments.ts';
import { lostPerHour } from '../oversight/FigurePlots.tsx';
import { figures, keepingOverview, rightsSince } from '../server.ts';

const MONTH_MS = 30 * 86_400_000;
const SOON_DAYS = 7;

/** How it goes, at a glance: recordings, wishes with what came of them, terms, what is due to go, and sound that was lost. */
export function ShortFigures({ seats }: { seats: Session['seats'] }) {
  const { plots: t } = useWords().start;
  const { organisation, chooser } = useChosenOrganisation();
  if (organisation === undefined) return null;
  return (
    <section className="w-card w-short" aria-labelledby="short-title">
      <h2 id="short-title">{chooser === null ? t.title : t.of(organisation.name)}</h2>
      {chooser}
      <div className="w-plots">
        <Weeks organisationId={organisation.id} />
        {mayShow(seats, 'rights.handle') && <Terms />}
        {mayShow(seats, 'retention.see') && <Going organisationId={organisation.id} />}
      </div>
      <p>
        <Link to="/toezicht">{t.more}</Link>
      </p>
    </section>
  );
}

function Weeks({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.start.plots;
  const { figures: told } = words.oversight;
  const { data } = useQuery(figures(organisationId));
  if (data === undefined) return null;
  const all = data.weeks;
  const weeks = (value: (week: (typeof all)[number]) => number, shown?: (value: number) => string): Bar[] =>
    all.map((week, i) => ({
      key: week.from,
      name: shortDay(words, week.from),
      mark: i === 0 ? shortDay(words, week.from) : '',
      value: value(week),
      ...(shown && { shown: shown(value(week)) }),
    }));
  const recorded = all.reduce((sum, { counts }) => sum + counts.recorded, 0);
  const lostSeconds = all.reduce((sum, { lostMs }) => sum + lostMs, 0) / 1000;
  const asked = [
    ['granted', told.granted, data.decided.granted] as const,
    ...Object.entries(data.decided.alternatives).map(
      ([kind, n]) => [kind, told.alternatives[kind] ?? told.refused, n] as const,
    ),
  ];
  const wishes = asked.reduce((sum, [, , n]) => sum + n, 0);
  return (
    <>
      <Small
        title={t.recorded(recorded)}
        how={t.recordedHow}
        over={told.week}
        bars={weeks(({ counts }) => counts.recorded)}
      />
      <Rows title={t.asked(wishes)} how={t.askedHow} rows={asked} />
      <Small
        title={lostSeconds === 0 ? t.allArrived : t.lost(told.lost(lostSeconds))}
        how={t.lostHow}
        over={told.week}
        bars={weeks(lostPerHour, told.lost)}
      />
    </>
  );
}

/** Open requests about rights by the days that are left. */
function Terms() {
  const words = useWords();
  const t = words.start.plots;
  const { plotLong } = words.rights;
  const [since] = useState(() => new Date(Date.now() - MONTH_MS).toISOString());
  const { data } = useQuery(rightsSince(since));
  if (data === undefined) return null;
  const open = data.items.filter(({ closed }) => closed === null);
  const within = (from: number, to: number) => open.filter(({ daysLeft }) => daysLeft >= from && daysLeft <= to).length;
  const rows = [
    ['late', plotLong.late, within(Number.NEGATIVE_INFINITY, -1)],
    ['week', plotLong.week, within(0, SOON_DAYS)],
    ['second', plotLong.second, within(SOON_DAYS + 1, 2 * SOON_DAYS)],
    ['third', plotLong.third, within(2 * SOON_DAYS + 1, 3 * SOON_DAYS)],
    ['later', plotLong.later, within(3 * SOON_DAYS + 1, Number.POSITIVE_INFINITY)],
  ] as const;
  return <Rows title={t.terms(open.length)} how={t.termsHow} rows={rows} />;
}

/** Talks whose term ends, by month. */
function Going({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.start.plots;
  const { data } = useQuery(keepingOverview(organisationId));
  if (data === undefined) return null;
  const bars = data.months.map(({ month, due }, i) => ({
    key: month,
    name: monthName(words, month, 'long'),
    mark: i === 0 ? monthName(words, month, 'short') : '',
    value: due,
  }));
  return (
    <Small title={t.due(bars.reduce((sum, { value }) => sum + value, 0))} how={t.dueHow} over={t.month} bars={bars} />
  );
}

function Small({ title, how, over, bars }: { title: string; how: string; over: string; bars: readonly Bar[] }) {
  const { plots: t } = useWords().start;
  return (
    <div>
      <h3>{title}</h3>
      {bars.some(({ value }) => value > 0) ? (
        <Plot title={how} over={over} of={t.number} bars={bars} />
      ) : (
        <p className="w-muted">{t.noneYet}</p>
      )}
    </div>
  );
}

function Rows({
  title,
  how,
  rows,
}: {
  title: string;
  how: string;
  rows: readonly (readonly [key: string, name: string, n: number])[];
}) {
  const { plots: t } = useWords().start;
  const most = Math.max(1, ...rows.map(([, , n]) => n));
  const any = rows.some(([, , n]) => n > 0);
  return (
    <div>
      <h3>{title}</h3>
      {any ? (
        <table className="w-rows">
          <caption>{how}</caption>
          <tbody>
            {rows.map(([key, name, n]) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td className="w-figures">
                  <span className="w-rows-bar" style={{ inlineSize: `${(100 * n) / most}%` }} aria-hidden="true" />
                  {n}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="w-muted">{t.noneYet}</p>
      )}
    </div>
  );
}
