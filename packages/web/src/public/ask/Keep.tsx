import { type Answer, canonicalJson } from '@woordelijk/rules';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { usePublicWords } from '../words.ts';

/** The link that gives this answer again, paper, and the receipt. */
export function Keep({ answer, address }: { answer: Answer; address: string }) {
  const words = usePublicWords();
  const [copied, setCopied] = useState<string>();
  const link = new URL(`/mag-dat${address}`, location.href).href;
  return (
    <section className="w-card" aria-labelledby="keep">
      <h2 id="keep">{words.answer.keep}</h2>
      <p className="w-muted">{words.answer.keepLead}</p>
      <p className="w-break-anywhere w-link-text">{link}</p>
      <div className="w-buttons w-no-print">
        <Button
          look="main"
          icon="copy"
          onClick={() => void navigator.clipboard?.writeText(link).then(() => setCopied(link))}
        >
          {copied === link ? words.answer.copied : words.answer.copy}
        </Button>
        <Button icon="print" onClick={() => print()}>
          {words.frame.print}
        </Button>
      </div>
      <details>
        <summary>{words.answer.receipt}</summary>
        <p className="w-muted">{words.answer.receiptLead}</p>
        <pre className="w-receipt">{canonicalJson(answer.receipt)}</pre>
      </details>
    </section>
  );
}
