/** Terms of the law: a table of cases, each with its article, and what holds for every day. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageBand,
  type Counting,
  dayOf,
  daysLeft,
  easterSunday,
  isEquated,
  isHoliday,
  lastDay,
  nextDay,
  plusDays,
  requestTerm,
  retention,
  STATUTORY_TERMS,
  startOf,
  type TermLength,
  termEnds,
  termInHours,
  workingDay,
} from '../src/index.ts';

interface Cases {
  readonly lastDays: readonly {
    readonly case: string;
    readonly from: string;
    readonly length: string;
    readonly counting: Counting;
    readonly last: string;
    readonly article: string;
  }[];
  readonly hours: readonly {
    readonly case: string;
    readonly event: string;
    readonly hours: number;
    readonly over: string;
    readonly article: string;
  }[];
}
const cases = JSON.parse(readFileSync(new URL('term-cases.json', import.meta.url), 'utf8')) as Cases;

function lengthOf(text: string): TermLength {
  const [amount, unit] = text.split(' ');
  return { amount: Number(amount), unit: unit as TermLength['unit'] };
}

describe('age', () => {
  it.each([
    ['2014-09-02', '2026-09-01', 'kind_0_11'],
    ['2014-09-01', '2026-09-01', 'kind_12_15'],
    ['2010-09-02', '2026-09-01', 'kind_12_15'],
    ['2010-09-01', '2026-09-01', 'nee'],
    ['2012-02-29', '2024-02-28', 'kind_0_11'],
    ['2012-02-29', '2024-02-29', 'kind_12_15'],
  ])('born %s, on %s: %s', (born, on, band) => {
    expect(ageBand(born, on)).toBe(band);
  });
});

describe('the last day of a term', () => {
  it.each(cases.lastDays)('$case: $length from $from, $article', ({ from, length, counting, last, article }) => {
    expect(article).not.toBe('');
    expect(lastDay(from, lengthOf(length), counting)).toBe(last);
  });

  it.each(cases.hours)('in hours, $case: $article', ({ event, hours, over }) => {
    expect(new Date(termInHours(Date.parse(event), hours)).toISOString()).toBe(new Date(over).toISOString());
  });

  it('of the law stands with its source', () => {
    for (const { source, url } of Object.values(STATUTORY_TERMS)) {
      expect(source).not.toBe('');
      expect(url).toMatch(/^https:/);
    }
    expect(termEnds('objection-to-decision', '2026-11-20')).toBe('2027-01-04');
    expect(termEnds('nullity', '2026-04-05')).toBe('2026-05-06');
  });

  it('of a request: the Wbp until its last day, then the AVG', () => {
    expect(requestTerm('2018-05-24')).toMatchObject({ law: 'wbp', dueOn: '2018-06-21', extendedDueOn: null });
    expect(requestTerm('2018-05-25')).toMatchObject({ law: 'avg', dueOn: '2018-06-25', extendedDueOn: '2018-08-27' });
    expect(requestTerm('2026-10-21')).toMatchObject({ dueOn: '2026-11-23', extendedDueOn: '2027-01-21' });
  });
});

describe('on every day', () => {
  const day = fc.integer({ min: 0, max: 40 * 365 }).map((days) => plusDays('2002-01-01', days));
  const length = fc.oneof(
    fc.record({ amount: fc.integer({ min: 1, max: 90 }), unit: fc.constant('days' as const) }),
    fc.record({ amount: fc.integer({ min: 1, max: 12 }), unit: fc.constant('weeks' as const) }),
    fc.record({ amount: fc.integer({ min: 1, max: 3 }), unit: fc.constant('months' as const) }),
  );
  const law = fc.constantFrom('regulation-1182-71' as const, 'termijnenwet' as const);
  const working = (one: string, counting: 'regulation-1182-71' | 'termijnenwet') => workingDay(one, counting) === one;

  it('a term of the law ends on a working day, never earlier than by the calendar, and no more than nine days later', () => {
    fc.assert(
      fc.property(day, length, law, (from, long, counting) => {
        const last = lastDay(from, long, counting);
        const plain = lastDay(from, long, 'own');
        expect(working(last, counting)).toBe(true);
        expect(last >= plain && last <= plusDays(plain, 9)).toBe(true);
      }),
    );
  });

  it('from three days on it has two working days in it', () => {
    fc.assert(
      fc.property(day, length, law, (from, long, counting) => {
        fc.pre(long.unit !== 'days' || long.amount >= 3);
        let count = 0;
        for (let one = nextDay(from); one <= lastDay(from, long, counting); one = nextDay(one))
          if (working(one, counting)) count++;
        expect(count).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('who asks later never has the answer earlier, and the Dutch act never gives less time than the regulation', () => {
    fc.assert(
      fc.property(day, length, law, (from, long, counting) => {
        expect(lastDay(nextDay(from), long, counting) >= lastDay(from, long, counting)).toBe(true);
        fc.pre(long.unit !== 'days' || long.amount > 2);
        expect(lastDay(from, long, 'termijnenwet') >= lastDay(from, long, 'regulation-1182-71')).toBe(true);
      }),
    );
  });

  it('begins at a midnight that is that day, also when the clock changes', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(dayOf(startOf(one))).toBe(one);
        expect(dayOf(startOf(one) - 1)).toBe(plusDays(one, -1));
        expect(daysLeft(nextDay(one), startOf(one))).toBe(1);
        expect(daysLeft(one, startOf(nextDay(one)) - 1)).toBe(0);
      }),
    );
  });

  it('72 hours are more than 72 and at most 73 after what happened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 }), (event) => {
        const passed = (termInHours(event, 72) - event) / 3_600_000;
        expect(passed > 72 && passed <= 73).toBe(true);
      }),
    );
  });
});

describe('holidays', () => {
  it('are those of the act, with King’s Day a day earlier when it is a Sunday', () => {
    const days = ['2026-04-06', '2026-04-27', '2026-05-05', '2026-05-14', '2026-05-25', '2025-04-26', '2013-04-30'];
    for (const day of days) expect([day, isHoliday(day)]).toEqual([day, true]);
    for (const day of ['2026-04-03', '2026-04-05', '2025-04-27', '2014-04-30', '2026-12-24'])
      expect([day, isHoliday(day)]).toEqual([day, false]);
    expect(['2026-04-03', '2026-05-15', '2026-05-16'].map(isEquated)).toEqual([true, true, false]);
    expect([easterSunday(2026), easterSunday(2038), easterSunday(2285)]).toEqual([
      '2026-04-05',
      '2038-04-25',
      '2285-03-22',
    ]);
  });
});

describe('retention', () => {
  it('counts its last day', () => {
    expect(retention('2026-11-21', '2026-11-21')).toBe('bepaald');
    expect(retention('2026-11-21', '2026-11-22')).toBe('verstreken');
    expect(retention(undefined, '2026-11-22')).toBe('niet_bepaald');
  });
});
