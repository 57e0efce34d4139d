import type { Text } from './rule-set.ts';

/** Who decided an open norm (weging), when and why. `feit` is the dimension whose value the person settled. */
export interface Decision {
  readonly feit: string;
  readonly door: string;
  readonly op: string;
  readonly reden: string;
}

/** Facts that only a person can settle: the outcome of a balancing, and whether a statutory exception applies. */
const OPEN: readonly { readonly fact: string; readonly until: string; readonly remark: Text }[] = [
  {
    fact: 'weging',
    until: 'onbeoordeeld',
    remark: {
      nl: 'De afweging staat nog op niemands naam. Leg vast wie haar maakte, wanneer en waarom.',
      en: 'Nobody’s name is under the assessment yet. Record who made it, when and why.',
    },
  },
  {
    fact: 'uitzondering',
    until: 'onbeoordeeld',
    remark: {
      nl: 'De wettelijke uitzondering staat nog op niemands naam. Leg vast wie dat beoordeelde, wanneer en waarom.',
      en: 'Nobody’s name is under the statutory exception yet. Record who assessed it, when and why.',
    },
  },
];

/** Facts that only a named person settles: no page asks for them, nothing fills them in. */
export const PERSONS_FACTS: readonly string[] = OPEN.map(({ fact }) => fact);

/** Remarks about open norms that the facts call settled while no named person is known to have done so. */
export function unsigned(facts: Readonly<Record<string, string>>, decisions: readonly Decision[]): Text[] {
  return OPEN.filter(({ fact, until }) => facts[fact] !== until && !decisions.some(({ feit }) => feit === fact)).map(
    ({ remark }) => remark,
  );
}
