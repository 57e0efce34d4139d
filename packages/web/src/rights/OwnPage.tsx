import { useQuery } from '@tanstack/react-query';
import type { OwnTalk, RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Form } from '../components/Form.tsx';
import { Icon } from '../components/Icon.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay, shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { ownRights, server } from '../server.ts';
import { optionsOf } from '../table/Requests.tsx';

/** What somebody of the staff sees of their own recordings, and asks under their rights. */
export function OwnPage() {
  const { rights } = useWords();
  const t = rights.own;
  usePageTitle(t.title);
  const { data, error, refetch } = useQuery(ownRights);
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && (
        <div className="w-stack">
          <section className="w-card" aria-labelledby="own-requests">
            <h2 id="own-requests">{t.requests}</h2>
            {data.requests.length === 0 && <p>{t.noRequests}</p>}
            {data.requests.map((request) => (
              <OwnRequest key={request.id} request={request} />
            ))}
          </section>
          <section className="w-card" aria-labelledby="own-ask">
            <h2 id="own-ask">{t.ask}</h2>
            <Ask talks={data.talks} />
          </section>
          <section className="w-card" aria-labelledby="own-talks">
            <h2 id="own-talks">{t.talks}</h2>
            {data.talks.length === 0 && <p>{t.none}</p>}
            <ul className="w-wishes">
              {data.talks.map((talk) => (
                <Talk key={talk.talk} talk={talk} />
              ))}
            </ul>
          </section>
        </div>
      )}
    </>
  );
}

function OwnRequest({ request }: { request: RightsRequest }) {
  const words = useWords();
  const { own: t, kinds, decide } = words.rights;
  const { decision, hasPackage, handed } = request;
  const link = (what: 'package' | 'decision' | 'receipt') =>
    server.url('downloadOwn', { params: { rightsRequestId: request.id, what } });
  return (
    <div className="w-wish">
      <h3>{kinds[request.kind]}</h3>
      <p className="w-quote">{request.text}</p>
      {decision === null ? (
        <p>
          {request.closed === null ? t.waiting(shortDay(words, request.dueOn)) : words.rights.hows[request.closed.how]}
        </p>
      ) : (
        <>
          <p>
            <Badge look={decision.outcome === 'refused' ? 'warning' : 'good'}>
              {decide.outcomes[decision.outcome]}
            </Badge>{' '}
            {words.rights.by(decision.by, shortDay(words, decision.at))}
          </p>
          <p className="w-quote">{decision.text}</p>
          <ul className="w-copies">
            {hasPackage && (
              <li>
                <a href={link('package')} download>
                  <Icon name="download" />
                  {t.package}
                </a>
              </li>
            )}
            <li>
              <a href={link('decision')} download>
                <Icon name="download" />
                {t.decision}
              </a>
            </li>
            {handed.length > 0 && (
              <li>
                <a href={link('receipt')} download>
                  <Icon name="download" />
                  {t.receipt}
                </a>
              </li>
            )}
          </ul>
        </>
      )}
    </div>
  );
}

function Ask({ talks }: { talks: readonly OwnTalk[] }) {
  const words = useWords();
  const { own: t, kinds } = words.rights;
  const [kind, setKind] = useState<RightsRequest['kind']>('access');
  const [talk, setTalk] = useState('');
  const [text, setText] = useState('');
  const act = useOnce(
    ['rights'],
    (_: undefined, once) => server.askOwnRights({ body: { kind, text, ...(talk === '' ? {} : { talk }) } }, { once }),
    () => {
      setText('');
    },
  );
  return (
    <Form act={act} button={t.send}>
      <Choice
        label={t.kind}
        value={kind}
        options={optionsOf(kinds) as { value: typeof kind; text: string }[]}
        choose={setKind}
      />
      <Choice
        label={t.about}
        value={talk}
        options={[
          { value: '', text: t.all },
          ...talks.map((one) => ({
            value: one.talk,
            text: [shortMoment(words, one.startedAt), one.subject].filter(Boolean).join(' · '),
          })),
        ]}
        choose={setTalk}
      />
      <TextArea label={t.words} hint={t.hint} value={text} onChange={(e) => setText(e.target.value)} required />
    </Form>
  );
}

function Talk({ talk }: { talk: OwnTalk }) {
  const words = useWords();
  const { own: t } = words.rights;
  const when = shortMoment(words, talk.startedAt);
  return (
    <li className="w-wish">
      <p>
        <strong>{when}</strong>
        {talk.subject && ` · ${talk.subject}`}
        {!talk.recorded && ` · ${t.notRecorded}`}
      </p>
      {talk.uses.length === 0 ? (
        <p className="w-muted">{t.uses(0)}</p>
      ) : (
        <details>
          <summary>{t.uses(talk.uses.length)}</summary>
          <ul className="w-wish-uses">
            {talk.uses.map((use) => (
              <li key={use.at + use.act}>
                {shortMoment(words, use.at)}: {use.who === null ? t.you : (t.whos[use.who] ?? use.who)}{' '}
                {t.acts[use.act] ?? use.act}
                {use.purpose !== null && `, ${words.purpose.names[use.purpose]}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
