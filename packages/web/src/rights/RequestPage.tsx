import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { shortDay, shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { rightsRequest, server, session } from '../server.ts';
import { DecideStep } from './DecideStep.tsx';
import { FindStep } from './FindStep.tsx';
import { GiveStep } from './GiveStep.tsx';
import { IdentityStep } from './IdentityStep.tsx';
import { Letters } from './Letters.tsx';

/** One request: what was asked, and its four steps, the one whose turn it is open. */
export function RequestPage() {
  const { rights: t } = useWords();
  const { requestId } = useParams({ from: '/verzoeken/$requestId' });
  const { data, error, refetch } = useQuery(rightsRequest(requestId));
  usePageTitle(data === undefined ? t.title : t.from(data.name, t.kinds[data.kind]));
  return (
    <>
      <p>
        <Link to="/verzoeken">{t.back}</Link>
      </p>
      {error && (
        <>
          <h1>{t.title}</h1>
          <Failure error={error} retry={() => void refetch()} />
        </>
      )}
      {!data && !error && <Skeleton rows={5} />}
      {data && <Whole request={data} />}
    </>
  );
}

function Whole({ request }: { request: RightsRequest }) {
  const words = useWords();
  const t = words.rights;
  const me = useQuery(session).data;
  const may = mayShow(me?.seats ?? [], 'rights.handle');
  const step = { request, may, me: me?.account?.name ?? '' };
  const { closed, daysLeft } = request;
  return (
    <>
      <h1>{t.from(request.name, t.kinds[request.kind])}</h1>
      <div className="w-stack">
        <section className="w-card" aria-label={t.words}>
          <p>
            {closed === null ? (
              <Badge look={daysLeft < 0 ? 'warning' : daysLeft <= 7 ? 'busy' : 'good'}>{t.left(daysLeft)}</Badge>
            ) : (
              <Badge look={closed.inTerm ? 'good' : 'warning'}>
                {`${t.closedOn(shortDay(words, closed.at), t.hows[closed.how])}. ${closed.inTerm ? t.inTerm : t.outOfTerm}`}
              </Badge>
            )}
          </p>
          <p className="w-quote">{request.text}</p>
          <p>
            {t.received(shortDay(words, request.receivedAt), t.ways[request.way])}.{' '}
            {t.due(shortDay(words, request.dueOn))}.
          </p>
          <p className="w-muted">
            {t.sides[request.side]}, {t.ages[request.age]}. {t.termBy(request.source)}.
          </p>
          {request.law === 'wbp' && <p>{t.wbp}</p>}
          {request.representative && (
            <p>{t.representative(request.representative.name, request.representative.shown)}</p>
          )}
          {request.extended && <p>{t.extended(request.extended.why)}</p>}
          {closed === null && daysLeft < 0 && (
            <Notice look="bad" title={t.left(daysLeft)}>
              <p>{t.overdue}</p>
            </Notice>
          )}
          {closed === null && <p className="w-muted">{t.frozen}</p>}
          {request.forgetOn && <p className="w-muted">{t.forgetOn(shortDay(words, request.forgetOn))}</p>}
          <TakeUp {...step} />
          {request.rules && (
            <details>
              <summary>{t.rules}</summary>
              <p className="w-quote">{request.rules.explanation[words.code === 'en' ? 'en' : 'nl']}</p>
            </details>
          )}
        </section>
        <IdentityStep {...step} />
        <FindStep {...step} />
        <DecideStep {...step} />
        <GiveStep {...step} />
        <Letters request={request} />
        {may && closed === null && <Otherwise request={request} />}
      </div>
    </>
  );
}

/** What a step is made with. */
export interface StepProps {
  readonly request: RightsRequest;
  readonly may: boolean;
  /** Name of who is logged in, to begin with. */
  readonly me: string;
}

function TakeUp({ request, may, me }: StepProps) {
  const words = useWords();
  const t = words.rights;
  const act = useOnce(['rights'], (_: undefined, once) =>
    server.takeUpRights({ params: { rightsRequestId: request.id }, body: { by: me } }, { once }),
  );
  if (request.takenUp !== null)
    return (
      <p>
        {t.who(request.takenUp.by)}, {shortMoment(words, request.takenUp.at)}
      </p>
    );
  if (!may || request.closed !== null || me === '') return null;
  return (
    <p>
      <Button busy={act.isPending} onClick={() => act.mutate(undefined)}>
        {t.takeUp}
      </Button>
      {act.error && <Failure error={act.error} />}
    </p>
  );
}

/** More time, or not wanted any more. */
function Otherwise({ request }: { request: RightsRequest }) {
  const words = useWords();
  const t = words.rights;
  const params = { rightsRequestId: request.id };
  const [why, setWhy] = useState('');
  const extend = useOnce(['rights'], (_: undefined, once) => server.extendRights({ params, body: { why } }, { once }));
  const withdraw = useOnce(['rights'], (_: undefined, once) =>
    server.closeRights({ params, body: { how: 'withdrawn' } }, { once }),
  );
  return (
    <section className="w-card" aria-labelledby="otherwise">
      <h2 id="otherwise">{t.otherwise}</h2>
      {request.extended === null && request.law === 'avg' && request.decision === null && (
        <details>
          <summary>{t.extend}</summary>
          <p>{t.extendText}</p>
          <Form act={extend} button={t.extend}>
            <Field label={t.extendWhy} value={why} onChange={(e) => setWhy(e.target.value)} required maxLength={1000} />
          </Form>
        </details>
      )}
      <details>
        <summary>{t.withdrawTitle}</summary>
        <p>
          <Button busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
            {t.withdraw}
          </Button>
        </p>
        {withdraw.error && <Failure error={withdraw.error} />}
      </details>
    </section>
  );
}
