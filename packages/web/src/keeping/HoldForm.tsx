import { type Hold, HoldReasons } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';

/** Puts the destruction of a talk on hold. */
export function HoldForm({ talkId, done }: { talkId: string; done: () => void }) {
  const { keeping: t } = useWords();
  const [reason, setReason] = useState<Hold['reason']>('complaint');
  const [owner, setOwner] = useState('');
  const [text, setText] = useState('');
  const [day, setDay] = useState('');
  const reviewAt = startOfDay(day);
  const place = useOnce(
    ['talk', talkId],
    (_: undefined, once) =>
      server.placeHold(
        { params: { talkId }, body: { reason, owner, words: text, reviewAt: reviewAt ?? '' } },
        { once },
      ),
    done,
  );
  return (
    <Form act={place} button={t.place}>
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
        required
        maxLength={200}
        autoComplete="off"
      />
      <Field
        label={t.words}
        hint={t.wordsHint}
        value={text}
        onChange={(e) => setText(e.target.value)}
        required
        maxLength={1000}
        autoComplete="off"
      />
      <Field
        label={t.reviewOn}
        hint={t.reviewHint}
        type="date"
        value={day}
        onChange={(e) => setDay(e.target.value)}
        required
      />
    </Form>
  );
}
