import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checks } from '../components/Checks.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useFields } from '../components/fields.ts';
import { Notice } from '../components/Notice.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { localOf, momentOf } from '../moments.ts';
import { server, session } from '../server.ts';
import { useIncidentAct } from './use-incident-act.ts';

const NATURES = ['confidentiality', 'integrity', 'availability'] as const;

/** Reports an incident. What is filled in stays until it was taken. */
export function ReportForm({ organisationId }: { organisationId: string }) {
  const { incident: t } = useWords();
  const me = useQuery(session).data?.account?.name ?? '';
  const [kind, setKind] = useState<'breach' | 'rule'>('breach');
  const [natures, setNatures] = useState<readonly (typeof NATURES)[number][]>([]);
  const { said, field, clear } = useFields({
    words: '',
    found: '',
    awareAt: localOf(Date.now()),
    beganAt: '',
    endedAt: '',
    talks: '',
    by: me,
  });
  const [taken, setTaken] = useState(false);
  const act = useIncidentAct(
    (once) =>
      server.reportIncident(
        {
          params: { organisationId },
          body: {
            kind,
            words: said.words,
            found: said.found,
            beganAt: momentOf(said.beganAt) ?? null,
            endedAt: momentOf(said.endedAt) ?? null,
            awareAt: momentOf(said.awareAt) ?? '',
            natures: kind === 'breach' ? [...natures] : [],
            talks: talksIn(said.talks),
            by: said.by,
          },
        },
        { once },
      ),
    () => {
      clear();
      setNatures([]);
      setTaken(true);
    },
  );
  return (
    <section className="w-card" aria-labelledby="incident-report">
      <h2 id="incident-report">{t.reportTitle}</h2>
      {taken && <Notice look="good">{t.only}</Notice>}
      <Form act={act} button={t.report}>
        <Radios
          label={t.kind}
          value={kind}
          options={(['breach', 'rule'] as const).map((value) => ({ value, text: t.kinds[value] }))}
          choose={setKind}
        />
        <TextArea label={t.words} hint={t.wordsHint} {...field('words')} required maxLength={4000} />
        <TextArea label={t.found} {...field('found')} required maxLength={4000} rows={2} />
        {kind === 'breach' && (
          <Checks
            label={t.natures}
            wrong={natures.length === 0 ? t.oneNature : undefined}
            options={NATURES.map((value) => ({ value, text: t.natureNames[value] }))}
            chosen={natures}
            choose={setNatures}
          />
        )}
        <Field label={t.awareAt} hint={t.awareHint} type="datetime-local" {...field('awareAt')} required />
        <Field label={t.beganAt} type="datetime-local" {...field('beganAt')} />
        <Field label={t.endedAt} type="datetime-local" {...field('endedAt')} />
        <TextArea label={t.talks} hint={t.talksHint} {...field('talks')} rows={2} />
        <Field label={t.by} {...field('by')} required maxLength={200} />
      </Form>
    </section>
  );
}

/** Ids of talks out of pasted addresses. */
function talksIn(text: string): string[] {
  return [...new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])];
}
