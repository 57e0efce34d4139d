import type { Incident } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { localOf, momentOf } from '../moments.ts';
import { server } from '../server.ts';
import { ActForm } from '../table/acts.tsx';
import { useIncidentAct } from './use-incident-act.ts';

const WHO = ['authority', 'people', 'dpo', 'other-party', 'other'] as const;

/** Writes down who was told of an incident, and when. */
export function TellForm({ incident }: { incident: Incident }) {
  const { incident: t } = useWords();
  const { organisationId, id: incidentId } = incident;
  const [who, setWho] = useState<(typeof WHO)[number]>('authority');
  const [said, setSaid] = useState({ at: localOf(Date.now()), words: '', lateWhy: '', by: '' });
  const [tried, setTried] = useState(false);
  const missing = (text: string) => (tried && text.trim() === '' ? t.required : undefined);
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part });
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
      setSaid({ ...said, words: '', lateWhy: '' });
      setTried(false);
    },
  );
  return (
    <details>
      <summary>{t.toldTitle}</summary>
      <ActForm
        act={{ ...act, mutate: () => act.mutate(undefined) }}
        button={t.toldButton}
        ready={() => {
          setTried(true);
          return [said.at, said.words, said.by].every((text) => text.trim() !== '');
        }}
      >
        <Choice
          label={t.who}
          value={who}
          options={WHO.map((value) => ({ value, text: t.toldNames[value] }))}
          choose={setWho}
        />
        <Field
          label={t.toldAt}
          type="datetime-local"
          value={said.at}
          error={missing(said.at)}
          onChange={(e) => set({ at: e.target.value })}
        />
        <TextArea
          label={t.toldWords}
          value={said.words}
          error={missing(said.words)}
          maxLength={4000}
          rows={2}
          onChange={(e) => set({ words: e.target.value })}
        />
        {who === 'authority' && incident.kind === 'breach' && (
          <TextArea
            label={t.lateWhy}
            value={said.lateWhy}
            maxLength={4000}
            rows={2}
            onChange={(e) => set({ lateWhy: e.target.value })}
          />
        )}
        <Field
          label={t.by}
          value={said.by}
          error={missing(said.by)}
          maxLength={200}
          onChange={(e) => set({ by: e.target.value })}
        />
      </ActForm>
    </details>
  );
}
