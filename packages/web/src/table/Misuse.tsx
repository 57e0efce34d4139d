import { useQuery } from '@tanstack/react-query';
import type { TalkFile } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Form } from '../components/Form.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server, session } from '../server.ts';
import { useAct } from './acts.tsx';
import { optionsOf } from './Requests.tsx';

type Report = TalkFile['reports'][number];

/** Somebody does not keep to what was agreed: reported, and handled case by case. */
export function Misuse({ file }: { file: TalkFile }) {
  const words = useWords();
  const { misuse: texts } = words.table;
  const me = useQuery(session).data;
  const [about, setAbout] = useState<Report['about']>('resident');
  const [text, setText] = useState('');
  const [to, setTo] = useState<Report['to']>('privacy-coordinator');
  const act = useAct(
    file.talkId,
    (once) => server.reportMisuse({ params: { talkId: file.talkId }, body: { about, text, to } }, { once }),
    () => {
      setText('');
    },
  );
  return (
    <section className="w-card" aria-labelledby="table-misuse-title">
      <h2 id="table-misuse-title">{texts.title}</h2>
      {file.reports.map((report) => (
        <div key={report.id} className="w-organisation">
          <p>
            <strong>{report.closed ? texts.closed : texts.open}</strong>: {texts.sides[report.about]},{' '}
            {texts.handlers[report.to]} <span className="w-muted">{shortMoment(words, report.at)}</span>
          </p>
          <p className="w-quote">{report.text}</p>
          {[...report.notes, ...(report.closed ? [report.closed] : [])].map((note) => (
            <p key={note.at} className="w-quote">
              {note.text} <span className="w-muted">{shortMoment(words, note.at)}</span>
            </p>
          ))}
          {!report.closed && me && mayShow(me.seats, 'misuse.handle') && <Handle file={file} report={report} />}
        </div>
      ))}
      <details>
        <summary>{texts.add}</summary>
        <p>{texts.text}</p>
        <Form act={act} button={texts.save}>
          <Choice
            label={texts.about}
            value={about}
            options={optionsOf(texts.sides) as { value: Report['about']; text: string }[]}
            choose={setAbout}
          />
          <TextArea label={texts.what} value={text} onChange={(e) => setText(e.target.value)} required />
          <Choice
            label={texts.to}
            value={to}
            options={optionsOf(texts.handlers) as { value: Report['to']; text: string }[]}
            choose={setTo}
          />
        </Form>
      </details>
    </section>
  );
}

function Handle({ file, report }: { file: TalkFile; report: Report }) {
  const { misuse: texts } = useWords().table;
  const params = { talkId: file.talkId, reportId: report.id };
  const [text, setText] = useState('');
  const clear = () => {
    setText('');
  };
  const note = useAct(file.talkId, (once) => server.noteMisuse({ params, body: { text } }, { once }), clear);
  const close = useAct(file.talkId, (once) => server.closeMisuse({ params, body: { text } }, { once }), clear);
  return (
    <Form act={note} button={texts.saveNote}>
      <TextArea label={texts.note} value={text} onChange={(e) => setText(e.target.value)} required />
      {close.error && <Failure error={close.error} />}
      <p>
        <Button busy={close.isPending} onClick={() => text.trim() !== '' && close.mutate()}>
          {texts.close}
        </Button>
      </p>
    </Form>
  );
}
