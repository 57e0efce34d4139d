import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { WatchFinding, WatchState } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server, watchState } from '../server.ts';

/** The nightly watch: what was checked when, what is not as it was written, and what was done about it. */
export function WatchPage() {
  const { watch: t } = useWords();
  usePageTitle(t.title);
  const { data, error, refetch } = useQuery(watchState);
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {data ? <State state={data} /> : !error && <Skeleton rows={4} />}
    </>
  );
}

function State({ state }: { state: WatchState }) {
  const words = useWords();
  const { watch: t } = words;
  const begin = useOnce(['organisation'], (_: undefined, once) => server.beginWatch({}, { once }));
  const { last, running, open } = state;
  return (
    <div className="w-stack">
      <section className="w-card" aria-labelledby="watch-last">
        <h2 id="watch-last">{t.lastTitle}</h2>
        {last === null ? (
          <p>{t.never}</p>
        ) : (
          <Notice look={open.length === 0 ? 'good' : 'bad'} title={open.length === 0 ? t.good : t.bad(open.length)}>
            <p>{t.doneAt(shortMoment(words, last.doneAt ?? last.begunAt), last.chains ?? 0, last.recordings)}</p>
          </Notice>
        )}
        {state.overdue && <Notice look="warning">{t.overdue}</Notice>}
        <p>{t.turn(state.recordings, state.nights)}</p>
        {running !== null && <p role="status">{t.running(running.recordings)}</p>}
        {begin.error && <Failure error={begin.error} />}
        <Button busy={begin.isPending || running !== null} onClick={() => begin.mutate(undefined)}>
          {t.begin}
        </Button>
      </section>
      {open.length > 0 && (
        <section className="w-card" aria-labelledby="watch-open">
          <h2 id="watch-open">{t.openTitle}</h2>
          {open.map((finding) => (
            <Finding key={finding.id} finding={finding} />
          ))}
        </section>
      )}
      {state.settled.length > 0 && (
        <section className="w-card" aria-labelledby="watch-settled">
          <h2 id="watch-settled">{t.settledTitle}</h2>
          <ul className="w-acts">
            {state.settled.map(({ id, place, settled }) => (
              <li key={id}>
                <span className="w-watch-place">{place}</span>
                <p className="w-muted">
                  {settled && t.settledLine(settled.by, shortMoment(words, settled.at), settled.words)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {state.rounds.length > 1 && (
        <details>
          <summary>{t.roundsTitle}</summary>
          <ul>
            {state.rounds.map(({ id, begunAt, recordings, found }) => (
              <li key={id}>{t.round(shortMoment(words, begunAt), recordings, found)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Finding({ finding }: { finding: WatchFinding }) {
  const words = useWords();
  const { watch: t, incident } = words;
  const [said, setSaid] = useState('');
  const [by, setBy] = useState('');
  const settle = useOnce(['organisation'], (_: undefined, once) =>
    server.settleFinding(
      { params: { organisationId: finding.organisationId, findingId: finding.id }, body: { words: said, by } },
      { once },
    ),
  );
  return (
    <article className="w-stack">
      <dl className="w-facts">
        <dt>{t.where}</dt>
        <dd className="w-watch-place">{finding.place}</dd>
        <dt>{t.meaning}</dt>
        <dd>{finding.because[words.code === 'en' ? 'en' : 'nl']}</dd>
      </dl>
      <details>
        <summary>{t.technical}</summary>
        <p lang="en">{finding.meaning}</p>
      </details>
      <p className="w-muted">{t.foundAt(shortMoment(words, finding.foundAt))}</p>
      <p className="w-buttons">
        {finding.talkId !== null && (
          <Link to="/gesprekken/$talkId" params={{ talkId: finding.talkId }}>
            {t.talk}
          </Link>
        )}
        <Link to="/incidenten">{t.incident}</Link>
      </p>
      <details>
        <summary>{t.settleTitle}</summary>
        <Form act={settle} button={t.settle}>
          <TextArea
            label={t.settleWords}
            hint={t.settleHint}
            value={said}
            required
            maxLength={4000}
            onChange={(e) => setSaid(e.target.value)}
          />
          <Field label={incident.by} value={by} required maxLength={200} onChange={(e) => setBy(e.target.value)} />
        </Form>
      </details>
    </article>
  );
}
