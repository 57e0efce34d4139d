import type { RightsRequest, Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { dayKey, startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import { optionsOf } from '../table/Requests.tsx';

type Way = 'letter' | 'desk' | 'phone';

/** Takes a request down that came by letter, at the desk or by phone; of a talk, or of nobody's in particular. */
export function Register({ organisationId, talk }: { organisationId: string; talk?: Talk }) {
  const words = useWords();
  const t = words.rights;
  const [party, setParty] = useState(talk?.parties[0]?.id ?? '');
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<RightsRequest['kind']>('access');
  const [way, setWay] = useState<Way>('desk');
  const [on, setOn] = useState(() => dayKey(Date.now()));
  const [age, setAge] = useState<RightsRequest['age']>('nee');
  const [representative, setRepresentative] = useState('');
  const [shown, setShown] = useState('');
  const [text, setText] = useState('');
  const chosen = talk?.parties.find(({ id }) => id === party);
  const who = talk === undefined ? name : (chosen?.name ?? chosen?.number ?? '');
  const act = useOnce(
    ['rights'],
    (_: undefined, once) => {
      const receivedAt = startOfDay(on);
      const body = {
        kind,
        name: who,
        way,
        text,
        age,
        ...(talk === undefined ? (number.trim() === '' ? {} : { number }) : { talk: talk.id, party }),
        ...(age === 'nee' ? {} : { representative: { name: representative, shown } }),
        ...(receivedAt === undefined ? {} : { receivedAt }),
      };
      return server.registerRights({ params: { organisationId }, body }, { once });
    },
    () => {
      setName('');
      setNumber('');
      setText('');
    },
  );
  return (
    <Form act={act} button={t.save}>
      {talk === undefined ? (
        <>
          <Field label={t.whom} value={name} onChange={(e) => setName(e.target.value)} required maxLength={200} />
          <Field
            label={t.number}
            hint={t.numberHint}
            type="tel"
            value={number}
            onChange={(e) => setNumber(e.target.value)}
          />
        </>
      ) : (
        <Choice
          label={t.whom}
          value={party}
          options={talk.parties.map(({ id, name: called, number: at }, place) => ({
            value: id,
            text: called ?? at ?? words.personal.unnamed(place + 1),
          }))}
          choose={setParty}
        />
      )}
      <Choice
        label={t.kind}
        value={kind}
        options={optionsOf(t.kinds) as { value: typeof kind; text: string }[]}
        choose={setKind}
      />
      <Radios
        label={t.way}
        value={way}
        options={(['desk', 'phone', 'letter'] as const).map((value) => ({ value, text: t.ways[value] }))}
        choose={setWay}
      />
      <Field label={t.receivedOn} type="date" value={on} onChange={(e) => setOn(e.target.value)} />
      <Choice
        label={t.age}
        hint={t.ageHint}
        value={age}
        options={optionsOf(t.ages) as { value: typeof age; text: string }[]}
        choose={setAge}
      />
      {age !== 'nee' && (
        <>
          <Field
            label={t.represented}
            value={representative}
            onChange={(e) => setRepresentative(e.target.value)}
            required
            maxLength={200}
          />
          <Field
            label={t.representedShown}
            value={shown}
            onChange={(e) => setShown(e.target.value)}
            required
            maxLength={200}
          />
        </>
      )}
      <TextArea label={t.words} rows={3} value={text} onChange={(e) => setText(e.target.value)} required />
    </Form>
  );
}
