/** Which days do not count as the last day of a term. */
import { dayFrom, partsOf, plusDays, weekdayOf } from './dutch-time.ts';

/**
 * Days that royal decrees put on a par with a holiday, for the Algemene termijnenwet only (its art. 3 (3)). A decree comes
 * about every three years; a day that no decree named counts as a working day.
 */
export const EQUATED_DAYS: readonly { readonly source: string; readonly days: readonly string[] }[] = [
  {
    source: 'Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025',
    days: ['2023-04-28', '2023-05-19', '2024-05-10', '2024-12-27', '2025-05-30'],
  },
  {
    source: 'Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028',
    days: ['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26'],
  },
];
const EQUATED: ReadonlySet<string> = new Set(EQUATED_DAYS.flatMap(({ days }) => days));

/** A holiday of Algemene termijnenwet art. 3 (1): also a public holiday of Regulation 1182/71 art. 2 (1). */
export function isHoliday(day: string): boolean {
  const [year] = partsOf(day);
  const easter = easterSunday(year);
  return [
    dayFrom(year, 1, 1),
    plusDays(easter, 1),
    kingsDay(year),
    dayFrom(year, 5, 5),
    plusDays(easter, 39), // Ascension Day
    plusDays(easter, 50), // Whit Monday
    dayFrom(year, 12, 25),
    dayFrom(year, 12, 26),
  ].includes(day);
}

/** On a par with a holiday for the Algemene termijnenwet: Good Friday (art. 3 (2)) and days by decree (art. 3 (3)). */
export function isEquated(day: string): boolean {
  return day === plusDays(easterSunday(partsOf(day)[0]), -2) || EQUATED.has(day);
}

/** 27 April since 2014, 30 April before; a day earlier when that is a Sunday. */
function kingsDay(year: number): string {
  const day = dayFrom(year, 4, year >= 2014 ? 27 : 30);
  return weekdayOf(day) === 0 ? plusDays(day, -1) : day;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayFrom(year, Math.floor(f / 31), (f % 31) + 1);
}
