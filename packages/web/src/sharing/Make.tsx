import { useQuery } from '@tanstack/react-query';
import type { Share, ShareRefused, SharingFile } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { dayKey, shortDay, startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { edits, server } from '../server.ts';
import { optionsOf } from '../table/Requests.tsx';

const DAY_MS = 86_400_000;

/** Why it is not allowed, and whose yes is missing. */
export function Refused({ refusal }: { refusal: ShareRefused }) {
  const words = useWords();
  const { share: t } = words.sharing;
  return (
    <>
      <p>{refusal.rules.explanation[words.code === 'en' ? 'en' : 'nl'].split('\n', 1)[0]}</p>
      {refusal.missing.length > 0 && (
        <>
          <p>{t.missing}</p>
          <ul className="w-acts">
            {refusal.missing.map(({ party, name, answer }) => (
              <li key={party}>{t.missingOne(name, t.missingAnswers[answer])}</li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{words.rights.rules}</summary>
        <p className="w-quote">{refusal.rules.explanation[words.code === 'en' ? 'en' : 'nl']}</p>
      </details>
    </>
  );
}

/** Asks the rules, and shares where they allow it. */
export function Make({ file }: { file: SharingFile }) {
  const words = useWords();
  const { share: t, wrongClock } = words.sharing;
  const [use, setUse] = useState<Share['use']>('publication');
  const [question, setQuestion] = useState('');
  const [weighing, setWeighing] = useState('');
  const [to, setTo] = useState('');
  const [why, setWhy] = useState('');
  const [whole, setWhole] = useState('whole');
  const copies = useQuery(edits(file.talkId)).data?.items.filter(({ state }) => state === 'made') ?? [];
  const edit = copies.find(({ id }) => id === whole)?.id;
  const [from, setFrom] = useState('0:00');
  const [till, setTill] = useState('');
  const [download, setDownload] = useState(false);
  const [codeBy, setCodeBy] = useState<'desk' | 'sms' | 'mail'>('desk');
  const [reach, setReach] = useState('');
  const [ends, setEnds] = useState('');
  const published = use === 'publication';
  const byConsent = published || use === 'third-parties';
  const questions = file.questions.filter((one) => one.use === use);
  const chosen = questions.find(({ id }) => id === question) ?? questions[0];
  const weighings = file.weighings.filter((one) => published && one.question === chosen?.id);
  const part = { fromMs: milliseconds(from), toMs: milliseconds(till) };
  const partWrong = whole === 'some' && !(part.fromMs >= 0 && part.toMs > part.fromMs);
  const end = ends === '' ? undefined : startOfDay(ends, 1);
  const act = useOnce(['talk', file.talkId], (_: undefined, once) =>
    server.makeShare(
      {
        params: { talkId: file.talkId },
        body: {
          use,
          ...(byConsent && chosen ? { question: chosen.id } : {}),
          ...(weighings.some(({ id }) => id === weighing) ? { weighing } : {}),
          to,
          why,
          ...(whole === 'some' ? { part } : {}),
          ...(edit === undefined ? {} : { edit }),
          download: !published && download,
          ...(published ? {} : { codeBy, ...(codeBy === 'desk' ? {} : { reach }) }),
          ...(end === undefined ? {} : { endsAt: end }),
        },
      },
      { once },
    ),
  );
  const answer = act.data;
  return (
    <Form act={act} button={t.make}>
      <Radios
        label={t.use}
        value={use}
        options={optionsOf(t.uses) as { value: Share['use']; text: string }[]}
        choose={(value) => {
          setUse(value);
          setQuestion('');
          setEnds(value === 'publication' ? '' : dayKey(Date.now() + 14 * DAY_MS));
        }}
      />
      {!byConsent && <p>{t.free}</p>}
      {byConsent && (
        <Choice
          label={t.question}
          value={chosen?.id ?? ''}
          options={
            questions.length === 0
              ? [{ value: '', text: t.noQuestion }]
              : questions.map(({ id, what, askedAt }) => ({ value: id, text: `${what} (${shortDay(words, askedAt)})` }))
          }
          choose={setQuestion}
        />
      )}
      {weighings.length > 0 && (
        <Choice
          label={t.weighing}
          value={weighing}
          options={[
            { value: '', text: t.noWeighing },
            ...weighings.map(({ id, outcome, by }) => ({ value: id, text: `${t.outcomes[outcome]} (${by})` })),
          ]}
          choose={setWeighing}
        />
      )}
      <Field label={t.to} value={to} onChange={(e) => setTo(e.target.value)} required maxLength={200} />
      <TextArea label={t.why} rows={2} value={why} onChange={(e) => setWhy(e.target.value)} required />
      <Radios
        label={t.part}
        value={whole}
        options={[
          { value: 'whole', text: t.whole },
          { value: 'some', text: t.some },
          ...copies.map(({ id, why: because }) => ({ value: id, text: t.edited(because) })),
        ]}
        choose={setWhole}
      />
      {whole === 'some' && (
        <>
          <Field label={t.from} hint={t.clock} value={from} onChange={(e) => setFrom(e.target.value)} maxLength={8} />
          <Field
            label={t.till}
            hint={t.clock}
            value={till}
            onChange={(e) => setTill(e.target.value)}
            wrong={partWrong ? wrongClock : undefined}
            maxLength={8}
          />
        </>
      )}
      {!published && (
        <>
          <Radios
            label={t.codeBy}
            value={codeBy}
            options={optionsOf(t.ways) as { value: typeof codeBy; text: string }[]}
            choose={setCodeBy}
          />
          {codeBy !== 'desk' && (
            <Field
              label={t.reach[codeBy]}
              type={codeBy === 'sms' ? 'tel' : 'email'}
              value={reach}
              onChange={(e) => setReach(e.target.value)}
              required
              maxLength={254}
            />
          )}
          <label className="w-check">
            <input type="checkbox" checked={download} onChange={(e) => setDownload(e.target.checked)} />
            <span>
              {t.download}. {t.downloadHint}
            </span>
          </label>
        </>
      )}
      <Field
        label={published ? t.publishEnds : t.ends}
        type="date"
        value={ends}
        onChange={(e) => setEnds(e.target.value)}
      />
      {answer?.refused && (
        <Notice look="warning" title={t.refused}>
          <Refused refusal={answer.refused} />
        </Notice>
      )}
      {answer?.made && (
        <Notice look="good" title={answer.made.use === 'publication' ? t.published : t.made}>
          {answer.address && (
            <>
              {answer.made.use !== 'publication' && <p>{t.once}</p>}
              <p className="w-break-anywhere">
                <a href={answer.address}>{answer.address}</a>
              </p>
            </>
          )}
        </Notice>
      )}
    </Form>
  );
}

/** Of minutes and seconds; NaN where it is none. */
function milliseconds(text: string): number {
  const [, minutes, seconds] = /^(\d{1,4}):([0-5]?\d)$/.exec(text.trim()) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}
