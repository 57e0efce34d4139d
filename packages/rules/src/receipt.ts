import { evaluate, type HashedRules, type Receipt } from './evaluate.ts';
import { canonicalJson } from './rule-set.ts';

/** How a receipt stands: it is what these rules say, it is of other rules, or it does not follow from these rules. */
export type ReceiptCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'other-rules' | 'different'; readonly expected?: string };

/**
 * Runs a receipt again and compares the bytes of its canonical JSON. Give the rule set that the receipt names
 * (`rules.hash`); older ones are kept in `packages/rules/archief`.
 */
export function verifyReceipt(rules: HashedRules, receipt: Receipt): ReceiptCheck {
  if (receipt.rules.hash !== rules.hash) return { ok: false, reason: 'other-rules' };
  const derived = new Set(rules.ruleSet.derived.map(({ key }) => key));
  const given = Object.fromEntries(
    Object.entries(receipt.facts).filter(([key]) => !derived.has(key) && !receipt.assumed.includes(key)),
  );
  const again = evaluate(rules, {
    vraag: receipt.vraag,
    datum: receipt.datum,
    organisatie: receipt.organisatie,
    situation: given,
    beslissingen: receipt.decisions,
  }).receipt;
  const expected = canonicalJson(again);
  return expected === canonicalJson(receipt) ? { ok: true } : { ok: false, reason: 'different', expected };
}
