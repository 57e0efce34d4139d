import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { useWords } from '../language/language.tsx';

/** The recovery codes, this once: copy, print, confirm. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const words = useWords();
  const text = words.codes;
  const [copied, setCopied] = useState(false);
  const [safe, setSafe] = useState(false);
  usePageTitle(text.title);
  return (
    <div className="w-narrow w-card">
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      <ol className="w-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="w-buttons">
        <Button
          icon={copied ? 'check' : 'copy'}
          onClick={() =>
            void navigator.clipboard.writeText(codes.join('\n')).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? text.copied : text.copy}
        </Button>
        <Button icon="print" onClick={() => print()}>
          {text.print}
        </Button>
      </p>
      <label className="w-check">
        <input type="checkbox" checked={safe} onChange={(e) => setSafe(e.target.checked)} />
        <span>{text.kept}</span>
      </label>
      {safe && (
        <p>
          <Link to="/" className="w-button w-button-main" onClick={done}>
            {text.next}
          </Link>
        </p>
      )}
    </div>
  );
}
