import type { RequestState, TalkFile } from '@woordelijk/api';
import { useId, useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server } from '../server.ts';
import { useAct } from './acts.tsx';
import { Decide, Decided } from './Decide.tsx';
import { isGood, Rules } from './Rules.tsx';

/** Options of a choice out of a dictionary. */
export const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }));

/** Who wants to record, and what was decided. */
export function Requests({ file }: { file: TalkFile }) {
  const { table } = useWords();
  const open = file.requests.at(-1)?.decision === null;
  return (
    <section className="w-card" id="table-request" aria-labelledby="table-request-title">
      <h2 id="table-request-title">{table.request.title}</h2>
      {file.requests.length === 0 && !file.recorded && <NewRequest file={file} />}
      {file.requests.map((request) => (
        <OneRequest key={request.id} file={file} request={request} />
      ))}
      {file.requests.length > 0 && !open && !file.recorded && (
        <details>
          <summary>{table.request.add}</summary>
          <NewRequest file={file} />
        </details>
      )}
      {file.requests.length === 0 && file.recorded && <p className="w-muted">{table.request.none}</p>}
    </section>
  );
}

function OneRequest({ file, request }: { file: TalkFile; request: RequestState }) {
  const words = useWords();
  const { table } = words;
  const name = (id: string) => file.participants.find((one) => one.id === id)?.name ?? id;
  return (
    <div className="w-organisation">
      <p>
        <strong>{table.request.state[request.decision?.outcome ?? 'open']}</strong>
        <br />
        {table.request.said(name(request.by), table.request.recorders[request.recorder]!)}
      </p>
      {request.onBehalfOf && (
        <p>
          {table.request.onBehalf(name(request.onBehalfOf))}: {request.mandate}
        </p>
      )}
      {request.reason && <p className="w-quote">{request.reason}</p>}
      <p className="w-muted">{shortMoment(words, request.at)}</p>
      <Rules rules={request.rules} />
      {request.decision === null && !isGood(request.rules) && file.plan?.place === 'thuis' && <Move file={file} />}
      {request.decision === null ? (
        <Decide file={file} request={request} />
      ) : (
        <Decided file={file} request={request} decision={request.decision} />
      )}
    </div>
  );
}

function NewRequest({ file }: { file: TalkFile }) {
  const { table } = useWords();
  const { request } = table;
  const askers = file.participants.filter(({ side }) => side === 'resident');
  const [by, setBy] = useState(askers[0]?.id ?? '');
  const [behalf, setBehalf] = useState('');
  const [mandate, setMandate] = useState('');
  const [recorder, setRecorder] = useState<'resident' | 'office' | 'both'>('resident');
  const [place, setPlace] = useState(file.plan!.place);
  const [camera, setCamera] = useState('geen');
  const [others, setOthers] = useState('geen');
  const [reason, setReason] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.registerRequest(
      {
        params: { talkId: file.talkId },
        body: {
          by,
          ...(behalf ? { onBehalfOf: behalf, mandate } : {}),
          recorder,
          place,
          camera: place === 'thuis' ? camera : 'geen',
          others,
          ...(reason.trim() ? { reason } : {}),
        },
      },
      { once },
    ),
  );
  return (
    <Form act={act} button={request.save}>
      {askers.length > 1 && (
        <Radios
          label={request.by}
          value={by}
          options={askers.map(({ id, name }) => ({ value: id, text: name }))}
          choose={setBy}
        />
      )}
      <Radios
        label={request.recorder}
        value={recorder}
        options={optionsOf(request.recorders) as { value: 'resident' | 'office' | 'both'; text: string }[]}
        choose={setRecorder}
      />
      <Choice label={request.place} value={place} options={optionsOf(table.plan.places)} choose={setPlace} />
      {place === 'thuis' && (
        <Radios label={request.camera} value={camera} options={optionsOf(request.cameras)} choose={setCamera} />
      )}
      <Choice label={request.others} value={others} options={optionsOf(request.otherKinds)} choose={setOthers} />
      <Choice
        label={request.behalf}
        value={behalf}
        options={[
          { value: '', text: request.self },
          ...file.participants.filter(({ id }) => id !== by).map(({ id, name }) => ({ value: id, text: name })),
        ]}
        choose={setBehalf}
      />
      {behalf !== '' && (
        <Field
          label={request.mandate}
          value={mandate}
          onChange={(e) => setMandate(e.target.value)}
          required
          maxLength={500}
        />
      )}
      <Field
        label={request.reason}
        hint={request.reasonHint}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        maxLength={1000}
        autoComplete="off"
      />
    </Form>
  );
}

/** The talk goes on at another place (factsheet e: the official may choose so). */
function Move({ file }: { file: TalkFile }) {
  const { table } = useWords();
  const id = useId();
  const places = Object.fromEntries(Object.entries(table.plan.places).filter(([place]) => place !== file.plan!.place));
  const [place, setPlace] = useState('kantoor');
  const [why, setWhy] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.moveTalk({ params: { talkId: file.talkId }, body: { place, why } }, { once }),
  );
  return (
    <details open aria-labelledby={id}>
      <summary id={id}>{table.request.move}</summary>
      <Form act={act} button={table.request.moveSave}>
        <Choice label={table.request.place} value={place} options={optionsOf(places)} choose={setPlace} />
        <Field
          label={table.request.moveWhy}
          value={why}
          onChange={(e) => setWhy(e.target.value)}
          required
          maxLength={500}
        />
      </Form>
    </details>
  );
}
