import type { RequestState, TalkFile } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { localOf, momentOf, shortMoment } from '../moments.ts';
import { server } from '../server.ts';
import { useAct } from './acts.tsx';
import { Letters } from './Letters.tsx';

type Alternative = NonNullable<RequestState['alternative']>;
interface Props {
  readonly file: TalkFile;
  readonly request: RequestState;
  readonly alternative: Alternative;
}

/** What is done in place of a refused recording, up to its end. */
export function Alternatives({ file }: { file: TalkFile }) {
  const { alternative: texts, decision } = useWords().table;
  const refused = file.requests.filter(({ alternative }) => alternative !== null);
  if (refused.length === 0) return null;
  return (
    <section className="w-card" id="table-alternative" aria-labelledby="table-alternative-title">
      <h2 id="table-alternative-title">{texts.title}</h2>
      {refused.map((request) => {
        const alternative = request.alternative!;
        const Kind = { companion: Companion, 'office-records': OfficeRecords, 'written-account': WrittenAccount }[
          alternative.kind
        ];
        return (
          <div key={request.id} className="w-organisation">
            <p>
              <strong>{alternative.done ? texts.done : texts.open}</strong>: {decision.alternatives[alternative.kind]}
            </p>
            <Kind file={file} request={request} alternative={alternative} />
          </div>
        );
      })}
    </section>
  );
}

function Companion({ file, request, alternative }: Props) {
  const { alternative: texts, file: common } = useWords().table;
  const [name, setName] = useState('');
  const [part, setPart] = useState<'representative' | 'companion'>('companion');
  const [mandate, setMandate] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.joinTalk(
      {
        params: { talkId: file.talkId },
        body: { part, name, requestId: request.id, ...(part === 'representative' ? { mandate } : {}) },
      },
      { once },
    ),
  );
  if (alternative.done) return <p>{file.participants.find(({ id }) => id === alternative.companion)?.name}</p>;
  return (
    <Form act={act} button={texts.join}>
      <Field label={texts.name} value={name} onChange={(e) => setName(e.target.value)} required maxLength={200} />
      <Choice
        label={texts.part}
        value={part}
        options={(['companion', 'representative'] as const).map((value) => ({ value, text: common.parts[value]! }))}
        choose={setPart}
      />
      {part === 'representative' && (
        <Field
          label={texts.mandate}
          value={mandate}
          onChange={(e) => setMandate(e.target.value)}
          required
          maxLength={500}
        />
      )}
    </Form>
  );
}

function OfficeRecords({ file, request, alternative }: Props) {
  const words = useWords();
  const { alternative: texts } = words.table;
  const params = { talkId: file.talkId, requestId: request.id };
  const [when, setWhen] = useState(() => localOf(Date.now() + 86_400_000));
  const [place, setPlace] = useState('');
  const [note, setNote] = useState('');
  const plan = useAct(file.talkId, (once) =>
    server.planListening({ params, body: { at: momentOf(when)!, place } }, { once }),
  );
  const hold = useAct(file.talkId, (once) => server.holdListening({ params, body: { note } }, { once }));
  const { listening } = alternative;
  if (listening === null)
    return (
      <Form act={plan} button={texts.plan}>
        <Field
          label={texts.when}
          type="datetime-local"
          value={when}
          onChange={(e) => setWhen(e.target.value)}
          required
        />
        <Field label={texts.where} value={place} onChange={(e) => setPlace(e.target.value)} required maxLength={200} />
      </Form>
    );
  return (
    <>
      <p>{texts.planned(shortMoment(words, listening.at), listening.place)}</p>
      {listening.heldAt !== null && (
        <p>
          {texts.heldAt(shortMoment(words, listening.heldAt))} {listening.note}
        </p>
      )}
      {listening.heldAt === null && file.recorded && (
        <Form act={hold} button={texts.held}>
          <Field label={texts.note} value={note} onChange={(e) => setNote(e.target.value)} maxLength={500} />
        </Form>
      )}
    </>
  );
}

function WrittenAccount({ file, request, alternative }: Props) {
  const words = useWords();
  const { alternative: texts } = words.table;
  const params = { talkId: file.talkId, requestId: request.id };
  const { drafts, remarks, final } = alternative.account!;
  const last = drafts.at(-1);
  const [text, setText] = useState(last?.text ?? '');
  const resident = file.participants.find(({ id }) => id === request.by)?.name ?? '';
  const [by, setBy] = useState(resident);
  const [remark, setRemark] = useState('');
  const draft = useAct(file.talkId, (once) => server.draftAccount({ params, body: { text } }, { once }));
  const say = useAct(
    file.talkId,
    (once) => server.remarkAccount({ params, body: { by, text: remark } }, { once }),
    () => setRemark(''),
  );
  const settle = useAct(file.talkId, (once) => server.settleAccount({ params, body: {} }, { once }));
  const settled = final !== null;
  return (
    <>
      {last && (
        <>
          <p className="w-muted">{settled ? texts.isFinal : texts.draftOf(drafts.length)}</p>
          <div className="w-document">{last.text}</div>
        </>
      )}
      {remarks.length > 0 && (
        <>
          <h3>{texts.remarks}</h3>
          <ul className="w-acts">
            {remarks.map((one) => (
              <li key={one.at}>
                <strong>{one.by}</strong> <span className="w-muted">{shortMoment(words, one.at)}</span>
                <p className="w-quote">{one.text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {settled && (
        <p>
          <span className="w-fingerprint">{final.sha256}</span>
        </p>
      )}
      {drafts.length > 0 && <Letters talkId={file.talkId} letter="account" about={request.id} />}
      {!settled && (
        <Form act={draft} button={texts.saveDraft}>
          <TextArea label={texts.draft} rows={8} value={text} onChange={(e) => setText(e.target.value)} required />
        </Form>
      )}
      {!settled && last && (
        <>
          <Form act={say} button={texts.saveRemark}>
            <Field label={texts.remarkBy} value={by} onChange={(e) => setBy(e.target.value)} maxLength={200} />
            <TextArea label={texts.remark} value={remark} onChange={(e) => setRemark(e.target.value)} required />
          </Form>
          {settle.error && <Failure error={settle.error} />}
          <p>
            <Button look="main" icon="check" busy={settle.isPending} onClick={() => settle.mutate()}>
              {texts.final}
            </Button>
          </p>
        </>
      )}
    </>
  );
}
