import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checks } from '../components/Checks.tsx';
import { Field } from '../components/Field.tsx';
import { Notice } from '../components/Notice.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { localOf, momentOf } from '../moments.ts';
import { server, session } from '../server.ts';
import { ActForm } from '../table/acts.tsx';
import { useIncidentAct } from './use-incident-act.ts';

const NATURES = ['confidentiality', 'integrity', 'availability'] as const;

/** Reports an incident. What is filled in stays until it was taken. */
export function ReportForm({ organisationId }: { organisationId: string }) {
  const { incident: t } = useWords();
  const me = useQuery(session).data?.account?.name ?? '';
  const empty = {
    words: '',
    found: '',
    awareAt: localOf(Date.now()),
    beganAt: '',
    endedAt: '',
    talks: '',
    by: me,
  };
  const [kind, setKind] = useState<'breach' | 'rule'>('breach');
  const [natures, setNatures] = useState<readonly (typeof NATURES)[number][]>([]);
  const [said, setSaid] = useState(empty);
  const [tried, setTried] = useState(false);
  const [taken, setTaken] = useState(false);
  const missing = (text: string) => (tried && text.trim() === '' ? t.required : undefined);
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part });
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
      setSaid(empty);
      setNatures([]);
      setTried(false);
      setTaken(true);
    },
  );
  return (
    <section className="w-card" aria-labelledby="incident-report">
      <h2 id="incident-report">{t.reportTitle}</h2>
      {taken && <Notice look="good">{t.only}</Notice>}
      <ActForm
        act={{ ...act, mutate: () => act.mutate(undefined) }}
        button={t.report}
        ready={() => {
          setTried(true);
          const filled = [said.words, said.found, said.awareAt, said.by].every((text) => text.trim() !== '');
          return filled && (kind === 'rule' || natures.length > 0);
        }}
      >
        <Radios
          label={t.kind}
          value={kind}
          options={(['breach', 'rule'] as const).map((value) => ({ value, text: t.kinds[value] }))}
          choose={setKind}
        />
        <TextArea
          label={t.words}
          hint={t.wordsHint}
          value={said.words}
          error={missing(said.words)}
          maxLength={4000}
          onChange={(e) => set({ words: e.target.value })}
        />
        <TextArea
          label={t.found}
          value={said.found}
          error={missing(said.found)}
          maxLength={4000}
          rows={2}
          onChange={(e) => set({ found: e.target.value })}
        />
        {kind === 'breach' && (
          <Checks
            label={t.natures}
            error={tried && natures.length === 0 ? t.oneNature : undefined}
            options={NATURES.map((value) => ({ value, text: t.natureNames[value] }))}
            chosen={natures}
            choose={setNatures}
          />
        )}
        <Field
          label={t.awareAt}
          hint={t.awareHint}
          type="datetime-local"
          value={said.awareAt}
          error={missing(said.awareAt)}
          onChange={(e) => set({ awareAt: e.target.value })}
        />
        <Field
          label={t.beganAt}
          type="datetime-local"
          value={said.beganAt}
          onChange={(e) => set({ beganAt: e.target.value })}
        />
        <Field
          label={t.endedAt}
          type="datetime-local"
          value={said.endedAt}
          onChange={(e) => set({ endedAt: e.target.value })}
        />
        <TextArea
          label={t.talks}
          hint={t.talksHint}
          value={said.talks}
          rows={2}
          onChange={(e) => set({ talks: e.target.value })}
        />
        <Field
          label={t.by}
          value={said.by}
          error={missing(said.by)}
          maxLength={200}
          onChange={(e) => set({ by: e.target.value })}
        />
      </ActForm>
    </section>
  );
}

/** Ids of talks out of pasted addresses. */
function talksIn(text: string): string[] {
  return [...new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])];
}
