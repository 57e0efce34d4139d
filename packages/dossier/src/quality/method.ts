/** Who scores: a person, or nobody. The law says why; where it speaks by a rule, the rule is asked. */
import { evaluate, type HashedRules } from '@woordelijk/rules';
import { ExplainedError } from '../error.ts';
import type { ScoredBy } from './face.ts';

/**
 * Why this way of scoring is refused on a day; undefined for a person. Feelings: AI Act 5(1)(f), from the rules. Software that
 * scores people decides on them, or weighs on who decides (AVG 22; AI Act annex III, 4(b)): this product does not do it.
 */
export function methodRefused(rules: HashedRules, scoredBy: ScoredBy, day: string): ExplainedError | undefined {
  if (scoredBy === 'person') return undefined;
  if (scoredBy === 'software')
    return new ExplainedError('quality-method-refused', {
      nl: 'Software beoordeelt hier geen mensen. Wie over iemand beslist, moet zelf luisteren (AVG artikel 22); software die personeel beoordeelt, is een hoog risico (AI-verordening, bijlage III onder 4). Laat een leidinggevende de kaart invullen.',
      en: 'Software scores nobody here. Who decides about somebody must listen (GDPR 22); software that evaluates staff is high-risk (AI Act, annex III, 4). Let a manager fill in the card.',
    });
  const { findings } = evaluate(rules, {
    vraag: 'opnemen',
    datum: day,
    situation: { opnemer: 'organisatie', ai: 'emotie' },
  });
  const because = findings.find(({ rule }) => rule.startsWith('AI-EMOTIE'))?.says;
  const law = {
    nl: 'Software die op het werk emoties herkent, is verboden.',
    en: 'Software that recognises emotions at work is forbidden.',
  };
  const { nl, en } = because ?? law;
  return new ExplainedError('quality-method-refused', {
    nl: `${nl} (AI-verordening artikel 5 lid 1 onder f)`,
    en: `${en} (AI Act 5(1)(f))`,
  });
}
