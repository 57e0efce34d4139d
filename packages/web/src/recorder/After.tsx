import type { Waiting } from '@woordelijk/recorder';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { useWords } from './words.tsx';

/** What was just stopped. */
export interface Stopped {
  readonly recordingId: string;
  readonly ending: 'stopped' | 'private';
}

/** After the talk: is it safe, and is it for keeping? */
export function After({
  stopped,
  waiting,
  again,
}: {
  stopped: Stopped;
  waiting: Waiting | undefined;
  again: () => void;
}) {
  const words = useWords();
  const t = words.after;
  return (
    <div className="w-steps">
      <h1>{t.title}</h1>
      {waiting === undefined ? (
        <Notice look="good" title={t.safe} />
      ) : (
        <Notice look="info" title={t.sending}>
          {waiting.step === 'unreachable' && <p>{words.offline}</p>}
        </Notice>
      )}
      {stopped.ending === 'private' && (
        <Notice look="info">
          <p>{t.private}</p>
        </Notice>
      )}
      <div className="w-buttons">
        <Button look="main" onClick={again}>
          {t.another}
        </Button>
        <a className="w-button w-button-plain" href="/">
          {words.toTalks}
        </a>
      </div>
    </div>
  );
}
