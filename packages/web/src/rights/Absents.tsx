import { useQuery } from '@tanstack/react-query';
import type { AbsentPerson, Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { useOnce } from '../once.ts';
import { absentsOf, server, session } from '../server.ts';
import { AbsentRow } from './AbsentRow.tsx';
import { stretchesIn } from './stretches.ts';

/** Who is only talked about in a talk: noted with the least that does, decided about, told. */
export function Absents({ talk }: { talk: Talk }) {
  const { absent: t } = useWords();
  const me = useQuery(session).data;
  const seats = me?.seats ?? [];
  const may = mayShow(seats, 'rights.see');
  const { data, error, refetch } = useQuery({ ...absentsOf(talk.id), enabled: may });
  if (!may) return null;
  return (
    <section className="w-card" aria-labelledby="absent-title">
      <h2 id="absent-title">{t.title}</h2>
      <p className="w-muted">{t.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p>{t.none}</p>}
      <ul className="w-wishes">
        {data?.items.map((person) => (
          <AbsentRow key={person.id} person={person} me={me?.account?.name ?? ''} />
        ))}
      </ul>
      <details>
        <summary>{t.name}</summary>
        <NameForm talkId={talk.id} me={me?.account?.name ?? ''} />
      </details>
    </section>
  );
}

function NameForm({ talkId, me }: { talkId: string; me: string }) {
  const words = useWords();
  const t = words.absent;
  const [called, setCalled] = useState('');
  const [name, setName] = useState('');
  const [about, setAbout] = useState('');
  const [places, setPlaces] = useState('');
  const [by, setBy] = useState(me);
  const stretches = stretchesIn(places);
  const act = useOnce<undefined, AbsentPerson>(
    ['absents'],
    (_, once) => {
      const body = { called, about, by, stretches: stretches ?? [], ...(name.trim() === '' ? {} : { name }) };
      return server.nameAbsent({ params: { talkId }, body }, { once });
    },
    () => {
      for (const clear of [setCalled, setName, setAbout, setPlaces]) clear('');
    },
  );
  return (
    <Form act={act} button={t.save}>
      <Field
        label={t.called}
        hint={t.calledHint}
        value={called}
        onChange={(e) => setCalled(e.target.value)}
        required
        maxLength={200}
      />
      <Field
        label={t.named}
        hint={t.namedHint}
        value={name}
        onChange={(e) => setName(e.target.value)}
        maxLength={200}
      />
      <Field
        label={t.about}
        hint={t.aboutHint}
        value={about}
        onChange={(e) => setAbout(e.target.value)}
        required
        maxLength={1000}
      />
      <Field
        label={t.stretches}
        hint={t.stretchesHint}
        value={places}
        onChange={(e) => setPlaces(e.target.value)}
        wrong={stretches === undefined ? t.stretchesWrong : undefined}
        maxLength={1000}
      />
      <Field label={t.by} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
    </Form>
  );
}
