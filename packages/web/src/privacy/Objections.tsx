import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { objections, server } from '../server.ts';
import { useOrganisationAct } from './use-act.ts';

/** The register of who does not want to be recorded. */
export function Objections({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const { privacy } = words;
  const { data, error, refetch } = useQuery(objections(organisationId));
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const add = useOrganisationAct(
    organisationId,
    (_: undefined, once) =>
      server.registerObjection(
        { params: { organisationId }, body: { name: name.trim() || null, number: number.trim() || null, note } },
        { once },
      ),
    () => {
      setName('');
      setNumber('');
      setNote('');
    },
  );
  const withdraw = useOrganisationAct(organisationId, (objectionId: string) =>
    server.withdrawObjection({ params: { organisationId, objectionId } }),
  );
  const empty = name.trim() === '' && number.trim() === '';
  return (
    <section className="w-card" aria-labelledby="objections-title">
      <h2 id="objections-title">{privacy.objections}</h2>
      <p>{privacy.objectionsText}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <p className="w-muted">{privacy.noObjections}</p>}
      {withdraw.error && <Failure error={withdraw.error} />}
      {data?.items.map((one) => (
        <div key={one.id} className="w-people-row">
          <div>
            <strong>{[one.name, one.number].filter(Boolean).join(', ')}</strong>
            <p className="w-muted">{privacy.since(shortMoment(words, one.createdAt))}</p>
            {one.note !== '' && <p>{one.note}</p>}
          </div>
          <Confirm
            question={{
              button: privacy.withdraw,
              label: `${privacy.withdraw}: ${[one.name, one.number].filter(Boolean).join(', ')}`,
              title: privacy.withdrawTitle,
              text: privacy.withdrawText,
              yes: privacy.withdrawYes,
            }}
            act={() => withdraw.mutate(one.id)}
          />
        </div>
      ))}
      <Form act={add} button={privacy.addObjection} icon="plus">
        <Field
          label={privacy.objectionName}
          hint={privacy.objectionEither}
          value={name}
          onChange={(e) => setName(e.target.value)}
          wrong={empty ? privacy.objectionEither : undefined}
          autoComplete="off"
          maxLength={200}
        />
        <Field
          label={privacy.objectionNumber}
          value={number}
          onChange={(e) => setNumber(e.target.value)}
          autoComplete="off"
          inputMode="tel"
          maxLength={40}
        />
        <Field label={privacy.note} value={note} onChange={(e) => setNote(e.target.value)} maxLength={1000} />
      </Form>
    </section>
  );
}
