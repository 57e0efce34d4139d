import type { TalkFile } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server } from '../server.ts';
import { saveBlob, saveText, useAct } from './acts.tsx';
import { Letters } from './Letters.tsx';
import { optionsOf } from './Requests.tsx';

type Kind = 'legs' | 'wav' | 'mp3';
type Way = 'in-person' | 'online' | 'post';

/** Copies that went out, each with its receipt, and the form that makes one. */
export function Handovers({ file }: { file: TalkFile }) {
  const words = useWords();
  const { handover: texts } = words.table;
  if (!file.recorded && file.handovers.length === 0) return null;
  return (
    <section className="w-card" id="table-handover" aria-labelledby="table-handover-title">
      <h2 id="table-handover-title">{texts.title}</h2>
      {file.handovers.length === 0 && <p className="w-muted">{texts.none}</p>}
      <ul className="w-acts">
        {file.handovers.map((one) => (
          <li key={one.id}>
            {texts.given(one.to, texts.kinds[one.kind] ?? one.kind, shortMoment(words, one.at))}
            <p className="w-fingerprint">
              {texts.fingerprint}: {one.sha256}
            </p>
            <p>
              <Button icon="download" onClick={() => saveText(one.receipt, 'ontvangstbewijs.txt')}>
                {texts.receipt}
              </Button>
            </p>
            <Letters talkId={file.talkId} letter="receipt" about={one.id} />
          </li>
        ))}
      </ul>
      <HandOut file={file} />
    </section>
  );
}

/** Makes the copy, saves it here, and writes down to whom it went, by the fingerprint of these very bytes. */
function HandOut({ file }: { file: TalkFile }) {
  const { handover: texts } = useWords().table;
  const asked = file.participants.find(({ id }) => id === file.requests.at(-1)?.by);
  const [to, setTo] = useState(asked?.name ?? '');
  const [kind, setKind] = useState<Kind>('wav');
  const [way, setWay] = useState<Way>('in-person');
  const params = { talkId: file.talkId };
  const act = useAct(file.talkId, async (once) => {
    const answer = await server.makeCopy({ params: { ...params, kind } });
    const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `kopie-${kind}`;
    const blob = await answer.blob();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const after = await server.handOutCopy({ params, body: { to, kind, sha256, way } }, { once });
    saveBlob(blob, name);
    return after;
  });
  return (
    <Form act={act} button={texts.save}>
      <Field
        label={texts.to}
        value={to}
        onChange={(e) => setTo(e.target.value)}
        required
        autoComplete="off"
        maxLength={200}
      />
      <Choice
        label={texts.kind}
        value={kind}
        options={optionsOf(texts.kinds) as { value: Kind; text: string }[]}
        choose={setKind}
      />
      <Choice
        label={texts.way}
        value={way}
        options={optionsOf(texts.ways) as { value: Way; text: string }[]}
        choose={setWay}
      />
    </Form>
  );
}
