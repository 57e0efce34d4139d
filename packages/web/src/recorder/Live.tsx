import type { Recorder, RecorderState } from '@woordelijk/recorder';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { Notice } from '../components/Notice.tsx';
import { clockLength } from '../moments.ts';
import { HeadsCode } from './HeadsCode.tsx';
import { LevelBar } from './LevelBar.tsx';
import { useOften } from './use-recorder.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly recorder: Recorder;
  readonly state: RecorderState;
  readonly stop: (ending: 'stopped' | 'private') => void;
  readonly resume: () => void;
}

const now = () => performance.timeOrigin + performance.now();

/** The recording as it is: big, always in view, the same for eye and ear. */
export function Live({ recorder, state, stop, resume }: Props) {
  const words = useWords();
  const t = words.live;
  const clock = useOften(now, 250);
  const level = useOften(recorder.level, 100);
  const [open, setOpen] = useState<'mark' | 'join' | 'pause' | 'private'>();
  const [said, setSaid] = useState('');
  const [heads, setHeads] = useState(false);
  const { phase, startedAt, writtenTo, warnings, recordingId } = state;
  const recording = phase === 'recording';
  const own = state.list.find((waiting) => waiting.recordingId === recordingId)?.own !== undefined;
  const elapsed = (clock - startedAt) / 1000;
  const mine = state.list.find((waiting) => waiting.recordingId === recordingId);
  const onServer = (mine?.sealedMs ?? 0) / 1000;
  const onDevice = Math.max(0, (writtenTo - startedAt) / 1000);
  const states = { recording: t.recording, paused: t.paused, lost: t.lost, stopping: t.stopping, idle: '' };
  const act = (work: () => void, done: string) => {
    work();
    setSaid(done);
    setOpen(undefined);
  };
  return (
    <div className="w-steps">
      <div className={`w-state w-state-${phase}`}>
        <span className="w-state-dot" aria-hidden="true" />
        <h1 aria-live="assertive">{states[phase]}</h1>
      </div>
      <dl className="w-clocks">
        <div>
          <dt>{t.elapsed}</dt>
          <dd className="w-figures">{clockLength(elapsed)}</dd>
        </div>
        <div>
          <dt>{t.onDevice}</dt>
          <dd className="w-figures">{clockLength(onDevice)}</dd>
        </div>
        {!own && (
          <div>
            <dt>{t.onServer}</dt>
            <dd className="w-figures">{clockLength(onServer)}</dd>
          </div>
        )}
      </dl>
      {recording && <LevelBar level={level} />}
      {own && <p>{t.ownStays}</p>}
      {mine?.otherRecords === true && <Notice>{<p>{t.otherRecords}</p>}</Notice>}
      {warnings.map((warning) => (
        <Notice key={warning} look={warning === 'screen-may-sleep' ? 'info' : 'warning'}>
          <p>{t.warnings[warning]}</p>
        </Notice>
      ))}
      {mine?.step === 'unreachable' && <Notice>{<p>{own ? t.ownOffline : words.offline}</p>}</Notice>}
      {mine?.step === 'login-needed' && <Notice>{<p>{t.loginGone}</p>}</Notice>}
      {(mine?.step === 'damaged' || mine?.step === 'device-full' || mine?.step === 'device-failed') && (
        <Notice look="bad">
          <p>{words.waiting.steps[mine.step]}</p>
        </Notice>
      )}
      {mine?.step === 'refused' && !own && (
        <Notice look="bad" title={words.waiting.steps.refused}>
          <p>{words.errors.refused}</p>
        </Notice>
      )}
      {phase === 'lost' && (
        <Notice look="bad" title={t.lost}>
          <p>{t.lostHelp}</p>
        </Notice>
      )}
      <p className="w-said" role="status">
        {said}
      </p>
      {open === 'mark' && (
        <Ask
          label={t.markWord}
          act={t.markSet}
          cancel={() => setOpen(undefined)}
          done={(word) => act(() => recorder.mark(word), t.marked(clockLength(elapsed)))}
        />
      )}
      {open === 'join' && (
        <Ask
          label={t.joinWho}
          hint={t.joinNote}
          act={t.joinAdd}
          needed
          cancel={() => setOpen(undefined)}
          done={(who) => act(() => recorder.join(who), t.joined(who))}
        />
      )}
      {open === 'pause' && (
        <Ask
          label={t.pauseWhy}
          act={t.pauseNow}
          cancel={() => setOpen(undefined)}
          done={(why) => act(() => void recorder.pause(why), '')}
        />
      )}
      {open === 'private' && (
        <Notice look="warning" title={t.private}>
          <p>{t.privateSure}</p>
          <div className="w-buttons">
            <Button look="danger" onClick={() => stop('private')}>
              {t.privateYes}
            </Button>
            <Button onClick={() => setOpen(undefined)}>{words.cancel}</Button>
          </div>
        </Notice>
      )}
      {mine?.headToken !== undefined && heads && <HeadsCode recordingId={mine.recordingId} token={mine.headToken} />}
      {open === undefined && phase !== 'stopping' && (
        <div className="w-live-buttons">
          {recording ? (
            <>
              {!own && <Button onClick={() => setOpen('mark')}>{t.mark}</Button>}
              {!own && <Button onClick={() => setOpen('join')}>{t.join}</Button>}
              <Button icon="pause" onClick={() => setOpen('pause')}>
                {t.pause}
              </Button>
            </>
          ) : (
            <Button look="main" onClick={resume}>
              {t.resume}
            </Button>
          )}
          {mine?.headToken !== undefined && (
            <Button
              aria-pressed={heads}
              onClick={() => {
                if (!heads && !own) recorder.headsShared();
                setHeads(!heads);
              }}
            >
              {heads ? t.headsHide : t.headsShow}
            </Button>
          )}
          <Button look="danger" onClick={() => stop('stopped')}>
            {t.stop}
          </Button>
          {!own && (
            <Button look="quiet" onClick={() => setOpen('private')}>
              {t.private}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** A word, and what to do with it. */
function Ask(props: {
  readonly label: string;
  readonly hint?: string;
  readonly act: string;
  readonly needed?: boolean;
  readonly cancel: () => void;
  readonly done: (word: string) => void;
}) {
  const words = useWords();
  const [word, setWord] = useState('');
  return (
    <form
      className="w-card"
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.needed || word.trim() !== '') props.done(word.trim());
      }}
    >
      <Field
        label={props.label}
        {...(props.hint ? { hint: props.hint } : {})}
        value={word}
        maxLength={200}
        autoFocus
        onChange={(e) => setWord(e.target.value)}
      />
      <div className="w-buttons">
        <Button look="main" type="submit">
          {props.act}
        </Button>
        <Button onClick={props.cancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
