import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { Button } from './Button.tsx';

/** A command or key to take over, with a button that copies it. */
export function Command({ text }: { text: string }) {
  const { copy } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="w-command">
      <code>{text}</code>
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
