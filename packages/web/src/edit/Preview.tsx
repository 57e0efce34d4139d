import type { Talk } from '@woordelijk/api';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';
import { placeOf, type Stretch } from './stretch.ts';

/** What is heard before and after the stretch. */
const AROUND_MS = 3000;
const LONGEST_MS = 120_000;

/** Lets hear how a stretch will sound, before anything is made. */
export function Preview({
  talk,
  stretches,
  now,
  endMs,
}: {
  talk: Talk;
  stretches: readonly Stretch[];
  now: Stretch;
  endMs: number;
}) {
  const { edit: t } = useWords();
  const sound = useRef<AudioContext>(undefined);
  const [state, setState] = useState<'still' | 'waiting' | 'playing'>('still');
  const [error, setError] = useState<Error>();
  useEffect(() => () => void sound.current?.close(), []);
  const place = placeOf(now, endMs);
  const stop = () => {
    void sound.current?.close();
    sound.current = undefined;
    setState('still');
  };
  const play = async () => {
    if (place === undefined) return;
    setError(undefined);
    setState('waiting');
    const context = new AudioContext();
    sound.current = context;
    try {
      const fromMs = Math.max(0, place.fromMs - AROUND_MS);
      const toMs = Math.min(endMs, place.toMs + AROUND_MS, fromMs + LONGEST_MS);
      const spans = stretches.flatMap((one) => {
        const found = placeOf(one, endMs);
        return found === undefined ? [] : [{ ...found, channel: one.channel, treatment: one.treatment }];
      });
      const answer = await server.previewEdit({ params: { talkId: talk.id }, body: { spans, fromMs, toMs } });
      const source = new AudioBufferSourceNode(context, {
        buffer: await context.decodeAudioData(await answer.arrayBuffer()),
      });
      source.connect(context.destination);
      source.addEventListener('ended', () => sound.current === context && stop());
      source.start();
      setState('playing');
    } catch (failure) {
      if (sound.current !== context) return; // stopped meanwhile
      stop();
      setError(failure as Error);
    }
  };
  return (
    <>
      <p>
        <Button
          icon={state === 'playing' ? 'pause' : 'play'}
          busy={state === 'waiting'}
          disabled={place === undefined}
          onClick={() => (state === 'playing' ? stop() : void play())}
        >
          {state === 'playing' ? t.previewStop : t.preview}
        </Button>
      </p>
      <p className="w-muted" role="status">
        {state === 'playing' ? t.previewing : t.previewHint}
      </p>
      {error && <Failure error={error} />}
    </>
  );
}
