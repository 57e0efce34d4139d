import type { Share, SharingFile } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';
import { clockLength, shortDay, timeOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import { Make, Refused } from './Make.tsx';
import { OutOfReach } from './OutOfReach.tsx';
import { Weigh } from './Weigh.tsx';

/** Pages and links by which others hear the recording, and what became of each request. */
export function Shares({ file }: { file: SharingFile }) {
  const words = useWords();
  const { share: t, outOfReach } = words.sharing;
  return (
    <section className="w-card" aria-labelledby="share-title">
      <h2 id="share-title">{t.title}</h2>
      <p>{t.intro}</p>
      {file.shares.length === 0 && <p className="w-muted">{t.none}</p>}
      {file.shares.map((share) => (
        <One key={share.id} file={file} share={share} />
      ))}
      <details>
        <summary>{t.fresh}</summary>
        <Make file={file} />
      </details>
      {file.questions.some(({ use, standing }) => use === 'publication' && standing !== 'alle') && (
        <details>
          <summary>{t.weigh}</summary>
          <Weigh file={file} />
        </details>
      )}
      {file.outOfReach.length > 0 && (
        <details>
          <summary>{outOfReach.title}</summary>
          <OutOfReach copies={file.outOfReach} />
        </details>
      )}
      {file.refusals.length > 0 && (
        <details>
          <summary>{t.earlier}</summary>
          {file.refusals.map((refusal) => (
            <div key={refusal.at} className="w-organisation">
              <p>
                <strong>{t.uses[refusal.use]}</strong>{' '}
                <span className="w-muted">
                  {refusal.to}, {shortDay(words, refusal.at)}
                </span>
              </p>
              <Refused refusal={refusal} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function One({ file, share }: { file: SharingFile; share: Share }) {
  const words = useWords();
  const { share: t } = words.sharing;
  const params = { talkId: file.talkId, shareId: share.id };
  const code = useOnce(['talk', file.talkId], (_: undefined) => server.makeShareCode({ params }));
  const facts = [
    share.edit && t.listenedEdit,
    share.part && t.listenedPart(clockLength(share.part.fromMs / 1000), clockLength(share.part.toMs / 1000)),
    share.downloads.length > 0 && t.downloads(share.downloads.length),
    share.refused > 0 && t.tried(share.refused),
  ].filter(Boolean);
  return (
    <div className="w-organisation">
      <p>
        <strong>{t.uses[share.use]}</strong>: {share.to}
        <br />
        <span className="w-muted">{useStateOf(share)}</span>
      </p>
      <p className="w-quote">{share.why}</p>
      {facts.length > 0 && <p className="w-muted">{facts.join('. ')}.</p>}
      {share.open && share.address && (
        <p className="w-break-anywhere">
          <a href={share.address}>{share.address}</a>
        </p>
      )}
      {code.data && share.open && (
        <Notice look="info" title={t.readOut(code.data.code, timeOfDay(words, code.data.expiresAt))} />
      )}
      {code.error && <Failure error={code.error} />}
      {share.open && (
        <>
          {share.codeBy !== null && (
            <p>
              <Button aria-label={t.codeFor(share.to)} busy={code.isPending} onClick={() => code.mutate(undefined)}>
                {t.code}
              </Button>
            </p>
          )}
          <details>
            <summary aria-label={t.recallOf(share.to)}>{t.recall}</summary>
            <Recall file={file} share={share} />
          </details>
        </>
      )}
    </div>
  );
}

function useStateOf({ closed, open, endsAt }: Share): string {
  const words = useWords();
  const { state } = words.sharing.share;
  if (closed !== null)
    return state[closed.by === 'office' ? 'recalled' : 'withdrawn'](shortDay(words, closed.at), closed.why);
  if (endsAt === null) return state.openEnded;
  return state[open ? 'open' : 'ended'](shortDay(words, endsAt));
}

function Recall({ file, share }: { file: SharingFile; share: Share }) {
  const words = useWords();
  const { share: t } = words.sharing;
  const [why, setWhy] = useState('');
  const act = useOnce(['talk', file.talkId], (_: undefined, once) =>
    server.recallShare({ params: { talkId: file.talkId, shareId: share.id }, body: { why } }, { once }),
  );
  return (
    <Form act={act} button={t.recallYes}>
      <OutOfReach
        copies={share.downloads.map(({ at, kind }) => ({
          at,
          kind,
          to: share.to,
          how: 'share' as const,
          edit: share.edit,
        }))}
      />
      <Field label={t.recallWhy} value={why} onChange={(e) => setWhy(e.target.value)} required maxLength={500} />
    </Form>
  );
}
