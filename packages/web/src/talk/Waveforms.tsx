import type { Interruption, PeaksData, Talk } from '@woordelijk/api';
import { Fragment, type PointerEvent, useEffect, useRef } from 'react';
import { useWords } from '../language/language.tsx';
import { clockLength } from '../moments.ts';
import { legName } from '../talks/parties.ts';
import { drawPeaks } from './draw-peaks.ts';
import type { Playback } from './playback.ts';

interface Props {
  readonly talk: Talk;
  readonly peaks: PeaksData;
  readonly interruptions: readonly Interruption[];
  readonly playback: Playback;
}

/** One waveform per leg on one time axis. For the eye and the mouse; the slider below says and does the same for everybody. */
export function Waveforms({ talk, peaks, interruptions, playback }: Props) {
  const words = useWords();
  const area = useRef<HTMLDivElement>(null);
  usePlayhead(area, playback);
  const { seconds } = playback;
  const kinds = (['gap', 'hold', 'no-media', 'pause'] as const).filter((kind) =>
    interruptions.some((i) => i.kind === kind),
  );
  const seek = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    playback.seek(((event.clientX - box.left) / box.width) * seconds);
  };
  return (
    <div className="w-waves" aria-hidden="true">
      <div
        ref={area}
        className="w-waves-area"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
        }}
      >
        {talk.channels.map((channel) => {
          const pairs = peaks.channels.find((c) => c.channel === channel.channel)?.pairs;
          const total = (seconds * 1000) / peaks.stepMs;
          return (
            <Fragment key={channel.channel}>
              <span className={`w-wave-name w-leg-${channel.channel}`}>{legName(words, talk, channel)}</span>
              <div className={`w-wave w-leg-${channel.channel}`}>
                <Wave pairs={pairs} played={false} total={total} />
                <Wave pairs={pairs} played total={total} />
                {interruptions
                  .filter((i) => i.channel === channel.channel)
                  .map((i) => (
                    <span
                      key={`${i.kind}${i.fromMs}`}
                      className={`w-break w-break-${i.kind}`}
                      style={span(i, seconds)}
                    />
                  ))}
              </div>
            </Fragment>
          );
        })}
        <span className="w-playhead" />
      </div>
      <div className="w-axis">
        {ticks(seconds).map((at) => (
          <span key={at} style={{ left: `${(at / seconds) * 100}%` }}>
            {clockLength(at)}
          </span>
        ))}
      </div>
      {kinds.length > 0 && (
        <ul className="w-legend">
          {kinds.map((kind) => (
            <li key={kind}>
              <span className={`w-break w-break-${kind}`} />
              {words.player.legend[kind]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The peaks of one leg, drawn. */
export function Wave({ pairs, played, total }: { pairs: Int8Array | undefined; played: boolean; total: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !pairs) return;
    const draw = () => drawPeaks(element, pairs, total);
    draw();
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', draw);
    };
  }, [pairs, total]);
  return <canvas ref={canvas} className={played ? 'w-wave-played' : 'w-wave-ahead'} />;
}

/** Moves the playhead with the sound, past React: sixty times a second only while it plays. */
function usePlayhead(area: React.RefObject<HTMLDivElement | null>, playback: Playback): void {
  useEffect(() => {
    let frame = 0;
    const show = () => {
      area.current?.style.setProperty('--played', String(playback.position() / playback.seconds));
      if (playback.state().playing) frame = requestAnimationFrame(show);
    };
    const changed = () => {
      cancelAnimationFrame(frame);
      show();
    };
    changed();
    const leave = playback.watch(changed);
    return () => {
      leave();
      cancelAnimationFrame(frame);
    };
  }, [area, playback]);
}

function span(i: Interruption, seconds: number): { left: string; width: string } {
  const from = i.fromMs / 1000 / seconds;
  const to = Math.min(1, (i.toMs ?? seconds * 1000) / 1000 / seconds);
  return { left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` };
}

/** Four to six round moments. */
function ticks(seconds: number): number[] {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200].find((s) => seconds / s <= 6) ?? 14_400;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, n) => n * step).filter(
    (at) => at <= seconds * 0.97,
  );
}
