import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AgreementState, TalkFile } from '@woordelijk/api';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { QrCode } from '../components/QrCode.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server, session } from '../server.ts';
import { useAct } from './acts.tsx';
import { Letters } from './Letters.tsx';
import { Rules } from './Rules.tsx';

const LOOK_AGAIN_MS = 2000;

/** What both sides agree, made from the rules, and who confirmed it. */
export function Agreement({ file }: { file: TalkFile }) {
  const { agreement: texts } = useWords().table;
  const make = useAct(file.talkId, (once) =>
    server.makeAgreement({ params: { talkId: file.talkId }, body: {} }, { once }),
  );
  const possible = file.requests.some(
    ({ decision, alternative }) => decision?.outcome === 'granted' || alternative?.kind === 'office-records',
  );
  return (
    <section className="w-card" id="table-agreement" aria-labelledby="table-agreement-title">
      <h2 id="table-agreement-title">{texts.title}</h2>
      {file.agreement === null && !possible && <p className="w-muted">{texts.none}</p>}
      {file.agreement === null && possible && (
        <>
          <p>{texts.makeText}</p>
          {make.error && <Failure error={make.error} />}
          <p>
            <Button look="main" busy={make.isPending} onClick={() => make.mutate()}>
              {texts.make}
            </Button>
          </p>
        </>
      )}
      {file.agreement && <Made file={file} agreement={file.agreement} />}
    </section>
  );
}

function Made({ file, agreement }: { file: TalkFile; agreement: AgreementState }) {
  const words = useWords();
  const { agreement: texts } = words.table;
  const waiting = file.participants.filter(({ id }) => !agreement.confirmations.some((one) => one.participant === id));
  return (
    <>
      <p>
        <strong>{agreement.confirmed ? texts.confirmed : texts.waiting}</strong>
      </p>
      <ol className="w-numbered">
        {agreement.lines.map((line) => (
          <li key={line.nl}>{words.code === 'nl' ? line.nl : line.en}</li>
        ))}
      </ol>
      <Rules rules={agreement.rules} />
      {agreement.confirmations.length > 0 && (
        <ul className="w-acts">
          {agreement.confirmations.map((one) => (
            <li key={one.participant}>{texts.by(one.name, texts.ways[one.way]!, shortMoment(words, one.at))}</li>
          ))}
        </ul>
      )}
      {waiting.some(({ side }) => side === 'resident') && !agreement.confirmed && <Share file={file} />}
      {waiting.length > 0 && !agreement.confirmed && <OnScreen key={waiting[0]!.id} file={file} waiting={waiting} />}
      <p className="w-buttons">
        <a
          className="w-button w-button-plain"
          href={server.url('getAgreement', { params: { talkId: file.talkId } })}
          download
        >
          {texts.download}
        </a>
      </p>
      <Letters talkId={file.talkId} letter="agreement" />
      {!file.recorded && <End file={file} />}
    </>
  );
}

/** A code for the other side's own device; the page sees by itself that it was confirmed. */
function Share({ file }: { file: TalkFile }) {
  const { agreement: texts } = useWords().table;
  const queries = useQueryClient();
  const share = useMutation({
    mutationFn: () => server.shareAgreement({ params: { talkId: file.talkId }, body: {} }),
  });
  const shown = share.data !== undefined;
  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['talk', file.talkId, 'file'] }),
      LOOK_AGAIN_MS,
    );
    return () => clearInterval(timer);
  }, [shown, queries, file.talkId]);
  return (
    <div className="w-table-form">
      {share.error && <Failure error={share.error} />}
      {share.data ? (
        <>
          <p>{texts.scan}</p>
          <QrCode text={share.data.link} label={texts.share} />
          <p>
            <a href={share.data.link} target="_blank" rel="noreferrer" className="w-break-anywhere">
              {texts.link}
            </a>
          </p>
        </>
      ) : (
        <p>
          <Button look="main" busy={share.isPending} onClick={() => share.mutate()}>
            {texts.share}
          </Button>
        </p>
      )}
    </div>
  );
}

function OnScreen({ file, waiting }: { file: TalkFile; waiting: TalkFile['participants'] }) {
  const { agreement: texts } = useWords().table;
  const me = useQuery(session).data?.account;
  const own =
    waiting.find(({ accountId }) => accountId !== null && accountId === me?.id) ??
    waiting.find(({ side }) => side === 'office');
  const [participant, setParticipant] = useState((own ?? waiting[0]!).id);
  const [name, setName] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.confirmAgreement({ params: { talkId: file.talkId }, body: { participant, name } }, { once }),
  );
  return (
    <details>
      <summary>{texts.onScreen}</summary>
      <Form act={act} button={texts.confirm}>
        <Choice
          label={texts.who}
          value={participant}
          options={waiting.map(({ id, name: text }) => ({ value: id, text }))}
          choose={setParticipant}
        />
        <Field
          label={texts.name}
          hint={texts.nameHint}
          value={name}
          onChange={(e) => setName(e.target.value)}
          required
          autoComplete="off"
          maxLength={200}
        />
      </Form>
    </details>
  );
}

function End({ file }: { file: TalkFile }) {
  const { agreement: texts, decision } = useWords().table;
  const [why, setWhy] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.endAgreement({ params: { talkId: file.talkId }, body: { why } }, { once }),
  );
  return (
    <details>
      <summary>{texts.end}</summary>
      <Form act={act} button={texts.end}>
        <Field label={decision.why} value={why} onChange={(e) => setWhy(e.target.value)} required maxLength={500} />
      </Form>
    </details>
  );
}
