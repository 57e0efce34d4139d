import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SelfAudit } from '@woordelijk/api';
import { Badge } from '../components/Badge.tsx';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { selfAudit } from '../server.ts';

type Item = SelfAudit['items'][number];

/** Where it is put in order. */
const WAYS: Readonly<
  Record<string, '/opnameplan' | '/verzoeken' | '/bewaren' | '/controle' | '/incidenten' | '/verwerkers'>
> = {
  plans: '/opnameplan',
  requests: '/verzoeken',
  absents: '/verzoeken',
  holds: '/bewaren',
  retention: '/bewaren',
  destruction: '/bewaren',
  seals: '/controle',
  incidents: '/incidenten',
  processors: '/verwerkers',
};
const LOOKS = { good: 'good', attention: 'warning', wrong: 'bad' } as const;
const WORST = ['wrong', 'attention', 'good'] as const;

/** The house looks at itself; what is not in order stands first. */
export function Audit({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const t = words.oversight.audit;
  const { data, error, refetch } = useQuery(selfAudit(organisationId));
  const of = (state: Item['state']) => data?.items.filter((item) => item.state === state) ?? [];
  const [wrong, attention] = [of('wrong').length, of('attention').length];
  return (
    <section className="w-card" aria-labelledby="audit-title">
      <h2 id="audit-title">{t.title}</h2>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <>
          <p>
            <strong>{wrong + attention === 0 ? t.allGood : t.some(wrong, attention)}</strong>
            <br />
            <span className="w-muted">{t.made(shortMoment(words, data.madeAt))}</span>
          </p>
          <ul className="w-audit">
            {WORST.flatMap(of).map(({ subject, state, figures }) => (
              <Row key={subject} subject={subject} state={state} figures={figures} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Row({ subject, state, figures }: Item) {
  const words = useWords();
  const t = words.oversight.audit;
  const way = WAYS[subject];
  return (
    <li>
      <Badge look={LOOKS[state]}>{t.states[state]}</Badge>
      <div>
        <h3>{t.subjects[subject] ?? subject}</h3>
        <p>{t.says[subject]?.(figures, (at) => shortMoment(words, at))}</p>
      </div>
      {state !== 'good' && way !== undefined && (
        <Link to={way} className="w-button w-button-plain w-no-print">
          {t.go}
          <span className="w-unseen">: {t.subjects[subject]}</span>
        </Link>
      )}
    </li>
  );
}
