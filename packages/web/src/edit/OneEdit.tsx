import type { Edit, SharingFile, Talk } from '@woordelijk/api';
import { Badge } from '../components/Badge.tsx';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server } from '../server.ts';
import { Letters } from '../table/Letters.tsx';
import { clockOf } from './clock.ts';
import { GiveEdit, MakeEdit, TellEdit, WithdrawEdit } from './edit-acts.tsx';

const LOOK = { declared: 'busy', making: 'busy', made: 'good', withdrawn: 'warning' } as const;

/** One edited copy, from declaration to withdrawal. */
export function OneEdit({ talk, edit, persons }: { talk: Talk; edit: Edit; persons: SharingFile['persons'] }) {
  const words = useWords();
  const { edit: t } = words;
  const { made, withdrawn } = edit;
  const untold = persons.filter(({ name }) => !edit.told.some(({ to }) => to === name));
  return (
    <article className="w-organisation" aria-label={t.of(edit.why)}>
      <p>
        <strong>{edit.why}</strong> <Badge look={LOOK[edit.state]}>{t.states[edit.state]}</Badge>
        <br />
        <span className="w-muted">{t.byOn(edit.by, shortMoment(words, made?.at ?? edit.declaredAt))}</span>
      </p>
      <ul className="w-acts">
        {edit.spans.map((span) => (
          <li key={`${span.fromMs} ${span.channel}`}>
            {t.span(
              clockOf(span.fromMs),
              clockOf(span.toMs),
              t.treatments[span.treatment],
              t.reasons[span.reason],
              span.why,
            )}
          </li>
        ))}
      </ul>
      {edit.told.length > 0 && (
        <ul className="w-acts">
          {edit.told.map(({ to, how, at }) => (
            <li key={at + to}>{t.told(to, t.ways[how], shortMoment(words, at))}</li>
          ))}
        </ul>
      )}
      {withdrawn && <p>{t.withdrawn(shortMoment(words, withdrawn.at), withdrawn.why)}</p>}
      {!withdrawn && (
        <>
          {untold.length > 0 && <p className="w-muted">{t.untold(untold.map(({ name }) => name).join(', '))}</p>}
          <Letters talkId={talk.id} letter="edit-notice" about={edit.id} />
          <details open={edit.state === 'declared' && edit.told.length === 0}>
            <summary>{t.tell}</summary>
            <TellEdit talk={talk} edit={edit} persons={persons} />
          </details>
        </>
      )}
      {edit.state === 'declared' && (
        <>
          {edit.allowed === false && edit.rules && (
            <Notice look="warning" title={t.notAllowed}>
              <p>{edit.rules.explanation[words.code === 'en' ? 'en' : 'nl'].split('\n', 1)[0]}</p>
              <p>{edit.told.length === 0 ? t.tellFirst : t.agreeFirst}</p>
            </Notice>
          )}
          <MakeEdit talk={talk} edit={edit} />
        </>
      )}
      {edit.state === 'making' && (
        <p>
          <label>
            {t.making} <progress max={1} value={edit.progress ?? 0} />
          </label>
        </p>
      )}
      {edit.state === 'made' && made && (
        <>
          <p>
            {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a recording yet */}
            <audio
              controls
              preload="none"
              src={server.url('playEdit', { params: { talkId: talk.id, editId: edit.id } })}
              aria-label={t.player}
            />
          </p>
          <p className="w-buttons">
            {(['mp3', 'wav'] as const).map((kind) => (
              <a
                key={kind}
                className="w-button w-button-plain"
                href={server.url('copyEdit', { params: { talkId: talk.id, editId: edit.id, kind } })}
                download
              >
                {t.download[kind]}
              </a>
            ))}
          </p>
          <details>
            <summary>{t.statement}</summary>
            <p>{t.statementText}</p>
            <pre className="w-quote w-statement">{made.statement}</pre>
            <dl>
              <dt>{t.fingerprint}</dt>
              <dd>
                <code className="w-break-anywhere">{made.sha256}</code>
              </dd>
              <dt>{t.original}</dt>
              <dd>
                <code className="w-break-anywhere">{made.original}</code>
              </dd>
            </dl>
          </details>
          {edit.handedOut.length > 0 && (
            <ul className="w-acts">
              {edit.handedOut.map(({ to, way, at }) => (
                <li key={at + to}>{t.given(to, t.handovers[way], shortMoment(words, at))}</li>
              ))}
            </ul>
          )}
          <details>
            <summary>{t.give}</summary>
            <GiveEdit talk={talk} edit={edit} persons={persons} />
          </details>
          <p className="w-muted">{t.shareHint}</p>
        </>
      )}
      {!withdrawn && (
        <details>
          <summary>{t.withdraw}</summary>
          <WithdrawEdit talk={talk} edit={edit} />
        </details>
      )}
    </article>
  );
}
