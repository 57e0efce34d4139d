import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Contact } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { contacts as contactsQuery, departments as departmentsQuery, server } from '../server.ts';

const EMPTY = { duty: 'privacy-contact', departmentId: '', name: '', reach: '' } as const;
type Fresh = { duty: Contact['duty']; departmentId: string; name: string; reach: string };

/** Whom people can ask about privacy, by department; public with the organisation's rules. */
export function Contacts({ organisationId }: { organisationId: string }) {
  const { people: words } = useWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(contactsQuery(organisationId));
  const departments = useQuery(departmentsQuery(organisationId)).data?.items ?? [];
  const [fresh, setFresh] = useState<Fresh>(EMPTY);
  const again = () => queries.invalidateQueries({ queryKey: ['contacts', organisationId] });
  const add = useMutation({
    mutationFn: () =>
      server.listContact({
        params: { organisationId },
        body: {
          duty: fresh.duty,
          departmentId: fresh.departmentId === '' ? null : fresh.departmentId,
          name: fresh.name.trim(),
          reach: fresh.reach.trim(),
        },
      }),
    onSuccess: async () => {
      setFresh(EMPTY);
      await again();
    },
  });
  const end = useMutation({
    mutationFn: (contactId: string) => server.endContact({ params: { organisationId, contactId } }),
    onSuccess: again,
  });
  const place = (id: string | null) =>
    id === null ? words.whole : (departments.find((one) => one.id === id)?.name ?? '');
  return (
    <section className="w-card" aria-labelledby="contacts-title">
      <h2 id="contacts-title">{words.contacts}</h2>
      <p>{words.contactsText}</p>
      {(error ?? end.error) && <Failure error={error ?? end.error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p>{words.noContacts}</p>}
      <ul className="w-lines">
        {data?.items.map((contact) => (
          <li key={contact.id}>
            <span>
              {contact.name}, {contact.reach}{' '}
              <span className="w-muted">{words.roleIn(words.duties[contact.duty], place(contact.departmentId))}</span>
            </span>
            <Confirm
              question={{
                button: words.endContact,
                label: words.endContactOf(contact.name),
                title: words.endContactTitle(contact.name),
                text: words.endContactText,
                yes: words.endContact,
              }}
              act={() => end.mutate(contact.id)}
            />
          </li>
        ))}
      </ul>
      <Form act={add} button={words.addContact} look="plain" icon="plus">
        <Choice<Contact['duty']>
          label={words.duty}
          value={fresh.duty}
          options={(Object.keys(words.duties) as Contact['duty'][]).map((value) => ({
            value,
            text: words.duties[value],
          }))}
          choose={(duty) => setFresh({ ...fresh, duty })}
        />
        <Choice
          label={words.place}
          value={fresh.departmentId}
          options={[
            { value: '', text: words.whole },
            ...departments.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          choose={(departmentId) => setFresh({ ...fresh, departmentId })}
        />
        <Field
          label={words.contactName}
          value={fresh.name}
          required
          onChange={(event) => setFresh({ ...fresh, name: event.target.value })}
          autoComplete="off"
          maxLength={200}
        />
        <Field
          label={words.reach}
          value={fresh.reach}
          required
          onChange={(event) => setFresh({ ...fresh, reach: event.target.value })}
          autoComplete="off"
          maxLength={200}
        />
      </Form>
    </section>
  );
}
