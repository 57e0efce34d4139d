import type { Incident } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useFields } from '../components/fields.ts';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { localOf, momentOf } from '../moments.ts';
import { server } from '../server.ts';
import { useIncidentAct } from './use-incident-act.ts';

const WHO = ['authority', 'people', 'dpo', 'other-party', 'other'] as const;

/** Writes down who was told of an incident, and when. */
export function TellForm({ incident }: { incident: Incident }) {
  const { incident: t } = useWords();
  const { organisationId, id: incidentId } = incident;
  const [who, setWho] = useState<(typeof WHO)[number]>('authority');
  const { said, set, field } = useFields({ at: localOf(Date.now()), words: '', lateWhy: '', by: '' });
  const act = useIncidentAct(
    (once) =>
      server.tellIncident(
        {
          params: { organisationId, incidentId },
          body: {
            who,
            at: momentOf(said.at) ?? '',
            words: said.words,
            lateWhy: said.lateWhy.trim() === '' ? null : said.lateWhy,
            by: said.by,
          },
        },
        { once },
      ),
    () => {
      set({ words: '', lateWhy: '' });
    },
  );
  return (
    <details>
      <summary>{t.toldTitle}</summary>
      <Form act={act} button={t.toldButton}>
        <Choice
          label={t.who}
          value={who}
          options={WHO.map((value) => ({ value, text: t.toldNames[value] }))}
          choose={setWho}
        />
        <Field label={t.toldAt} type="datetime-local" {...field('at')} required />
        <TextArea label={t.toldWords} {...field('words')} required maxLength={4000} rows={2} />
        {who === 'authority' && incident.kind === 'breach' && (
          <TextArea label={t.lateWhy} {...field('lateWhy')} maxLength={4000} rows={2} />
        )}
        <Field label={t.by} {...field('by')} required maxLength={200} />
      </Form>
    </details>
  );
}
