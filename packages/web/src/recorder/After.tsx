import type { GateFacts } from '@woordelijk/api';
import type { Waiting } from '@woordelijk/recorder';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { askKeeping, doNotKeep } from './house.ts';
import { useWords } from './words.tsx';

/** What was just stopped. */
export interface Stopped {
  readonly recordingId: string;
  readonly ending: 'stopped' | 'private';
  /** Undefined where the page was opened anew since the start. */
  readonly facts: GateFacts | undefined;
  readonly secret: string | undefined;
}

interface Props {
  readonly stopped: Stopped;
  readonly waiting: Waiting | undefined;
  readonly again: () => void;
  readonly failed: (error: unknown) => void;
}

/** After the talk: is it safe, and is it for keeping? */
export function After({ stopped, waiting, again, failed }: Props) {
  const words = useWords();
  const t = words.after;
  const [choice, setChoice] = useState<'keep' | 'leave'>();
  const locked = stopped.ending === 'private' || choice === 'leave';
  return (
    <div className="w-steps">
      <h1>{t.title}</h1>
      {waiting === undefined ? (
        <Notice look="good" title={t.safe} />
      ) : (
        <Notice look="info" title={t.sending}>
          {waiting.step === 'unreachable' && <p>{words.offline}</p>}
          {(waiting.step === 'damaged' || waiting.step === 'device-full' || waiting.step === 'device-failed') && (
            <p>{words.waiting.steps[waiting.step]}</p>
          )}
        </Notice>
      )}
      {locked ? (
        <Notice look="info">
          <p>{t.private}</p>
        </Notice>
      ) : choice === 'keep' ? (
        <Notice look="info">
          <p>{t.kept}</p>
        </Notice>
      ) : (
        waiting === undefined && <Keeping stopped={stopped} choose={setChoice} failed={failed} />
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

/** "Bewaren?", with what the rules say. The official decides. */
function Keeping({
  stopped: { recordingId, facts, secret },
  choose,
  failed,
}: Pick<Props, 'stopped' | 'failed'> & { choose: (choice: 'keep' | 'leave') => void }) {
  const words = useWords();
  const t = words.after;
  const [say, setSay] = useState<{ readonly nl: string; readonly en: string }>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (facts !== undefined) void askKeeping(facts).then(setSay, () => undefined);
  }, [facts]);
  const leave = async () => {
    setBusy(true);
    try {
      await doNotKeep(recordingId, secret!);
      choose('leave');
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="w-card" aria-labelledby="keep">
      <h2 id="keep">{t.keepTitle}</h2>
      {say !== undefined && <p className="w-lines">{say[words.code]}</p>}
      <div className="w-buttons">
        <Button look="main" onClick={() => choose('keep')}>
          {t.keep}
        </Button>
        {secret !== undefined && (
          <Button busy={busy} onClick={() => void leave()}>
            {t.leave}
          </Button>
        )}
      </div>
    </section>
  );
}
