import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Organisation } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { departments as departmentsQuery, server } from '../server.ts';
import { Contacts } from './Contacts.tsx';
import { Invitations } from './Invitations.tsx';
import { Members } from './Members.tsx';

/** The people of an organisation: departments, staff with their roles, invitations, and whom to ask about privacy. */
export function PeoplePage() {
  const { people: words } = useWords();
  return (
    <OrganisationPage title={words.title} intro={words.text}>
      {(organisation) => (
        <div className="w-stack">
          <Sector organisation={organisation} />
          <Departments organisationId={organisation.id} />
          <Members organisationId={organisation.id} />
          <Invitations organisationId={organisation.id} />
          <Contacts organisationId={organisation.id} />
        </div>
      )}
    </OrganisationPage>
  );
}

type SectorName = NonNullable<Organisation['sector']>;

function Sector({ organisation }: { organisation: Organisation }) {
  const { people: words } = useWords();
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (sector: SectorName) =>
      server.arrangeOrganisation({ params: { organisationId: organisation.id }, body: { sector } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['organisations'] }),
  });
  const options = (Object.keys(words.sectors) as SectorName[]).map((value) => ({ value, text: words.sectors[value] }));
  return (
    <div className="w-card">
      {choose.error && <Failure error={choose.error} />}
      <Choice<SectorName | ''>
        label={words.sector}
        hint={words.sectorText}
        value={organisation.sector ?? ''}
        options={organisation.sector === null ? [{ value: '', text: words.sectorNone }, ...options] : options}
        choose={(sector) => sector !== '' && choose.mutate(sector)}
      />
    </div>
  );
}

function Departments({ organisationId }: { organisationId: string }) {
  const { people: words } = useWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(departmentsQuery(organisationId));
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => server.addDepartment({ params: { organisationId }, body: { name: name.trim() } }),
    onSuccess: async () => {
      setName('');
      await queries.invalidateQueries({ queryKey: ['departments', organisationId] });
    },
  });
  return (
    <section className="w-card" aria-labelledby="departments-title">
      <h2 id="departments-title">{words.departments}</h2>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton />}
      {data?.items.length === 0 && <p>{words.noDepartments}</p>}
      <ul className="w-lines">
        {data?.items.map((department) => (
          <li key={department.id}>{department.name}</li>
        ))}
      </ul>
      <Form act={add} button={words.addDepartment} look="plain" icon="plus">
        <div aria-live="polite">{add.data && <Notice look="good">{<p>{words.added(add.data.name)}</p>}</Notice>}</div>
        <Field
          label={words.department}
          value={name}
          required
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          maxLength={200}
        />
      </Form>
    </section>
  );
}
