import { useQuery } from '@tanstack/react-query';
import { Marks, type TalkQuality as OnTheWire } from '@woordelijk/api';
import { useState } from 'react';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { longDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server, session, talkQuality } from '../server.ts';

type Mark = OnTheWire['reviews'][number]['marks'][number]['mark'];

/** The card of a talk that chance drew: filled in by a person, answered by whose talk it is. Nothing where there is none. */
export function TalkQuality({ talkId }: { talkId: string }) {
  const words = useWords();
  const t = words.quality;
  const me = useQuery(session).data;
  const { data } = useQuery(talkQuality(talkId));
  if (data === undefined || (data.waiting === null && data.reviews.length === 0)) return null;
  const scores = mayShow(me?.seats ?? [], 'quality.score');
  return (
    <section className="w-card" aria-labelledby="quality-title">
      <h2 id="quality-title">{t.cardTitle}</h2>
      {data.waiting && <p>{scores ? t.waiting : t.waitingOwn}</p>}
      {data.waiting && scores && <Card talkId={talkId} criteria={data.waiting.criteria} by={me?.account?.name ?? ''} />}
      {data.reviews.map((review) => (
        <div key={review.draw}>
          <p className="w-muted">{t.scored(longDay(words, review.at), review.by)}</p>
          <ul>
            {review.marks.map(({ criterion, mark, note }) => (
              <li key={criterion}>
                {criterion}: <strong>{t.marks[mark]}</strong>
                {note !== '' && <p className="w-muted">{note}</p>}
              </li>
            ))}
          </ul>
          {review.remark !== '' && <p className="w-lines">{review.remark}</p>}
          <h3>{t.answerTitle}</h3>
          {review.answers.map((answer) => (
            <div key={answer.at}>
              <p className="w-quote">{answer.text}</p>
              <p className="w-muted">{t.said(longDay(words, answer.at), answer.by)}</p>
            </div>
          ))}
          <Answer talkId={talkId} draw={review.draw} by={me?.account?.name ?? ''} />
        </div>
      ))}
    </section>
  );
}

function Card({ talkId, criteria, by }: { talkId: string; criteria: readonly string[]; by: string }) {
  const { quality: t } = useWords();
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>({});
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const [remark, setRemark] = useState('');
  const score = useOnce(['talk', talkId], (_: undefined, once) => {
    const filled = criteria.map((criterion) => ({ criterion, mark: marks[criterion]!, note: notes[criterion] ?? '' }));
    return server.scoreTalk({ params: { talkId }, body: { marks: filled, remark, by } }, { once });
  });
  return (
    <Form act={score} button={t.score}>
      {criteria.map((criterion) => (
        <div key={criterion}>
          <Radios
            label={criterion}
            value={marks[criterion]}
            required
            options={Marks.options.map((value) => ({ value, text: t.marks[value] }))}
            choose={(mark) => setMarks({ ...marks, [criterion]: mark })}
          />
          <Field
            label={t.note(criterion)}
            value={notes[criterion] ?? ''}
            onChange={(e) => setNotes({ ...notes, [criterion]: e.target.value })}
            maxLength={2000}
          />
        </div>
      ))}
      <TextArea label={t.remark} rows={3} value={remark} onChange={(e) => setRemark(e.target.value)} />
    </Form>
  );
}

function Answer({ talkId, draw, by }: { talkId: string; draw: string; by: string }) {
  const { quality: t } = useWords();
  const [text, setText] = useState('');
  const answer = useOnce(
    ['talk', talkId],
    (_: undefined, once) => server.answerCard({ params: { talkId }, body: { draw, text, by } }, { once }),
    () => {
      setText('');
    },
  );
  return (
    <Form act={answer} button={t.send} look="plain">
      <TextArea label={t.answer} rows={2} value={text} onChange={(e) => setText(e.target.value)} required />
    </Form>
  );
}
