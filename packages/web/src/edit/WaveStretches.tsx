import type { PeaksData, Talk } from '@woordelijk/api';
import { Fragment, type PointerEvent, useRef } from 'react';
import { useWords } from '../language/language.tsx';
import { Wave } from '../talk/Waveforms.tsx';
import { legName } from '../talks/parties.ts';

/** A stretch as it is drawn. */
export interface Drawn {
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly channel: number | null;
  readonly now: boolean;
}

/** The waveform on which a stretch is drawn with the pointer. For the eye and the pointer: the fields below do the same for everybody. */
export function WaveStretches({
  talk,
  peaks,
  endMs,
  drawn,
  choose,
}: {
  talk: Talk;
  peaks: PeaksData;
  endMs: number;
  drawn: readonly Drawn[];
  choose: (fromMs: number, toMs: number) => void;
}) {
  const words = useWords();
  const start = useRef(0);
  const at = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * endMs);
  };
  const percent = (ms: number) => `${(ms / endMs) * 100}%`;
  return (
    <div className="w-waves" aria-hidden="true">
      <div
        className="w-waves-area w-waves-choose"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = at(event);
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
          const here = at(event);
          if (here !== start.current) choose(Math.min(start.current, here), Math.max(start.current, here));
        }}
      >
        {talk.channels.map((channel) => (
          <Fragment key={channel.channel}>
            <span className={`w-wave-name w-leg-${channel.channel}`}>{legName(words, talk, channel)}</span>
            <div className={`w-wave w-leg-${channel.channel}`}>
              <Wave
                pairs={peaks.channels.find((one) => one.channel === channel.channel)?.pairs}
                played={false}
                total={endMs / peaks.stepMs}
              />
              {drawn
                .filter((one) => one.channel === null || one.channel === channel.channel)
                .map(({ key, fromMs, toMs, now }) => (
                  <span
                    key={key}
                    className={now ? 'w-stretch w-stretch-now' : 'w-stretch'}
                    style={{ left: percent(fromMs), width: `max(3px, ${percent(toMs - fromMs)})` }}
                  />
                ))}
            </div>
          </Fragment>
        ))}
      </div>
    </div>
  );
}
