import type { Interruption, Talk } from '@woordelijk/api';
import { useWords } from '../language/language.tsx';
import { clockLength, spokenLength } from '../moments.ts';
import { legName } from '../talks/parties.ts';

interface Props {
  readonly talk: Talk;
  readonly items: readonly Interruption[];
  readonly seconds: number;
  readonly go: (seconds: number) => void;
}

/** Gaps and holds in words; each leads to its place. */
export function Interruptions({ talk, items, go }: Props) {
  const words = useWords();
  const sorted = [...items].sort((a, b) => a.fromMs - b.fromMs || a.channel - b.channel);
  return (
    <div className="w-breaks">
      <h3>{words.breaks.title}</h3>
      {sorted.length === 0 && <p>{words.breaks.none}</p>}
      <ul>
        {sorted.map((item) => {
          const at = clockLength(item.fromMs / 1000);
          const channel = talk.channels.find((c) => c.channel === item.channel);
          return (
            <li key={`${item.channel}${item.kind}${item.fromMs}`}>
              <button type="button" className="w-link w-figures" onClick={() => go(item.fromMs / 1000)}>
                <span className="w-unseen">{words.breaks.go} </span>
                {at}
              </button>
              <span>
                {words.breaks[item.kind]}
                {', '}
                {item.toMs === null ? words.breaks.still : spokenLength(words, (item.toMs - item.fromMs) / 1000)}
              </span>
              <span className={`w-muted w-leg-name w-leg-${item.channel}`}>
                {channel ? legName(words, talk, channel) : words.talk.leg(item.channel)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
