import type { Mine } from '@woordelijk/api';
import { useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { Card, type Shown } from './Card.tsx';
import { download, server } from './server.ts';
import { useMoment, useWords } from './words.tsx';

type Kind = Mine['requests'][number]['kind'];

/** A download is told in the ledger when its last byte is out: looked at again after this. */
const TAKEN_MS = 2500;

async function take(what: `package:${string}`): Promise<void> {
  await download(what);
  await new Promise((done) => setTimeout(done, TAKEN_MS));
}

/** Asking under one's rights, and what became of it. */
export function Requests({ mine: { requests, authority }, act }: Shown) {
  const words = useWords();
  const t = words.requests;
  const moment = useMoment();
  const [kind, setKind] = useState<Kind>('access');
  const [text, setText] = useState('');
  const key = useRef(crypto.randomUUID());
  return (
    <Card id="requests" title={t.title}>
      <p>{t.text}</p>
      {authority && <p>{t.authority}</p>}
      {requests.map((one) => (
        <div key={one.id} className="w-mine-asked">
          <h3>{t.kinds[one.kind]}</h3>
          <p className="w-quote">{one.text}</p>
          {one.answer === null ? (
            <p role="status">
              {one.closed === null
                ? `${t.waiting[one.state === 'received' || one.state === 'identified' ? 'fresh' : 'busy']} ${t.due(words.day(one.dueOn))}`
                : t.withdrawn}
            </p>
          ) : (
            <>
              <p>
                <strong>{t.outcomes[one.answer.outcome] ?? one.answer.outcome}</strong>, {one.answer.by},{' '}
                {moment(one.answer.at)}
              </p>
              <p className="w-quote">{one.answer.text}</p>
              {(one.answer.outcome === 'refused' || one.answer.outcome === 'partly') && <p>{t.disagree}</p>}
              {one.closed?.how === 'carried-out' && <p>{t.done}</p>}
              {one.hasPackage && (
                <>
                  <p>{t.packageText}</p>
                  <p>
                    <Button look="main" icon="download" onClick={() => void act(() => take(`package:${one.id}`))}>
                      {t.package}
                    </Button>
                  </p>
                </>
              )}
              {one.handedAt !== null && (
                <p role="status">
                  {t.handed(moment(one.handedAt))}{' '}
                  <Button look="quiet" onClick={() => void download(`package-receipt:${one.id}`)}>
                    {t.packageReceipt}
                  </Button>
                </p>
              )}
              <p>
                <Button icon="download" onClick={() => void act(() => download(`decision:${one.id}`))}>
                  {t.letter}
                </Button>
              </p>
            </>
          )}
          {one.extended !== null && <p>{t.extended(one.extended)}</p>}
        </div>
      ))}
      <CheckedForm
        missing={t.missing}
        send={() =>
          void act(async () => {
            await server.askMine({ body: { kind, text } }, { once: key.current });
            key.current = crypto.randomUUID();
            setText('');
          })
        }
      >
        <Radios
          label={t.what}
          value={kind}
          options={(Object.keys(t.wishes) as Kind[]).map((value) => ({ value, text: t.wishes[value] }))}
          choose={setKind}
        />
        <TextArea
          label={kind === 'correction' ? t.reading : t.words}
          hint={kind === 'correction' ? t.readingHint : t.hint}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={4000}
        />
        <p>
          <Button type="submit">{t.button}</Button>
        </p>
      </CheckedForm>
    </Card>
  );
}
