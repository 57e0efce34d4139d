import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';

/** A planned talk will not be held. */
export function CallOff({ talk }: { talk: Talk }) {
  const { plan } = useWords().table;
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const callOff = useMutation({
    mutationFn: () => server.callOffTalk({ params: { talkId: talk.id }, body: { reason } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <section className="w-card">
      <details>
        <summary>{plan.callOff}</summary>
        <Form act={callOff} button={plan.callOff} look="danger">
          <Field label={plan.reason} value={reason} onChange={(e) => setReason(e.target.value)} maxLength={500} />
        </Form>
      </details>
    </section>
  );
}
