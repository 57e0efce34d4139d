/** How long a talk is kept: days of the Dutch calendar, the longest valid purpose, and what cuts it short. */
import { dayOf, startOf } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import { afterTerm, keepingOf } from '../src/keeping/terms.ts';
import type { PlanContent, PlanPurpose } from '../src/plan/face.ts';
import { planContent } from './in-order.ts';

const ENDED = Date.UTC(2026, 2, 2, 9, 30); // 2 March 2026
const BASE = planContent('organisatie');

function purpose(id: string, keep: PlanPurpose['keep'], basis = 'gerechtvaardigd_belang'): PlanPurpose {
  return { ...BASE.purposes[0]!, id, goal: id, keep, basis: { counterpart: basis, staff: basis } };
}
const after = (amount: number, unit: 'days' | 'months' | 'years', from: 'talk' | 'case' = 'talk') =>
  ({ amount, unit, from, because: '' }) as const;

function kept(content: Partial<PlanContent>, facts: Partial<Parameters<typeof keepingOf>[1]> = {}) {
  const known = { endedAt: ENDED, kept: false, caseEndedOn: null, contract: null, ...facts };
  const keeping = keepingOf({ content: { ...BASE, ...content } }, known);
  const day = (at: number | null) => (at === null ? null : `${dayOf(at)} ${new Date(at).toISOString().slice(11, 16)}`);
  return {
    ...keeping,
    due: day(keeping.dueAt),
    uses: keeping.uses.map(({ purpose: { id }, until }) => [id, day(until)]),
  };
}

describe('a day', () => {
  it.each([
    ['2026-03-02', '2026-03-01T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'], // the clocks go forward
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'], // and back
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at midnight in Amsterdam', (day, moment) => {
    expect(new Date(startOf(day)).toISOString()).toBe(moment);
    expect(dayOf(startOf(day))).toBe(day);
    expect(dayOf(startOf(day) - 1)).not.toBe(day);
  });
});

describe('a term', () => {
  // Regulation 1182/71: the day of the event does not count (3(1)); a month ends on the same day, or the last of the month (3(2)(c)).
  it.each([
    ['2026-03-02', { amount: 14, unit: 'days' }, '2026-03-17'],
    ['2026-01-31', { amount: 1, unit: 'months' }, '2026-03-01'],
    ['2028-01-31', { amount: 1, unit: 'months' }, '2028-03-01'],
    ['2026-03-02', { amount: 3, unit: 'months' }, '2026-06-03'],
    ['2028-02-29', { amount: 1, unit: 'years' }, '2029-03-01'],
    ['2026-12-31', { amount: 7, unit: 'years' }, '2034-01-01'],
  ] as const)('from %s of %o has gone by on %s', (day, term, gone) => {
    expect(dayOf(afterTerm(day, term))).toBe(gone);
    expect(afterTerm(day, term)).toBe(startOf(gone));
  });
});

describe('a talk', () => {
  it('is kept for its longest purpose; the others end as their terms do', () => {
    const purposes = [purpose('training', after(14, 'days')), purpose('bewijs', after(1, 'years'))];
    expect(kept({ purposes })).toMatchObject({
      due: '2027-03-03 23:00',
      ground: 'term',
      uses: [
        ['training', '2026-03-17 23:00'],
        ['bewijs', '2027-03-03 23:00'],
      ],
      words: 'training: 14 dagen na het gesprek; bewijs: 1 jaar na het gesprek',
    });
  });

  it('has no end while its case runs', () => {
    const purposes = [purpose('training', after(14, 'days')), purpose('bewijs', after(3, 'months', 'case'))];
    expect(kept({ purposes }).due).toBeNull();
    expect(kept({ purposes }, { caseEndedOn: '2026-05-31' }).due).toBe('2026-09-01 22:00');
  });

  it('that nobody chose to keep goes after its days; chosen, it stays for its purposes', () => {
    const content = { bufferDays: 14, purposes: [purpose('bewijs', after(1, 'years'))] };
    expect(kept(content)).toMatchObject({ due: '2026-03-17 23:00', ground: 'not-kept' });
    expect(kept(content, { kept: true })).toMatchObject({ due: '2027-03-03 23:00', ground: 'term' });
  });

  it('of which no contract came goes when the case has ended', () => {
    const content = { destroyWithoutContract: true, purposes: [purpose('bewijs', after(1, 'years'))] };
    expect(kept(content, { caseEndedOn: '2026-03-10', contract: true }).ground).toBe('term');
    expect(kept(content, { caseEndedOn: '2026-03-10', contract: false })).toMatchObject({
      due: '2026-03-11 23:00',
      ground: 'no-contract',
    });
  });

  it('that the law says must be kept is cut short by nothing', () => {
    const purposes = [
      purpose('wettelijke_plicht', after(5, 'years'), 'wettelijke_plicht'),
      purpose('bewijs', after(1, 'years')),
    ];
    const found = kept(
      { purposes, bufferDays: 14, destroyWithoutContract: true },
      { caseEndedOn: '2026-03-10', contract: false },
    );
    expect(found).toMatchObject({ due: '2031-03-03 23:00', mustStayUntil: startOf('2031-03-03') });
    expect(found.uses[1]).toEqual(['bewijs', '2026-03-11 23:00']);
    const running = [purpose('wettelijke_plicht', after(5, 'years', 'case'), 'wettelijke_plicht')];
    expect(kept({ purposes: running }).mustStayUntil).toBe(Number.POSITIVE_INFINITY);
    expect(kept({ purposes: [purpose('bewijs', after(1, 'years'))] }).mustStayUntil).toBeNull();
  });
});
