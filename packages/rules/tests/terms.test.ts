import { describe, expect, it } from 'vitest';
import {
  accessTerm,
  ageBand,
  isHoliday,
  nullityTerm,
  objectionTerm,
  plusMonths,
  retention,
  workingDay,
} from '../src/index.ts';

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

describe('terms', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months is %s', (date, months, later) => {
    expect(plusMonths(date, months)).toBe(later);
  });

  it('end on a working day', () => {
    expect(accessTerm('2026-10-21')).toBe('2026-11-23'); // 21 November is a Saturday
    expect(accessTerm('2026-11-25')).toBe('2026-12-28'); // 25 and 26 December are holidays, 26 and 27 a weekend
    expect(accessTerm('2026-10-21', { complex: true })).toBe('2027-01-21');
    expect(nullityTerm('2026-04-05')).toBe('2026-05-06'); // 5 May is a holiday
    expect(objectionTerm('2026-11-20')).toBe('2027-01-04'); // 1 January, then a weekend
  });

  it('were four weeks under the Wbp, until its last day', () => {
    expect(accessTerm('2018-05-24')).toBe('2018-06-21');
    expect(accessTerm('2018-05-25')).toBe('2018-06-25');
  });

  it('know the holidays', () => {
    const days = ['2026-04-03', '2026-04-06', '2026-04-27', '2026-05-14', '2026-05-25', '2025-04-26', '2013-04-30'];
    for (const day of days) expect([day, isHoliday(day)]).toEqual([day, true]);
    for (const day of ['2026-04-05', '2025-04-27', '2014-04-30', '2026-12-24'])
      expect([day, isHoliday(day)]).toEqual([day, false]);
    expect(workingDay('2026-04-03')).toBe('2026-04-07');
  });
});

describe('retention', () => {
  it('counts its last day', () => {
    expect(retention('2026-11-21', '2026-11-21')).toBe('bepaald');
    expect(retention('2026-11-21', '2026-11-22')).toBe('verstreken');
    expect(retention(undefined, '2026-11-22')).toBe('niet_bepaald');
  });
});
