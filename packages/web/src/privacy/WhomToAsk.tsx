import { useQuery } from '@tanstack/react-query';
import { useWords } from '../language/language.tsx';
import { contacts, departments } from '../server.ts';

/** Whom to ask about privacy: of the whole organisation first, then by department. */
export function WhomToAsk({ organisationId }: { organisationId: string }) {
  const { privacy, people } = useWords();
  const { data } = useQuery(contacts(organisationId));
  const parts = useQuery(departments(organisationId)).data?.items ?? [];
  return (
    <section className="w-card" aria-labelledby="contacts-title">
      <h2 id="contacts-title">{privacy.contacts}</h2>
      <p>{privacy.contactsText}</p>
      {data?.items.length === 0 && <p className="w-muted">{privacy.noContacts}</p>}
      <ul className="w-acts">
        {data?.items.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>, {privacy.duties[one.duty]} (
            {one.departmentId === null ? people.whole : parts.find(({ id }) => id === one.departmentId)?.name}):{' '}
            {one.reach}
          </li>
        ))}
      </ul>
    </section>
  );
}
