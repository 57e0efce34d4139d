import { useWords } from '../language/language.tsx';

/** What the page is for and which keys it knows, at its foot, folded. Nothing where there is nothing to say. */
export function Help({ path }: { path: string }) {
  const { code, help: t } = useWords();
  const place = t.pages[path] === undefined ? path.replace(/[^/]+$/, '') : path;
  const lines = t.pages[place];
  if (lines === undefined) return null;
  return (
    <details className="w-help w-no-print">
      <summary>{t.title}</summary>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h2>{t.keysTitle}</h2>
      {[t.keys[place], t.keys['']].map((line) => line !== undefined && <p key={line}>{line}</p>)}
      <p>
        <a href={code === 'nl' ? '/uitleg/' : '/uitleg/#taal=en'}>{t.more}</a>
      </p>
    </details>
  );
}
