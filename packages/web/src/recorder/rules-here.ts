/** The rules on this device, for a start without network. Loaded only then; kept by the service worker. */
import type { GateFacts } from '@woordelijk/api';
import { evaluate, rules } from '@woordelijk/rules';
import type { Asked } from './house.ts';

const GOOD: ReadonlySet<string> = new Set(['GEEN_PLICHT', 'TOEGESTAAN', 'TOEGESTAAN_MITS']);

/** As the server's gate answers. */
export function askHere(facts: GateFacts): Asked {
  const { verdict, explanation, openQuestions, obligations, receipt } = evaluate(rules, {
    vraag: 'opnemen',
    ...caseOf(facts),
  });
  const unmet = obligations.some(({ met }) => met === false);
  const because = verdict === 'WEGING' ? 'open-norm' : !GOOD.has(verdict) ? 'rules' : unmet ? 'duty' : null;
  return {
    answer: {
      may: because === null,
      because,
      verdict,
      explanation: { ...explanation },
      openQuestions: openQuestions.map((text) => ({ ...text })),
      duties: obligations.map(({ code, met, text }) => ({ code, met, text: { ...text } })),
    },
    onDevice: { verdict, receipt: { ...receipt } },
  };
}

/** May it be kept, and how long? */
export function keepingHere(facts: GateFacts): { readonly nl: string; readonly en: string } {
  return evaluate(rules, { vraag: 'bewaren', ...caseOf(facts) }).explanation;
}

function caseOf({ date, organisations, situation, decisions }: GateFacts) {
  return { datum: date, organisatie: organisations, situation, beslissingen: decisions };
}
