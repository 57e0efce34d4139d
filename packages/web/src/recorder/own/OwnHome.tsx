import type { OwnRecording } from '@woordelijk/api';
import type { Recorder, RecorderState } from '@woordelijk/recorder';
import { useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { beep } from '../beep.ts';
import { LevelBar } from '../LevelBar.tsx';
import { Room } from '../Room.tsx';
import { useOften } from '../use-recorder.ts';
import { useWords } from '../words.tsx';
import { askOwn, forgetOwnLink, type OwnLink } from './link.ts';
import { OwnItem } from './OwnItem.tsx';
import { useOwnWords } from './words.ts';

interface Props {
  readonly recorder: Recorder;
  readonly state: RecorderState;
  /** Undefined: what lies here is all there is. */
  readonly link: OwnLink | undefined;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** The other side's recorder: what it is, the start, and what lies on this device. */
export function OwnHome({ recorder, state, link, attempt }: Props) {
  const words = useWords();
  const t = useOwnWords();
  const [removed, setRemoved] = useState(false);
  const [known, setKnown] = useState<OwnRecording | 'unknown' | 'offline'>();
  useEffect(() => {
    if (link !== undefined) void askOwn(link).then(setKnown);
  }, [link]);
  const mine = state.list.filter(({ own }) => own !== undefined);
  const here = link === undefined || mine.some(({ recordingId }) => recordingId === link.recordingId);
  const about = typeof known === 'object' ? known : undefined;
  const begun = about !== undefined && about.state !== 'invited';
  return (
    <>
      <h1>{t.title}</h1>
      {about !== undefined && <p>{t.with(about.organisation)}</p>}
      {state.worker === 'taken' ? (
        <Notice look="warning" title={words.home.takenTitle}>
          <p>{words.home.taken}</p>
        </Notice>
      ) : state.worker === 'failed' ? (
        <Notice look="bad" title={words.home.failedTitle}>
          <p>{words.home.failed}</p>
        </Notice>
      ) : state.worker === 'starting' || (!here && !removed && known === undefined) ? (
        <p role="status">{words.home.starting}</p>
      ) : removed ? (
        <Notice look="good" title={t.removed}>
          <p>{t.removedText}</p>
        </Notice>
      ) : link === undefined || here ? null : known === 'unknown' ? (
        <Notice look="bad" title={t.unknownTitle}>
          <p>{t.unknown}</p>
        </Notice>
      ) : begun ? (
        <Notice look="warning" title={t.takenTitle}>
          <p>{t.taken}</p>
        </Notice>
      ) : (
        <Start recorder={recorder} link={link} offline={known === 'offline'} attempt={attempt} />
      )}
      {mine.map((waiting) => (
        <OwnItem
          key={waiting.recordingId}
          waiting={waiting}
          recorder={recorder}
          attempt={attempt}
          removed={() => setRemoved(true)}
        />
      ))}
      {!here && state.worker !== 'starting' && (
        <p>
          <a href="/opnemen" onClick={forgetOwnLink}>
            {t.office}
          </a>
        </p>
      )}
    </>
  );
}

/** What the other side should know, the microphone, and the start: not before they said that they record. */
function Start({
  recorder,
  link,
  offline,
  attempt,
}: Omit<Props, 'state' | 'link'> & { link: OwnLink; offline: boolean }) {
  const words = useWords();
  const t = useOwnWords();
  const [checking, setChecking] = useState(false);
  const [told, setTold] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const level = useOften(recorder.level, 100);
  const start = async () => {
    if (!told) return setWrong(true);
    setBusy(true);
    await attempt(async () => {
      await recorder.startOwn(link);
      beep();
    });
    setBusy(false);
  };
  return (
    <div className="w-steps">
      <p>{t.intro}</p>
      <p>{t.fingerprint}</p>
      {offline && (
        <Notice>
          <p>{t.offline}</p>
        </Notice>
      )}
      {checking ? (
        <>
          <section className="w-card" aria-labelledby="microphone">
            <h2 id="microphone">{words.notice.check}</h2>
            <p>{words.notice.checkHint}</p>
            <LevelBar level={level} />
          </section>
          <Room />
          <div className={wrong && !told ? 'w-field w-field-wrong' : 'w-field'}>
            {wrong && !told && (
              <p className="w-error" id="told-error" role="alert">
                {t.toldRequired}
              </p>
            )}
            <label className="w-confirm">
              <input
                type="checkbox"
                checked={told}
                aria-invalid={wrong && !told ? true : undefined}
                aria-describedby={wrong && !told ? 'told-error' : undefined}
                onChange={(event) => setTold(event.target.checked)}
              />
              <span>{t.told}</span>
            </label>
          </div>
          <div className="w-buttons">
            <Button look="main" busy={busy} onClick={() => void start()}>
              {busy ? t.starting : t.start}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button
            look="main"
            onClick={() =>
              void attempt(async () => {
                await recorder.check();
                setChecking(true);
              })
            }
          >
            {t.check}
          </Button>
        </div>
      )}
    </div>
  );
}
