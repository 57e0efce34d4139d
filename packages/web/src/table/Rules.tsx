import type { RuleAnswer } from '@woordelijk/api';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';

const GOOD = new Set(['GEEN_PLICHT', 'TOEGESTAAN', 'TOEGESTAAN_MITS', 'PLICHT', 'PLICHT_SPELREGEL']);

/** Whether the rules see no objection, with no duty unmet. */
export function isGood({ verdict, duties }: RuleAnswer): boolean {
  return GOOD.has(verdict) && duties.every(({ met }) => met !== false);
}

/** What the rules said: a warning where it matters, the whole explanation for who wants it. */
export function Rules({ rules }: { rules: RuleAnswer }) {
  const words = useWords();
  const { table } = words;
  const unmet = rules.duties.filter(({ met }) => met === false);
  const text = (both: { nl: string; en: string }) => (words.code === 'nl' ? both.nl : both.en);
  const hash = (rules.receipt.rules as { hash?: string } | undefined)?.hash?.slice(0, 12) ?? '';
  return (
    <>
      {!isGood(rules) && (
        <Notice look="warning" title={table.request.warning}>
          <ul>
            {(unmet.length > 0 ? unmet : rules.duties).map((duty) => (
              <li key={duty.code}>{text(duty.text)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <details>
        <summary>{table.file.rules}</summary>
        <p className="w-quote">{text(rules.explanation)}</p>
        <p className="w-muted">{table.file.receipt(hash)}</p>
      </details>
    </>
  );
}
