/** Days of the Dutch calendar. A day is YYYY-MM-DD, a moment epoch milliseconds; nothing here reads a clock. */

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' });
const HOUR_MS = 3_600_000;

/** The Dutch day of a moment. */
export function dayOf(moment: number): string {
  return DAY.format(moment);
}

/** The moment at which a Dutch day begins; a day on which the clock is put forward or back begins at 00:00 too. */
export function startOf(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Amsterdam is one or two hours ahead: the right one makes the day begin at 00:00 there.
  for (const hours of [2, 1]) if (HOUR.format(utc - hours * HOUR_MS) === '00') return utc - hours * HOUR_MS;
  throw new RangeError(`'${day.slice(0, 20)}' is not a day.`);
}

/** So many days later; earlier where `days` is negative. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** The day after. */
export function nextDay(day: string): string {
  return plusDays(day, 1);
}

/** The same day some months later, or the last day of that month where it has no such day. */
export function plusMonths(day: string, months: number): string {
  const [year, month, date] = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return dayFrom(toYear, toMonth, Math.min(date, last));
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Year, month (1 to 12) and day. */
export function partsOf(day: string): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** YYYY-MM-DD. */
export function dayFrom(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
