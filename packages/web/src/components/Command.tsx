import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { Button } from './Button.tsx';

/** A command or key to take over, with a button that copies it. */
export function Command({ text, label }: { text: string; label: string }) {
  const { copy } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="w-command">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <code tabIndex={0} role="region" aria-label={label}>
        {text}
      </code>
      <Button
        icon={copied ? 'check' : 'copy'}
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {copied ? copy.copied : copy.copy}
      </Button>
    </div>
  );
}
