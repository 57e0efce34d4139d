import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Radios } from '../components/Radios.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { server, session, talkHolds } from '../server.ts';
import { HoldForm } from './HoldForm.tsx';
import { HoldRow } from './HoldRow.tsx';
import { Term } from './Term.tsx';

/** What keeps this talk, and the way to end it. */
export function TalkKeeping({ talk }: { talk: Talk }) {
  const { keeping: t } = useWords();
  const seats = useQuery(session).data?.seats ?? [];
  const sees = mayShow(seats, 'hold.see');
  const { data, error, refetch } = useQuery({ ...talkHolds(talk.id), enabled: sees });
  const held = data?.items.some(({ liftedAt }) => liftedAt === null) ?? false;
  const over = talk.state !== 'live' && talk.state !== 'storing' && talk.state !== 'planned';
  const term = talk.recordingId !== null && over;
  if (!term && !sees) return null;
  return (
    <section className="w-card" aria-labelledby="keeping-title">
      <h2 id="keeping-title">{t.talkTitle}</h2>
      {term && <Term talk={talk} />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {sees && !data && !error && <Skeleton />}
      {data && <p>{held ? t.held : t.noHolds}</p>}
      <ul className="w-holds">
        {data?.items.map((hold) => (
          <HoldRow key={hold.id} hold={hold} />
        ))}
      </ul>
      {sees && <Place talk={talk} />}
      {data && !held && over && mayShow(seats, 'talk.destroy') && <Destroy talk={talk} />}
    </section>
  );
}

function Place({ talk }: { talk: Talk }) {
  const { keeping: t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="w-raw" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t.placeTitle}</summary>
      {open && <HoldForm talkId={talk.id} done={() => setOpen(false)} />}
    </details>
  );
}

function Destroy({ talk }: { talk: Talk }) {
  const { keeping: t } = useWords();
  const queries = useQueryClient();
  const [ground, setGround] = useState<'request' | 'decision'>();
  const [text, setText] = useState('');
  const destroy = useMutation({
    mutationFn: () =>
      server.destroyTalk({ params: { talkId: talk.id }, body: { ground: ground ?? 'decision', words: text } }),
    onSuccess: async () => {
      // Only that: what else was asked of it is gone.
      await queries.invalidateQueries({ queryKey: ['talk', talk.id], exact: true });
      await queries.invalidateQueries({ queryKey: ['talks'] });
    },
  });
  const ready = ground !== undefined && text.trim() !== '';
  return (
    <details className="w-raw">
      <summary>{t.destroyTitle}</summary>
      <p>{t.destroyText}</p>
      <div className="w-table-form">
        <Radios
          label={t.ground}
          value={ground}
          options={(['request', 'decision'] as const).map((value) => ({ value, text: t.grounds[value] }))}
          choose={setGround}
        />
        <Field
          label={t.destroyWords}
          hint={t.destroyWordsHint}
          value={text}
          onChange={(e) => setText(e.target.value)}
          maxLength={1000}
          autoComplete="off"
        />
        {destroy.error && <Failure error={destroy.error} />}
        {ready && (
          <Confirm
            question={{
              button: t.destroy,
              label: t.destroy,
              title: t.destroySure,
              text: t.destroySureText,
              yes: t.destroyYes,
            }}
            act={() => destroy.mutate()}
          />
        )}
      </div>
    </details>
  );
}
