import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { useOnce } from '../once.ts';
import { server, session, talkCase } from '../server.ts';

/** The case that a talk belongs to: shown, and noted by who may. */
export function CaseNumber({ talkId }: { talkId: string }) {
  const { absent: t } = useWords();
  const seats = useQuery(session).data?.seats ?? [];
  const { data } = useQuery(talkCase(talkId));
  if (data === undefined) return null;
  if (mayShow(seats, 'case.note')) return <Filled key={data.number} talkId={talkId} number={data.number ?? ''} />;
  return data.number === null ? null : (
    <p>
      {t.case}: {data.number}
    </p>
  );
}

function Filled({ talkId, number }: { talkId: string; number: string }) {
  const { absent: t } = useWords();
  const [text, setText] = useState(number);
  const act = useOnce(['case', talkId], (_: undefined, once) =>
    server.noteTalkCase({ params: { talkId }, body: { number: text.trim() === '' ? null : text } }, { once }),
  );
  return (
    <Form act={act} button={t.caseSave}>
      <Field label={t.case} hint={t.caseHint} value={text} onChange={(e) => setText(e.target.value)} maxLength={100} />
      {act.isSuccess && <p role="status">{t.saved}</p>}
    </Form>
  );
}
