import { useQuery } from '@tanstack/react-query';
import type { CouncilView } from '@woordelijk/api';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { councilView } from '../server.ts';

type Plan = CouncilView['plans'][number];

/** The works council's own page: what was agreed with it, what changes, and figures that are never about one employee. */
export function CouncilPage() {
  const { council: t, oversight } = useWords();
  return (
    <OrganisationPage title={t.title} intro={t.intro}>
      {({ id }) => (
        <div className="w-stack">
          <div className="w-buttons">
            <Button onClick={() => print()}>{oversight.print}</Button>
          </div>
          <View organisationId={id} />
        </div>
      )}
    </OrganisationPage>
  );
}

function View({ organisationId }: { organisationId: string }) {
  const { council: t } = useWords();
  const { data, error, refetch } = useQuery(councilView(organisationId));
  const again = data?.plans.filter((plan) => plan.again) ?? [];
  return (
    <>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {again.length > 0 && (
        <Notice look="bad" title={t.againTitle(again.length)}>
          <p>{t.againText}</p>
        </Notice>
      )}
      {data?.plans.length === 0 && <p>{t.noPlans}</p>}
      {data?.plans.map((plan) => (
        <AgreedPlan key={plan.plan} plan={plan} />
      ))}
      {data && <Quality protocol={data.protocol} />}
      {data && <Numbers figures={data.figures} fewest={data.fewest} />}
    </>
  );
}

function AgreedPlan({ plan }: { plan: Plan }) {
  const words = useWords();
  const { council: t, plan: p } = words;
  const language = words.code === 'en' ? 'en' : 'nl';
  const { council } = plan;
  return (
    <section className="w-card" aria-labelledby={`plan-${plan.plan}`}>
      <h2 id={`plan-${plan.plan}`}>{plan.name}</h2>
      <p>
        <Badge look={plan.live === null ? 'busy' : 'good'}>
          {plan.live === null ? t.draft : t.live(plan.live.number, shortDay(words, plan.live.since))}
        </Badge>
      </p>
      <table className="w-tally">
        <caption>{t.purposes}</caption>
        <tbody>
          {plan.purposes.map(({ words: purpose, keep }) => (
            <tr key={purpose.nl}>
              <th scope="row">{purpose[language]}</th>
              <td>{keep === null ? t.notSettled : keep[language]}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t.software}</th>
            <td>{plan.software[language]}</td>
          </tr>
          <tr>
            <th scope="row">{t.pattern}</th>
            <td>{plan.pattern[language]}</td>
          </tr>
          {plan.bufferDays !== null && (
            <tr>
              <th scope="row">{t.buffer}</th>
              <td>{t.days(plan.bufferDays)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <h3>{t.agreed}</h3>
      {council === null ? (
        <p>{t.notAsked}</p>
      ) : (
        <>
          <p>
            {p.councilWays[council.way]}, {shortDay(words, council.on)}.
          </p>
          <p className="w-quote">{`${council.document}\n${council.scope}`}</p>
          {council.nullityUntil && <p>{t.nullity(shortDay(words, council.nullityUntil))}</p>}
        </>
      )}
      {plan.again && (
        <>
          <h3>{t.changes}</h3>
          {plan.changes.length === 0 ? (
            <p>{t.changedBefore}</p>
          ) : (
            <ul>
              {plan.changes.map(({ what, before, after }) => (
                <li key={`${what}${before?.nl}${after?.nl}`}>
                  {t.what[what]}: {t.change(before?.[language] ?? null, after?.[language] ?? null)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

function Quality({ protocol }: { protocol: CouncilView['protocol'] }) {
  const words = useWords();
  const t = words.council;
  return (
    <section className="w-card" aria-labelledby="council-quality">
      <h2 id="council-quality">{t.quality}</h2>
      {protocol === null ? (
        <p>{t.noProtocol}</p>
      ) : (
        <>
          <p>{t.since(shortDay(words, protocol.at))}</p>
          <ul>
            {protocol.criteria.map((criterion) => (
              <li key={criterion}>{criterion}</li>
            ))}
          </ul>
          <p>{t.most(protocol.mostDrawn)}</p>
          <p className="w-quote">{`${protocol.use}\n${protocol.council}`}</p>
        </>
      )}
      <p className="w-muted">{t.noScores}</p>
    </section>
  );
}

function Numbers({ figures, fewest }: { figures: CouncilView['figures']; fewest: number }) {
  const words = useWords();
  const t = words.council;
  const purposes = words.purpose.names as Readonly<Record<string, string>>;
  const rows = [
    [t.recorded, figures.recorded],
    ...Object.entries(figures.readings).map(([purpose, n]) => [t.used(purposes[purpose] ?? t.unknown), n] as const),
    [t.refused, figures.refused],
    [t.drawn, figures.drawn],
  ] as const;
  return (
    <section className="w-card" aria-labelledby="council-figures">
      <h2 id="council-figures">{t.figures}</h2>
      <p>{t.suppressed(fewest)}</p>
      <table className="w-tally">
        <caption>{t.from(shortDay(words, figures.since))}</caption>
        <tbody>
          {rows.map(([name, n]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="w-figures">{n ?? t.few}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
