import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Department, Post, StaffMember } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { departments as departmentsQuery, people as peopleQuery, server } from '../server.ts';
import { type Choosing, PostFields } from './PostFields.tsx';

/** Everybody with an account here, what they are for, and the way out. */
export function Members({ organisationId }: { organisationId: string }) {
  const { people: words } = useWords();
  const members = useQuery(peopleQuery(organisationId));
  const departments = useQuery(departmentsQuery(organisationId));
  const [told, setTold] = useState<string>();
  return (
    <section className="w-card" aria-labelledby="staff-title">
      <h2 id="staff-title">{words.staff}</h2>
      <div aria-live="polite">{told && <Notice look="good">{<p>{told}</p>}</Notice>}</div>
      {members.error && <Failure error={members.error} retry={() => void members.refetch()} />}
      {!members.error && !members.data && <Skeleton />}
      {members.data?.items.length === 0 && <p>{words.nobody}</p>}
      {members.data?.items.map((member) => (
        <Member
          key={member.account.id}
          organisationId={organisationId}
          member={member}
          departments={departments.data?.items ?? []}
          tell={setTold}
        />
      ))}
    </section>
  );
}

function Member({
  organisationId,
  member: { account, posts, endedAt },
  departments,
  tell,
}: {
  organisationId: string;
  member: StaffMember;
  departments: readonly Department[];
  tell: (text: string) => void;
}) {
  const words = useWords();
  const { people } = words;
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['people', organisationId] });
  const endPost = useMutation({
    mutationFn: (postId: string) => server.endPost({ params: { organisationId, postId } }),
    onSuccess: again,
  });
  const end = useMutation({
    mutationFn: () => server.endAccount({ params: { organisationId, accountId: account.id } }),
    onSuccess: async () => {
      tell(people.ended(account.name));
      await again();
    },
  });
  const named = ({ role, departmentId }: Omit<Post, 'id'>) =>
    people.roleIn(
      people.roles[role],
      departmentId === null ? people.whole : (departments.find(({ id }) => id === departmentId)?.name ?? ''),
    );
  return (
    <article className="w-organisation" aria-label={account.name}>
      <h3>{account.name}</h3>
      {(endPost.error ?? end.error) && <Failure error={endPost.error ?? end.error} />}
      {endedAt !== null && <p className="w-muted">{people.left(shortDay(words, endedAt))}</p>}
      {endedAt === null && posts.length === 0 && <p className="w-muted">{people.noPosts}</p>}
      <ul className="w-lines">
        {posts.map((post) => (
          <li key={post.id}>
            <span>{named(post)}</span>
            <Confirm
              question={{
                button: people.endPost,
                label: people.endPostOf(account.name, named(post)),
                title: people.endPostTitle(named(post)),
                text: people.endPostText,
                yes: people.endPost,
              }}
              act={() => endPost.mutate(post.id)}
            />
          </li>
        ))}
      </ul>
      {endedAt === null && (
        <div className="w-buttons">
          <GivePost organisationId={organisationId} accountId={account.id} departments={departments} />
          <Confirm
            question={{
              button: people.end,
              label: people.endOf(account.name),
              title: people.endTitle(account.name),
              text: people.endText,
              yes: people.endYes,
            }}
            act={() => end.mutate()}
          />
        </div>
      )}
    </article>
  );
}

function GivePost({
  organisationId,
  accountId,
  departments,
}: {
  organisationId: string;
  accountId: string;
  departments: readonly Department[];
}) {
  const { people: words } = useWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Choosing>({ role: 'employee', departmentId: departments[0]?.id ?? '' });
  const give = useMutation({
    mutationFn: () =>
      server.givePost({
        params: { organisationId, accountId },
        body: { role: chosen.role, departmentId: chosen.departmentId === '' ? null : chosen.departmentId },
      }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ['people', organisationId] });
    },
  });
  if (!open)
    return (
      <Button
        look="quiet"
        onClick={() => {
          setChosen({ role: 'employee', departmentId: departments[0]?.id ?? '' });
          setOpen(true);
        }}
      >
        {words.givePost}
      </Button>
    );
  return (
    <Form act={give} button={words.give} look="plain">
      <PostFields departments={departments} chosen={chosen} choose={setChosen} />
    </Form>
  );
}
