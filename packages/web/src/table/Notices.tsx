import { useQuery } from '@tanstack/react-query';
import type { TalkFile } from '@woordelijk/api';
import { useState } from 'react';
import { Checks } from '../components/Checks.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay, shortMoment } from '../moments.ts';
import { noticeWords, server, session } from '../server.ts';
import { useAct } from './acts.tsx';
import { optionsOf } from './Requests.tsx';

type How = 'spoken' | 'shown' | 'spoken-and-shown' | 'tape' | 'sign';

/** Who was told of the recording, in which words; and who does not want it. */
export function Notices({ file }: { file: TalkFile }) {
  const words = useWords();
  const { notice: texts } = words.table;
  const names = (ids: readonly string[]) =>
    ids.map((id) => file.participants.find((one) => one.id === id)?.name ?? id).join(', ');
  const objections = file.hindrances.filter(({ because }) => because === 'objection');
  const recording = file.agreement !== null || file.recorded;
  if (!recording && objections.length === 0 && file.notices.length === 0) return null;
  return (
    <section className="w-card" id="table-notice" aria-labelledby="table-notice-title">
      <h2 id="table-notice-title">{texts.title}</h2>
      {objections.map((one) => (
        <div key={one.objectionId} className="w-stack">
          <Notice look="bad">
            <p>{texts.objection(names([one.participant ?? '']), one.since ? shortDay(words, one.since) : '')}</p>
          </Notice>
          <Lift file={file} objectionId={one.objectionId ?? ''} />
        </div>
      ))}
      {file.notices.length > 0 && (
        <ul className="w-acts">
          {file.notices.map((one) => (
            <li key={one.id}>
              {texts.told(names(one.to), texts.ways[one.how]!, shortMoment(words, one.at))}
              <p className="w-quote">{one.words}</p>
            </li>
          ))}
        </ul>
      )}
      {file.untold.length === 0 ? <p>{texts.allTold}</p> : <p>{texts.untold(names(file.untold))}</p>}
      {recording && file.untold.length > 0 && <Tell key={file.untold.join()} file={file} />}
    </section>
  );
}

function Tell({ file }: { file: TalkFile }) {
  const words = useWords();
  const { notice: texts } = words.table;
  const approved = useQuery(noticeWords(file.talkId)).data?.items ?? [];
  const [chosen, setChosen] = useState('');
  const [how, setHow] = useState<How>('spoken');
  const [to, setTo] = useState<readonly string[]>(file.untold);
  const code = chosen || approved[0]?.code || '';
  const language = words.code === 'en' ? 'en' : 'nl';
  const said = approved.find((one) => one.code === code);
  const act = useAct(file.talkId, (once) =>
    server.giveNotice({ params: { talkId: file.talkId }, body: { to: [...to], code, language, how } }, { once }),
  );
  return (
    <Form act={act} button={texts.save}>
      {approved.length > 1 && (
        <Choice
          label={texts.words}
          value={code}
          options={approved.map((one) => ({ value: one.code, text: one[language] }))}
          choose={setChosen}
        />
      )}
      <p className="w-quote">{said?.[language]}</p>
      <Checks
        label={texts.to}
        options={file.participants.map(({ id, name }) => ({ value: id, text: name }))}
        chosen={to}
        choose={setTo}
        required
      />
      <Choice
        label={texts.how}
        value={how}
        options={optionsOf(texts.ways) as { value: How; text: string }[]}
        choose={setHow}
      />
    </Form>
  );
}

/** A named person says why the objection does not count for this talk. */
function Lift({ file, objectionId }: { file: TalkFile; objectionId: string }) {
  const { notice: texts, decision } = useWords().table;
  const me = useQuery(session).data?.account?.name ?? '';
  const [why, setWhy] = useState('');
  const [decidedBy, setDecidedBy] = useState(me);
  const act = useAct(file.talkId, (once) =>
    server.liftObjection({ params: { talkId: file.talkId }, body: { objectionId, why, decidedBy } }, { once }),
  );
  return (
    <details>
      <summary>{texts.lift}</summary>
      <p>{texts.liftText}</p>
      <Form act={act} button={texts.liftSave}>
        <TextArea label={decision.why} value={why} onChange={(e) => setWhy(e.target.value)} required />
        <Field
          label={decision.decidedBy}
          value={decidedBy}
          onChange={(e) => setDecidedBy(e.target.value)}
          required
          maxLength={200}
        />
      </Form>
    </details>
  );
}
