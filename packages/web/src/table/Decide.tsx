import { useQuery } from '@tanstack/react-query';
import type { RequestState, TalkFile } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server, session } from '../server.ts';
import { useAct } from './acts.tsx';
import { Letters } from './Letters.tsx';

type Alternative = 'companion' | 'office-records' | 'written-account';

/** Yes is one press; a refusal is a form that cannot be sent incomplete. */
export function Decide({ file, request }: { file: TalkFile; request: RequestState }) {
  const { decision } = useWords().table;
  const me = useQuery(session).data?.account?.name ?? '';
  const params = { talkId: file.talkId, requestId: request.id };
  const decide = (outcome: 'granted' | 'settled' | 'withdrawn') => (once: string) =>
    server.decideRequest({ params, body: { outcome, decidedBy: me } }, { once });
  const yes = useAct(file.talkId, decide('granted'));
  const settled = useAct(file.talkId, decide('settled'));
  const withdrawn = useAct(file.talkId, decide('withdrawn'));
  const error = yes.error ?? settled.error ?? withdrawn.error;
  return (
    <div className="w-table-form">
      <p>{decision.yesText}</p>
      {error && <Failure error={error} />}
      <p className="w-buttons">
        <Button look="main" icon="check" busy={yes.isPending} onClick={() => yes.mutate()}>
          {decision.yes}
        </Button>
        <Button busy={settled.isPending} onClick={() => settled.mutate()}>
          {decision.settled}
        </Button>
        <Button busy={withdrawn.isPending} onClick={() => withdrawn.mutate()}>
          {decision.withdrawn}
        </Button>
      </p>
      <details>
        <summary>{decision.refuse}</summary>
        <p>{decision.refuseText}</p>
        <Refuse file={file} request={request} me={me} />
      </details>
    </div>
  );
}

function Refuse({ file, request, me }: { file: TalkFile; request: RequestState; me: string }) {
  const { decision } = useWords().table;
  const [grounds, setGrounds] = useState('');
  const [explanation, setExplanation] = useState('');
  const [conversation, setConversation] = useState('');
  const [alternative, setAlternative] = useState<Alternative>();
  const [decidedBy, setDecidedBy] = useState(me);
  const act = useAct(file.talkId, (once) =>
    server.decideRequest(
      {
        params: { talkId: file.talkId, requestId: request.id },
        body: {
          outcome: 'refused',
          grounds,
          explanation,
          conversation,
          ...(alternative ? { alternative } : {}),
          decidedBy,
        },
      },
      { once },
    ),
  );
  return (
    <Form act={act} button={decision.save}>
      <TextArea label={decision.grounds} value={grounds} onChange={(e) => setGrounds(e.target.value)} required />
      <TextArea
        label={decision.explanation}
        value={explanation}
        onChange={(e) => setExplanation(e.target.value)}
        required
      />
      <TextArea
        label={decision.conversation}
        value={conversation}
        onChange={(e) => setConversation(e.target.value)}
        required
      />
      <Radios
        label={decision.alternative}
        value={alternative}
        options={Object.entries(decision.alternatives).map(([value, text]) => ({ value: value as Alternative, text }))}
        choose={setAlternative}
        required
      />
      <Field
        label={decision.decidedBy}
        value={decidedBy}
        onChange={(e) => setDecidedBy(e.target.value)}
        required
        maxLength={200}
      />
    </Form>
  );
}

/** What was decided, by whom, and the way back. */
export function Decided({
  file,
  request,
  decision,
}: {
  file: TalkFile;
  request: RequestState;
  decision: NonNullable<RequestState['decision']>;
}) {
  const words = useWords();
  const texts = words.table.decision;
  return (
    <div className="w-table-form">
      <p className="w-muted">{texts.decided(decision.decidedBy, shortMoment(words, decision.at))}</p>
      {decision.grounds && (
        <dl>
          <dt>{texts.grounds}</dt>
          <dd className="w-quote">{decision.grounds}</dd>
          <dt>{texts.explanation}</dt>
          <dd className="w-quote">{decision.explanation}</dd>
          <dt>{texts.conversation}</dt>
          <dd className="w-quote">{decision.conversation}</dd>
        </dl>
      )}
      {decision.outcome === 'refused' && <Letters talkId={file.talkId} letter="refusal" about={request.id} />}
      {!file.recorded && <Reopen file={file} request={request} />}
    </div>
  );
}

function Reopen({ file, request }: { file: TalkFile; request: RequestState }) {
  const { decision } = useWords().table;
  const [why, setWhy] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.reopenRequest({ params: { talkId: file.talkId, requestId: request.id }, body: { why } }, { once }),
  );
  return (
    <details>
      <summary>{decision.reopen}</summary>
      <Form act={act} button={decision.reopen}>
        <Field label={decision.why} value={why} onChange={(e) => setWhy(e.target.value)} required maxLength={500} />
      </Form>
    </details>
  );
}
