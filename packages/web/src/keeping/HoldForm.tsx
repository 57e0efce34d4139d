import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Hold, HoldReasons } from '@woordelijk/api';
import { useRef, useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { useWords } from '../language/language.tsx';
import { startOfDay } from '../moments.ts';
import { server } from '../server.ts';
import { ActForm } from '../table/acts.tsx';

/** Puts the destruction of a talk on hold. */
export function HoldForm({ talkId, done }: { talkId: string; done: () => void }) {
  const { keeping: t } = useWords();
  const queries = useQueryClient();
  const once = useRef(crypto.randomUUID());
  const [reason, setReason] = useState<Hold['reason']>('complaint');
  const [owner, setOwner] = useState('');
  const [text, setText] = useState('');
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  const reviewAt = startOfDay(day);
  const place = useMutation({
    mutationFn: () =>
      server.placeHold(
        { params: { talkId }, body: { reason, owner, words: text, reviewAt: reviewAt ?? '' } },
        { once: once.current },
      ),
    onSuccess: async () => {
      done();
      await queries.invalidateQueries({ queryKey: ['talk', talkId] });
    },
  });
  const missing = (empty: boolean) => (tried && empty ? t.missing : undefined);
  return (
    <ActForm
      act={{ ...place, mutate: () => place.mutate() }}
      button={t.place}
      ready={() => {
        setTried(true);
        return owner.trim() !== '' && text.trim() !== '' && reviewAt !== undefined;
      }}
    >
      <Choice
        label={t.reason}
        value={reason}
        options={HoldReasons.options.map((value) => ({ value, text: t.reasons[value] }))}
        choose={(value) => setReason(value as Hold['reason'])}
      />
      <Field
        label={t.owner}
        hint={t.ownerHint}
        value={owner}
        onChange={(e) => setOwner(e.target.value)}
        error={missing(owner.trim() === '')}
        maxLength={200}
        autoComplete="off"
      />
      <Field
        label={t.words}
        hint={t.wordsHint}
        value={text}
        onChange={(e) => setText(e.target.value)}
        error={missing(text.trim() === '')}
        maxLength={1000}
        autoComplete="off"
      />
      <Field
        label={t.reviewOn}
        hint={t.reviewHint}
        type="date"
        value={day}
        onChange={(e) => setDay(e.target.value)}
        error={missing(reviewAt === undefined)}
      />
    </ActForm>
  );
}
