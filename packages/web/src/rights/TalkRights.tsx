import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { rightsOf, server, session } from '../server.ts';
import { CaseNumber } from './CaseNumber.tsx';
import { Register } from './Register.tsx';
import { RequestRow } from './RequestRow.tsx';

/** What people of this talk asked under their rights, own readings beside it, whether it is shut, and taking down what came another way. */
export function TalkRights({ talk }: { talk: Talk }) {
  const words = useWords();
  const t = words.rights;
  const seats = useQuery(session).data?.seats ?? [];
  const may = mayShow(seats, 'rights.see');
  const { data, error, refetch } = useQuery({ ...rightsOf(talk.id), enabled: may });
  if (!may) return null;
  return (
    <section className="w-card" aria-labelledby="rights-title">
      <h2 id="rights-title">{t.card}</h2>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.restrictedAt && (
        <>
          <Notice look="info" title={t.restricted(shortDay(words, data.restrictedAt))}>
            <p>{t.restrictedText}</p>
          </Notice>
          {mayShow(seats, 'rights.handle') && <Lift talkId={talk.id} />}
        </>
      )}
      {data?.items.length === 0 && <p className="w-muted">{t.cardNone}</p>}
      <ul className="w-wishes">
        {data?.items.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
      {data !== undefined && data.readings.length > 0 && (
        <>
          <h3>{t.readings}</h3>
          {data.readings.map((one) => (
            <figure key={one.request} className="w-reading">
              <blockquote className="w-quote">{one.text}</blockquote>
              <figcaption className="w-muted">{t.reading(one.name, shortDay(words, one.at))}</figcaption>
            </figure>
          ))}
        </>
      )}
      <CaseNumber talkId={talk.id} />
      <details>
        <summary>{t.register}</summary>
        <Register organisationId={talk.organisation.id} talk={talk} />
      </details>
    </section>
  );
}

function Lift({ talkId }: { talkId: string }) {
  const words = useWords();
  const t = words.rights;
  const [why, setWhy] = useState('');
  const act = useOnce(['rights'], (_: undefined, once) =>
    server.liftRestriction({ params: { talkId }, body: { why } }, { once }),
  );
  return (
    <details>
      <summary>{t.lift}</summary>
      <Form act={act} button={t.lift}>
        <Field label={t.liftWhy} value={why} onChange={(e) => setWhy(e.target.value)} required maxLength={1000} />
      </Form>
    </details>
  );
}
