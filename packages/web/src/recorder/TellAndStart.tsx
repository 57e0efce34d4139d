import type { Recorder, StartOf } from '@woordelijk/recorder';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { beep } from './beep.ts';
import { Choice, type Chosen } from './Facts.tsx';
import { LevelBar } from './LevelBar.tsx';
import { Room } from './Room.tsx';
import { useOften } from './use-recorder.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly recorder: Recorder;
  readonly chosen: Chosen;
  readonly back: () => void;
  readonly start: (start: StartOf) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

const HEARD_FROM = 0.01;

/** Telling it, the microphone, and the start: not before the official confirmed that everybody knows. */
export function TellAndStart({ recorder, chosen, back, start, failed }: Props) {
  const words = useWords();
  const { notice: t, verdict } = words;
  // What the organisation approved is said as it is; only without a network the recorder's own words stand in.
  const approved = chosen.asked.answer.approvedWords?.[words.code];
  const [text, setText] = useState(() => approved ?? t.text(chosen.purpose));
  const [how, setHow] = useState<keyof typeof t.hows>('spoken');
  const [confirmed, setConfirmed] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [large, setLarge] = useState(false);
  const [heard, setHeard] = useState(false);
  const level = useOften(recorder.level, 100);
  useEffect(() => {
    if (level.peak > HEARD_FROM) setHeard(true);
  }, [level]);
  useEffect(() => {
    void recorder.check().catch(failed);
  }, [recorder, failed]);
  const { answer, onDevice } = chosen.asked;

  const go = async () => {
    if (!confirmed) return setWrong(true);
    setBusy(true);
    window.speechSynthesis?.cancel();
    await start({
      participants: [...chosen.participants],
      gate: {
        facts: chosen.facts,
        notice: { words: text.trim(), language: words.code, how, to: chosen.participants.slice(1).join(', ') },
        confirmedAt: new Date().toISOString(),
        ...(onDevice === undefined ? {} : { onDevice }),
      },
    });
    beep();
    setBusy(false);
  };
  const speak = () => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = words.locale;
    window.speechSynthesis.speak(spoken);
    setHow((now) => (now === 'shown' ? 'spoken-and-shown' : now));
  };
  if (large)
    return (
      <div className="w-large">
        <p lang={words.code}>{text}</p>
        <Button look="main" onClick={() => setLarge(false)}>
          {t.largeBack}
        </Button>
      </div>
    );
  return (
    <div className="w-steps">
      <Notice look="good" title={verdict.yes}>
        {onDevice !== undefined && <p>{verdict.onDevice}</p>}
        <details>
          <summary>{verdict.why}</summary>
          <p className="w-lines">{answer.explanation[words.code]}</p>
        </details>
      </Notice>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <div className="w-field">
        <label htmlFor="notice">{t.words}</label>
        <textarea
          id="notice"
          rows={5}
          maxLength={4000}
          value={text}
          readOnly={approved !== undefined}
          onChange={(e) => setText(e.target.value)}
        />
      </div>
      <div className="w-buttons">
        {'speechSynthesis' in window && <Button onClick={speak}>{t.aloud}</Button>}
        <Button onClick={() => setLarge(true)}>{t.large}</Button>
      </div>
      <Choice legend={t.how} options={t.hows} value={how} choose={setHow} />
      <section className="w-card" aria-labelledby="microphone">
        <h2 id="microphone">{t.check}</h2>
        <p>{t.checkHint}</p>
        <LevelBar level={level} />
        <p role="status">{heard ? t.heard : t.quiet}</p>
      </section>
      <Room />
      <div className={wrong && !confirmed ? 'w-field w-field-wrong' : 'w-field'}>
        {wrong && !confirmed && (
          <p className="w-error" id="confirm-error" role="alert">
            {t.confirmRequired}
          </p>
        )}
        <label className="w-confirm">
          <input
            type="checkbox"
            checked={confirmed}
            aria-invalid={wrong && !confirmed ? true : undefined}
            aria-describedby={wrong && !confirmed ? 'confirm-error' : undefined}
            onChange={(e) => setConfirmed(e.target.checked)}
          />
          <span>{t.confirm}</span>
        </label>
      </div>
      <div className="w-buttons">
        <Button look="main" busy={busy} onClick={() => void go()}>
          {busy ? t.starting : t.start}
        </Button>
        <Button
          onClick={() => {
            recorder.release();
            back();
          }}
        >
          {words.back}
        </Button>
      </div>
    </div>
  );
}
