import { Link } from '@tanstack/react-router';
import { Button } from '../components/Button.tsx';
import { useWords } from '../language/language.tsx';
import { FIRST_DAY } from '../start/FirstDay.tsx';

/** What the page is for and which keys it knows, at its foot, folded. Nothing where there is nothing to say. */
export function Help({ path, showKeys }: { path: string; showKeys: () => void }) {
  const { code, help: t, start } = useWords();
  const place = t.pages[path] === undefined ? path.replace(/[^/]+$/, '') : path;
  const lines = t.pages[place];
  if (lines === undefined) return null;
  return (
    <details className="w-help w-no-print" data-place="help">
      <summary>{t.title}</summary>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h2>{t.keysTitle}</h2>
      {[t.keys[place], t.keys['']].map((line) => line !== undefined && <p key={line}>{line}</p>)}
      <p className="w-buttons">
        <Button onClick={showKeys}>{start.keyMap.open}</Button>
        <Link to="/" hash={FIRST_DAY} className="w-button w-button-plain">
          {start.firstDay.again}
        </Link>
      </p>
      <p>
        <a href={code === 'nl' ? '/uitleg/' : '/uitleg/#taal=en'}>{t.more}</a>
      </p>
    </details>
  );
}
