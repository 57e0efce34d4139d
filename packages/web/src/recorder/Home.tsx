import type { Recorder, RecorderState, Waiting } from '@woordelijk/recorder';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import type { RecorderWords } from '../language/recorder.nl.ts';
import type { Known } from './house.ts';
import { useWords } from './words.tsx';

/** Recordings of one's own that lie here too; asked for only then. */
const OwnItem = lazy(() => import('./own/OwnItem.tsx').then((module) => ({ default: module.OwnItem })));

interface Props {
  readonly house: Known | undefined;
  readonly recorder: Recorder;
  readonly state: RecorderState;
  readonly begin: () => void;
  readonly attempt: (work: () => Promise<unknown>) => void;
}

/** The beginning: a new recording, and what still lies on this device. */
export function Home({ house, recorder, state, begin, attempt }: Props) {
  const words = useWords();
  const { home } = words;
  const list = state.list.filter(({ own }) => own === undefined);
  return (
    <>
      <h1>{words.title}</h1>
      <p>{home.intro}</p>
      {state.worker === 'taken' ? (
        <Notice look="warning" title={home.takenTitle}>
          <p>{home.taken}</p>
        </Notice>
      ) : state.worker === 'failed' ? (
        <Notice look="bad" title={home.failedTitle}>
          <p>{home.failed}</p>
        </Notice>
      ) : house === undefined || state.worker === 'starting' ? (
        <p role="status">{home.starting}</p>
      ) : house.name === null ? (
        <Notice look="info" title={home.loginTitle}>
          <p>{house.online ? home.login : home.neverOnline}</p>
          {house.online && (
            <a className="w-button w-button-main" href="/">
              {home.loginLink}
            </a>
          )}
        </Notice>
      ) : (
        <div>
          <Button look="main" onClick={begin}>
            {home.start}
          </Button>
        </div>
      )}
      {state.worker === 'ready' && (
        <section className="w-card" aria-labelledby="waiting">
          <h2 id="waiting">{words.waiting.title}</h2>
          {list.length === 0 && <p>{words.waiting.none}</p>}
          <ul className="w-waiting">
            {list.map((waiting) => (
              <WaitingItem key={waiting.recordingId} waiting={waiting} recorder={recorder} attempt={attempt} />
            ))}
          </ul>
        </section>
      )}
      <Suspense>
        {state.list
          .filter(({ own }) => own !== undefined)
          .map((waiting) => (
            <OwnItem
              key={waiting.recordingId}
              waiting={waiting}
              recorder={recorder}
              attempt={async (work) => attempt(work)}
              removed={() => undefined}
            />
          ))}
      </Suspense>
      <p>
        <a href="/">{words.toTalks}</a>
      </p>
    </>
  );
}

function WaitingItem({ waiting, recorder, attempt }: Pick<Props, 'recorder' | 'attempt'> & { waiting: Waiting }) {
  const words = useWords();
  const t = words.waiting;
  const [sure, setSure] = useState(false);
  const { recordingId, ended, step } = waiting;
  const stuck = step === 'refused' || step === 'damaged';
  return (
    <li>
      <p className="w-waiting-title">{t.of(moment(words, waiting.startedAt))}</p>
      <p>{waiting.participants.join(', ')}</p>
      <p className="w-muted">
        {t.size((waiting.bytes / 1e6).toLocaleString(words.locale, { maximumFractionDigits: 1 }))}
        {' · '}
        {step === undefined || step === 'sent' || step === 'idle' || step === 'done'
          ? ended
            ? t.steps.sending
            : t.unfinished
          : t.steps[step]}
      </p>
      {!ended && <p>{t.interrupted}</p>}
      <div className="w-buttons">
        {!ended && (
          <>
            <Button look="main" onClick={() => attempt(() => recorder.goOn(recordingId))}>
              {t.goOn}
            </Button>
            <Button onClick={() => attempt(() => recorder.finish(recordingId))}>{t.finish}</Button>
          </>
        )}
        {ended && !stuck && <Button onClick={() => recorder.retry()}>{t.retry}</Button>}
        {stuck &&
          (sure ? (
            <>
              <p>{t.discardSure}</p>
              <Button look="danger" onClick={() => attempt(() => recorder.discard(recordingId))}>
                {t.discard}
              </Button>
              <Button onClick={() => setSure(false)}>{words.cancel}</Button>
            </>
          ) : (
            <Button onClick={() => setSure(true)}>{t.discard}</Button>
          ))}
      </div>
    </li>
  );
}

function moment(words: RecorderWords, at: string): string {
  return new Date(at).toLocaleString(words.locale, { dateStyle: 'long', timeStyle: 'short' });
}
