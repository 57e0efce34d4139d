import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeptTalk, Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { shortDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { keptTalk, server, session } from '../server.ts';

/** How long this talk is kept, for what, and what decides it. */
export function Term({ talk }: { talk: Talk }) {
  const words = useWords();
  const t = words.keeping;
  const { data, error, refetch } = useQuery(keptTalk(talk.id));
  const may = mayShow(useQuery(session).data?.seats ?? [], 'talk.keep');
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.plan === null) return <p>{t.noPlan}</p>;
  const waits = data.uses.some(({ until }) => until === null);
  return (
    <>
      <p>
        <strong>{termLine(words, data)}</strong>
        <br />
        <span className="w-muted">{t.underPlan(data.plan.name, data.plan.version)}</span>
      </p>
      <h3>{t.forPurpose}</h3>
      <ul className="w-acts">
        {data.uses.map((use) => (
          <li key={use.purpose}>
            {use.words[words.code === 'nl' ? 'nl' : 'en']}: {purposeLine(words, use)}
          </li>
        ))}
      </ul>
      {data.kept && <p>{t.wasKept}</p>}
      {may && data.plan.buffer !== null && !data.kept && <Keep talk={talk} days={data.plan.buffer} />}
      {data.caseEndedOn !== null && <p>{t.caseEnded(shortDay(words, data.caseEndedOn))}</p>}
      {may && (waits || data.caseEndedOn !== null) && <CaseEnd talk={talk} kept={data} />}
    </>
  );
}

function termLine(words: Words, { dueAt }: KeptTalk): string {
  const t = words.keeping;
  if (dueAt === null) return t.keptWhileCase;
  return Date.parse(dueAt) <= Date.now() ? t.isDue : t.keptUntil(lastDay(words, dueAt));
}

function purposeLine(words: Words, { until, statutory }: KeptTalk['uses'][number]): string {
  const t = words.keeping;
  const line =
    until === null ? t.untilCase : Date.parse(until) <= Date.now() ? t.ended : t.untilDay(lastDay(words, until));
  return statutory ? `${line} (${t.statutory})` : line;
}

/** It is due at midnight: the day before is the last one. */
function lastDay(words: Words, due: string): string {
  return shortDay(words, Date.parse(due) - 1);
}

function useKeepingAct(talkId: string, send: (once: string) => Promise<KeptTalk>) {
  const queries = useQueryClient();
  return useOnce<void, KeptTalk>(
    ['talk', talkId],
    (_, once) => send(once),
    (kept) => queries.setQueryData(keptTalk(talkId).queryKey, kept),
  );
}

function Keep({ talk, days }: { talk: Talk; days: number }) {
  const { keeping: t } = useWords();
  const [why, setWhy] = useState('');
  const act = useKeepingAct(talk.id, (once) =>
    server.keepTalk({ params: { talkId: talk.id }, body: { why } }, { once }),
  );
  return (
    <>
      <p>{t.bufferText(days)}</p>
      <Form act={act} button={t.keepThis}>
        <Field
          label={t.keepWhy}
          value={why}
          onChange={(e) => setWhy(e.target.value)}
          required
          maxLength={1000}
          autoComplete="off"
        />
      </Form>
    </>
  );
}

function CaseEnd({ talk, kept }: { talk: Talk; kept: KeptTalk }) {
  const { keeping: t } = useWords();
  const [on, setOn] = useState('');
  const [contract, setContract] = useState<'yes' | 'no' | 'none'>('none');
  const params = { talkId: talk.id };
  const save = useKeepingAct(talk.id, (once) =>
    server.endCase({ params, body: { on, contract: contract === 'none' ? null : contract === 'yes' } }, { once }),
  );
  const undo = useKeepingAct(talk.id, (once) =>
    server.endCase({ params, body: { on: null, contract: null } }, { once }),
  );
  if (kept.caseEndedOn !== null)
    return (
      <p>
        {undo.error && <Failure error={undo.error} />}
        <Button look="quiet" busy={undo.isPending} onClick={() => undo.mutate()}>
          {t.caseUndo}
        </Button>
      </p>
    );
  return (
    <details className="w-raw">
      <summary>{t.caseTitle}</summary>
      <p>{t.caseText}</p>
      <Form act={save} button={t.caseSave}>
        <Field label={t.caseOn} type="date" value={on} onChange={(e) => setOn(e.target.value)} required />
        <Radios
          label={t.contract}
          value={contract}
          options={(['yes', 'no', 'none'] as const).map((value) => ({ value, text: t.contracts[value] }))}
          choose={setContract}
        />
      </Form>
    </details>
  );
}
