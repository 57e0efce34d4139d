import type { Talk } from '@woordelijk/api';
import { useEffect, useRef } from 'react';
import { Length } from '../components/Length.tsx';
import { Meter } from '../components/Meter.tsx';
import { useWords } from '../language/language.tsx';
import { useLive, useRunningSeconds } from '../live.ts';
import { legName } from '../talks/parties.ts';
import { CallControls } from './CallControls.tsx';

const MOMENTS = 150;

/** A talk under way: how long, how loud, what is lost. */
export function LiveLegs({ talk }: { talk: Talk }) {
  const words = useWords();
  const live = useLive();
  const mine = live.talks.find((t) => t.talkId === talk.id);
  const seconds = useRunningSeconds(mine, live.at);
  return (
    <section className="w-card w-live-legs" aria-labelledby="live-title">
      <h2 id="live-title">
        <span className="w-pulse" aria-hidden="true" />
        {words.live.watching}
      </h2>
      <p className="w-live-length">
        <Length seconds={seconds} />
      </p>
      {talk.channels.map((channel) => {
        const now = mine?.channels.find((c) => c.channel === channel.channel);
        const name = legName(words, talk, channel);
        return (
          <div key={channel.channel} className={`w-live-leg w-leg-${channel.channel}`}>
            <p>
              <strong>{name}</strong>
              <span className="w-muted">
                {now === undefined || now.packets === 0
                  ? words.live.silent
                  : now.lost > 0
                    ? words.live.lost(now.lost)
                    : words.live.noLoss}
              </span>
            </p>
            <Trail level={now?.level ?? 0} at={live.at} />
            <Meter who={name} level={now?.level ?? 0} leg={channel.channel} />
          </div>
        );
      })}
      {talk.source === 'phone' && <CallControls talk={talk} />}
      <p>{words.live.later}</p>
    </section>
  );
}

/** The last minute of loudness, the newest on the right. */
function Trail({ level, at }: { level: number; at: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const trail = useRef<number[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one bar for every message, also when the level is the same
  useEffect(() => {
    trail.current = [...trail.current, level].slice(-MOMENTS);
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    const ratio = devicePixelRatio || 1;
    element.width = Math.round(element.clientWidth * ratio);
    element.height = Math.round(element.clientHeight * ratio);
    pen.fillStyle = getComputedStyle(element).color;
    const pitch = element.width / MOMENTS;
    for (const [n, value] of trail.current.entries()) {
      const height = Math.max(ratio, Math.sqrt(value) * element.height);
      const x = element.width - (trail.current.length - n) * pitch;
      pen.fillRect(x, (element.height - height) / 2, Math.max(1, pitch * 0.65), height);
    }
  }, [level, at]);
  return (
    <div aria-hidden="true">
      <canvas ref={canvas} className="w-trail" />
    </div>
  );
}
