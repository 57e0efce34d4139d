import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Command } from '../components/Command.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { departments as departmentsQuery, invitations as invitationsQuery, server } from '../server.ts';
import { BOUND, type Choosing, PostFields } from './PostFields.tsx';

/** Invites somebody by a link that is shown once, and lists what is still open. */
export function Invitations({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const { people } = words;
  const queries = useQueryClient();
  const departments = useQuery(departmentsQuery(organisationId)).data?.items ?? [];
  const { data, error, refetch } = useQuery(invitationsQuery(organisationId));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Choosing>({ role: 'employee', departmentId: '' });
  const departmentId =
    chosen.departmentId === '' && BOUND.includes(chosen.role) ? (departments[0]?.id ?? '') : chosen.departmentId;
  const again = () => queries.invalidateQueries({ queryKey: ['invitations', organisationId] });
  const invite = useMutation({
    mutationFn: () =>
      server.invite({
        params: { organisationId },
        body: {
          name: name.trim(),
          posts: [{ role: chosen.role, departmentId: departmentId === '' ? null : departmentId }],
        },
      }),
    onSuccess: async () => {
      setName('');
      await again();
    },
  });
  const withdraw = useMutation({
    mutationFn: (invitationId: string) => server.withdrawInvitation({ params: { organisationId, invitationId } }),
    onSuccess: again,
  });
  const open = data?.items.filter(({ state }) => state === 'open') ?? [];
  return (
    <section className="w-card" aria-labelledby="invite-title">
      <h2 id="invite-title">{people.invite}</h2>
      <p>{people.inviteText}</p>
      {invite.data && (
        <Notice look="good" title={people.inviteLink(invite.data.name)}>
          <p>{people.inviteLinkText}</p>
          <Command text={invite.data.link} />
        </Notice>
      )}
      <Form act={invite} button={people.inviteButton}>
        <Field
          label={people.inviteName}
          value={name}
          required
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          maxLength={100}
        />
        <PostFields departments={departments} chosen={{ ...chosen, departmentId }} choose={setChosen} />
      </Form>
      {(error ?? withdraw.error) && <Failure error={error ?? withdraw.error} retry={() => void refetch()} />}
      {open.length > 0 && (
        <>
          <h3>{people.invitations}</h3>
          <ul className="w-lines">
            {open.map((one) => (
              <li key={one.id}>
                <span>
                  {one.name} <span className="w-muted">{people.until(shortDay(words, one.expiresAt))}</span>
                </span>
                <Confirm
                  question={{
                    button: people.withdraw,
                    label: people.withdrawOf(one.name),
                    title: people.withdrawTitle(one.name),
                    text: people.withdrawText,
                    yes: people.withdraw,
                  }}
                  act={() => withdraw.mutate(one.id)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
