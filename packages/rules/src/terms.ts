import { nextDay } from './cells.ts';

/**
 * Facts that need arithmetic (feitenbepalers): age, terms and days become a value of a dimension here, so that the
 * sheets stay tables. Days are ISO dates in Dutch time; nothing here reads a clock.
 */

/** The value of `kwetsbaar` that follows from an age: 12 and 16 are the borders of UAVG 5. */
export function ageBand(born: string, on: string): 'nee' | 'kind_0_11' | 'kind_12_15' {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
  if (years >= 16) return 'nee';
  return years >= 12 ? 'kind_12_15' : 'kind_0_11';
}

/** The value of `bewaartermijn`: the last day of the retention period still counts. */
export function retention(lastDay: string | undefined, on: string): 'bepaald' | 'niet_bepaald' | 'verstreken' {
  if (lastDay === undefined) return 'niet_bepaald';
  return on <= lastDay ? 'bepaald' : 'verstreken';
}

/**
 * Last day to answer a request for access received on a day: under the AVG one month, three when complex (AVG 12(3),
 * Regulation 1182/71 art. 3); under the Wbp four weeks (Wbp 35, Algemene termijnenwet art. 1).
 */
export function accessTerm(received: string, { complex = false } = {}): string {
  if (received < '2018-05-25') return workingDay(plusDays(received, 28));
  return workingDay(plusMonths(received, complex ? 3 : 1));
}

/** Last day to object to a decision made known on a day: six weeks (Awb 6:7 and 6:8, Algemene termijnenwet art. 1). */
export function objectionTerm(madeKnown: string): string {
  return workingDay(plusDays(madeKnown, 42));
}

/** Last day on which a works council can invoke nullity: one month (WOR 27(5), Algemene termijnenwet art. 1). */
export function nullityTerm(toldOn: string): string {
  return workingDay(plusMonths(toldOn, 1));
}

/**
 * The same day some months later, or the last day of that month when it has no such day (Regulation 1182/71 art.
 * 3(2)(c)). The day of the event itself does not count (art. 3(1)).
 */
export function plusMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return iso(toYear, toMonth, Math.min(day, last));
}

/** The day itself, or the first day after it that is no Saturday, Sunday or holiday. */
export function workingDay(date: string): string {
  let day = date;
  while (isWeekend(day) || isHoliday(day)) day = nextDay(day);
  return day;
}

/** Whether the day is a holiday of Algemene termijnenwet art. 3 (Good Friday included, art. 3(2)). */
export function isHoliday(date: string): boolean {
  const [year] = parts(date);
  const easter = easterSunday(year);
  return [
    iso(year, 1, 1),
    plusDays(easter, -2),
    plusDays(easter, 1),
    kingsDay(year),
    iso(year, 5, 5),
    plusDays(easter, 39),
    plusDays(easter, 50),
    iso(year, 12, 25),
    iso(year, 12, 26),
  ].includes(date);
}

/** 27 April since 2014, 30 April before; a day earlier when that is a Sunday. */
function kingsDay(year: number): string {
  const day = iso(year, 4, year >= 2014 ? 27 : 30);
  return weekday(day) === 0 ? plusDays(day, -1) : day;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
function easterSunday(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return iso(year, Math.floor(f / 31), (f % 31) + 1);
}

function isWeekend(date: string): boolean {
  return weekday(date) === 0 || weekday(date) === 6;
}

function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function parts(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
