import { useQuery } from '@tanstack/react-query';
import type { RightsRequest, Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { dayKey, startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { rightsOf, server, session } from '../server.ts';
import { ActForm } from '../table/acts.tsx';
import { optionsOf } from '../table/Requests.tsx';
import { OneRequest } from './OneRequest.tsx';

/** What people of this talk asked under their rights, and taking down what came another way. */
export function TalkRights({ talk }: { talk: Talk }) {
  const { rights: t } = useWords();
  const may = mayShow(useQuery(session).data?.seats ?? [], 'rights.see');
  const { data, error, refetch } = useQuery({ ...rightsOf(talk.id), enabled: may });
  if (!may) return null;
  return (
    <section className="w-card" aria-labelledby="rights-title">
      <h2 id="rights-title">{t.card}</h2>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="w-muted">{t.cardNone}</p>}
      {data?.items.map((request) => (
        <div key={request.id} className="w-organisation">
          <OneRequest request={request} />
        </div>
      ))}
      <details>
        <summary>{t.register}</summary>
        <Register talk={talk} />
      </details>
    </section>
  );
}

function Register({ talk }: { talk: Talk }) {
  const words = useWords();
  const t = words.rights;
  const [party, setParty] = useState(talk.parties[0]?.id ?? '');
  const [kind, setKind] = useState<RightsRequest['kind']>('access');
  const [way, setWay] = useState<'letter' | 'told'>('letter');
  const [on, setOn] = useState(() => dayKey(Date.now()));
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const act = useOnce(
    ['rights'],
    (_: undefined, once) => {
      const receivedAt = startOfDay(on);
      const body = { party, kind, way, text, ...(receivedAt === undefined ? {} : { receivedAt }) };
      return server.registerRights({ params: { talkId: talk.id }, body }, { once });
    },
    () => {
      setText('');
      setTried(false);
    },
  );
  return (
    <ActForm
      act={{ ...act, mutate: () => act.mutate(undefined) }}
      button={t.save}
      ready={() => {
        setTried(true);
        return text.trim() !== '';
      }}
    >
      <Choice
        label={t.whom}
        value={party}
        options={talk.parties.map(({ id, name, number }, place) => ({
          value: id,
          text: name ?? number ?? words.personal.unnamed(place + 1),
        }))}
        choose={setParty}
      />
      <Choice
        label={t.kind}
        value={kind}
        options={optionsOf(t.kinds) as { value: typeof kind; text: string }[]}
        choose={setKind}
      />
      <Radios
        label={t.way}
        value={way}
        options={[
          { value: 'letter', text: t.ways.letter },
          { value: 'told', text: t.ways.told },
        ]}
        choose={setWay}
      />
      <Field label={t.receivedOn} type="date" value={on} onChange={(e) => setOn(e.target.value)} />
      <TextArea
        label={t.words}
        rows={3}
        value={text}
        onChange={(e) => setText(e.target.value)}
        error={tried && text.trim() === '' ? words.settings.required : undefined}
      />
    </ActForm>
  );
}
