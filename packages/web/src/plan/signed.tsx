import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../components/Field.tsx';
import { useWords } from '../language/language.tsx';
import { session } from '../server.ts';
import { today } from './use-plan-act.ts';

/** Name and day of who judges; the day cannot be to come. */
export function useSigned() {
  const { plan: texts } = useWords();
  const me = useQuery(session).data?.account?.name ?? '';
  const [by, setBy] = useState(me);
  const [on, setOn] = useState(today());
  const fields = (
    <>
      <Field label={texts.byName} value={by} required onChange={(e) => setBy(e.target.value)} maxLength={200} />
      <Field
        label={texts.onDay}
        type="date"
        value={on}
        max={today()}
        required
        onChange={(e) => setOn(e.target.value)}
      />
    </>
  );
  return { by, on, fields };
}
