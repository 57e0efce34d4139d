import type { SharingFile } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import { optionsOf } from '../table/Requests.tsx';

/** A named jurist weighed a great public interest; it is never decided here. */
export function Weigh({ file }: { file: SharingFile }) {
  const words = useWords();
  const { share: t } = words.sharing;
  const questions = file.questions.filter(({ use }) => use === 'publication');
  const [question, setQuestion] = useState(questions[0]?.id ?? '');
  const [outcome, setOutcome] = useState<'outweighs' | 'does-not'>('does-not');
  const [interest, setInterest] = useState('');
  const [reasons, setReasons] = useState('');
  const [by, setBy] = useState('');
  const act = useOnce(
    ['talk', file.talkId],
    (_: undefined, once) =>
      server.weighPublication(
        { params: { talkId: file.talkId }, body: { question, outcome, interest, reasons, by } },
        { once },
      ),
    () => {
      setInterest('');
      setReasons('');
      setBy('');
    },
  );
  return (
    <>
      <p>{t.weighText}</p>
      <ul className="w-acts">
        {file.weighings.map((one) => (
          <li key={one.id}>
            {t.weighed(t.outcomes[one.outcome], one.by, shortDay(words, one.at))}
            <p className="w-quote">{one.reasons}</p>
          </li>
        ))}
      </ul>
      <Form act={act} button={t.weighSave}>
        <Choice
          label={t.weighQuestion}
          value={question}
          options={questions.map(({ id, what }) => ({ value: id, text: what }))}
          choose={setQuestion}
        />
        <TextArea
          label={t.weighInterest}
          rows={2}
          value={interest}
          onChange={(e) => setInterest(e.target.value)}
          required
        />
        <Radios
          label={t.weighOutcome}
          value={outcome}
          options={optionsOf(t.outcomes) as { value: typeof outcome; text: string }[]}
          choose={setOutcome}
        />
        <TextArea
          label={t.weighReasons}
          rows={3}
          value={reasons}
          onChange={(e) => setReasons(e.target.value)}
          required
        />
        <Field label={t.weighBy} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
      </Form>
    </>
  );
}
