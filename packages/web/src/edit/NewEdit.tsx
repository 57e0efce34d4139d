import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { useOnce } from '../once.ts';
import { absentsOf, peaks as peaksQuery, server, session } from '../server.ts';
import { clockOf } from './clock.ts';
import { Preview } from './Preview.tsx';
import { StretchFields } from './StretchFields.tsx';
import { newStretch, placeOf, type Stretch } from './stretch.ts';
import { WaveStretches } from './WaveStretches.tsx';

/** Declares an edit: stretches chosen on the waveform or typed, heard beforehand, each with its reason. */
export function NewEdit({ talk }: { talk: Talk }) {
  const words = useWords();
  const { edit: t } = words;
  const { data: peaks, error } = useQuery(peaksQuery(talk.id));
  const [stretches, setStretches] = useState<readonly Stretch[]>(() => [newStretch()]);
  const [nowKey, setNowKey] = useState('');
  const [why, setWhy] = useState('');
  const [by, setBy] = useState('');
  const act = useOnce(
    ['talk', talk.id],
    (_: undefined, once) =>
      server.declareEdit(
        {
          params: { talkId: talk.id },
          body: {
            spans: stretches.map(({ channel, treatment, reason, why: because, ...place }) => ({
              ...placeOf({ channel, treatment, reason, why: because, ...place }, endMs)!,
              channel,
              treatment,
              reason,
              why: because,
            })),
            why,
            by,
          },
        },
        { once },
      ),
    () => {
      setStretches([newStretch()]);
      setWhy('');
    },
  );
  if (error) return <Failure error={error} />;
  if (peaks === undefined) return <Skeleton rows={3} />;
  const endMs = Math.max(1, ...peaks.channels.map(({ pairs }) => (pairs.length / 2) * peaks.stepMs));
  const now = stretches.find(({ key }) => key === nowKey) ?? stretches[0]!;
  const change = (key: string, changes: Partial<Stretch>) =>
    setStretches((before) => before.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  return (
    <Form act={act} button={t.declare}>
      <p>{t.chooseHint}</p>
      <WaveStretches
        talk={talk}
        peaks={peaks}
        endMs={endMs}
        drawn={stretches.flatMap((one) => {
          const place = placeOf(one, endMs);
          return place ? [{ key: one.key, channel: one.channel, ...place, now: one === now }] : [];
        })}
        choose={(fromMs, toMs) => change(now.key, { from: clockOf(fromMs), to: clockOf(toMs) })}
      />
      <FromAbsents
        talk={talk}
        take={(taken) =>
          setStretches((before) => [...before.filter(({ from, why: w }) => from !== '' || w !== ''), ...taken])
        }
      />
      {stretches.map((one, i) => (
        <StretchFields
          key={one.key}
          talk={talk}
          stretch={one}
          number={i + 1}
          endMs={endMs}
          change={(changes) => change(one.key, changes)}
          enter={() => setNowKey(one.key)}
          remove={
            stretches.length === 1
              ? undefined
              : () => setStretches((before) => before.filter(({ key }) => key !== one.key))
          }
        />
      ))}
      <p>
        <Button
          icon="plus"
          onClick={() => {
            const fresh = newStretch();
            setStretches((before) => [...before, fresh]);
            setNowKey(fresh.key);
          }}
        >
          {t.another}
        </Button>
      </p>
      <Preview talk={talk} stretches={stretches} now={now} endMs={endMs} />
      <TextArea label={t.why} hint={t.noNames} rows={2} value={why} onChange={(e) => setWhy(e.target.value)} required />
      <Field label={t.by} hint={t.byHint} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
    </Form>
  );
}

/** Takes over where somebody who was not there is talked about, as it was noted with the talk. */
function FromAbsents({ talk, take }: { talk: Talk; take: (stretches: readonly Stretch[]) => void }) {
  const { absent: t } = useWords();
  const may = mayShow(useQuery(session).data?.seats ?? [], 'rights.see');
  const { data } = useQuery({ ...absentsOf(talk.id), enabled: may });
  const found = (data?.items ?? []).flatMap(({ state, called, stretches }) =>
    state === 'struck'
      ? []
      : stretches.map(({ fromMs, toMs }) => ({
          ...newStretch(),
          from: clockOf(fromMs),
          to: clockOf(toMs),
          why: t.takeOverWhy(called),
        })),
  );
  if (found.length === 0) return null;
  return (
    <p>
      <Button onClick={() => take(found)}>{t.takeOver}</Button>
    </p>
  );
}
