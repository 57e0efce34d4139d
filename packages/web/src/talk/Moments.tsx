import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useWords } from '../language/language.tsx';
import { clockLength } from '../moments.ts';
import { moments } from '../server.ts';

/** Bookmarks and what else happened; each leads to its place. Nothing is shown where nothing happened. */
export function Moments({ talk, go }: { talk: Talk; go: (seconds: number) => void }) {
  const words = useWords();
  const { data } = useQuery({ ...moments(talk.id), enabled: talk.source === 'browser' });
  if (data === undefined || data.items.length === 0) return null;
  const names: Readonly<Record<string, string>> = words.happened.kinds;
  return (
    <div className="w-breaks">
      <h3>{words.happened.title}</h3>
      <ul>
        {data.items.map(({ atMs, kind, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two moments may be alike in everything
          <li key={i}>
            <button type="button" className="w-link w-figures" onClick={() => go(atMs / 1000)}>
              <span className="w-unseen">{words.breaks.go} </span>
              {clockLength(atMs / 1000)}
            </button>
            <span>
              {names[kind] ?? kind}
              {text !== null && `: ${text}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
