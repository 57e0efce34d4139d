import { useQuery } from '@tanstack/react-query';
import type { Figures } from '@woordelijk/api';
import { Failure } from '../components/Failure.tsx';
import { Plot } from '../components/Plot.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { figures } from '../server.ts';

type Week = Figures['weeks'][number];
const HOUR_MS = 3_600_000;

/** What was done in twelve weeks, in plots and tables. Names nobody. */
export function FigurePlots({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.oversight.figures;
  const { data, error, refetch } = useQuery(figures(organisationId));
  const empty = data?.weeks.every(({ counts }) => Object.values(counts).every((n) => n === 0));
  const plot = (title: string, value: (week: Week) => number, shown?: (value: number) => string) => {
    const bars = (data?.weeks ?? []).map((week, i) => ({
      key: week.from,
      name: shortDay(words, week.from),
      mark: i % 4 === 0 ? shortDay(words, week.from) : '',
      value: value(week),
      ...(shown && { shown: shown(value(week)) }),
    }));
    if (bars.some((bar) => bar.value > 0)) return <Plot title={title} over={t.week} of={t.number} bars={bars} />;
    return (
      <figure className="w-plot">
        <figcaption>{title}</figcaption>
        <p className="w-muted">{t.noneHere}</p>
      </figure>
    );
  };
  return (
    <section className="w-card" aria-labelledby="figures-title">
      <h2 id="figures-title">{t.title}</h2>
      <p className="w-muted">{t.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {empty && <p>{t.nothing}</p>}
      {data && !empty && (
        <>
          <div className="w-plots">
            {plot(t.plots.recorded, ({ counts }) => counts.recorded)}
            {plot(t.plots.unrecorded, ({ counts }) => counts.unrecorded)}
            {plot(t.plots.played, ({ counts }) => counts.played)}
            {plot(t.plots.destroyed, ({ counts }) => counts.destroyed)}
            {plot(t.plots.lost, lostPerHour, t.lost)}
          </div>
          <div className="w-plots">
            <Tally
              title={t.decided}
              rows={[
                [t.granted, data.decided.granted],
                ...Object.entries(data.decided.alternatives).map(
                  ([kind, n]) => [t.alternatives[kind] ?? t.refused, n] as const,
                ),
              ]}
            />
            <Tally
              title={t.unrecorded}
              rows={Object.entries(data.unrecorded).map(([why, n]) => [t.because[why] ?? why, n] as const)}
            />
            <Tally
              title={t.readings}
              rows={Object.entries(data.readings)
                .sort(([, a], [, b]) => b - a)
                .map(([purpose, n]) => [(words.purpose.names as Record<string, string>)[purpose] ?? t.unknown, n])}
            />
          </div>
          {data.cut && <p className="w-muted">{t.cut}</p>}
        </>
      )}
    </section>
  );
}

/** Seconds of sound that did not come, per hour that should have been there. */
export function lostPerHour({ soundMs, lostMs }: Week): number {
  return soundMs === 0 ? 0 : (lostMs / 1000) * (HOUR_MS / soundMs);
}

function Tally({ title, rows }: { title: string; rows: readonly (readonly [string, number])[] }) {
  const { oversight } = useWords();
  return (
    <table className="w-tally">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([name, n]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="w-figures">{n}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td className="w-muted">{oversight.figures.nothing}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
