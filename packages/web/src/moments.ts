/** Moments and lengths as people read them, in Dutch time. */
import type { Words } from './language/nl.ts';

const ZONE = 'Europe/Amsterdam';

/** "14:03". */
export function timeOfDay(words: Words, moment: string | number, seconds = false): string {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(new Date(moment));
}

/** "vrijdag 20 november 2026". */
export function longDay(words: Words, moment: string | number): string {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: ZONE,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(moment));
}

/** "20 nov 2026". */
export function shortDay(words: Words, moment: string | number): string {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: ZONE,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(moment));
}

/** "20 nov 2026 14:03". */
export function shortMoment(words: Words, moment: string | number): string {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: ZONE,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(moment));
}

/** Day heading: today, yesterday, or the long day. */
export function dayName(words: Words, moment: string | number, now: number): string {
  const day = dayKey(moment);
  if (day === dayKey(now)) return words.list.today;
  if (day === dayKey(now - 86_400_000)) return words.list.yesterday;
  return longDay(words, moment);
}

/** A month in words; `month`: YYYY-MM. Short: with two digits of the year. */
export function monthName(words: Words, month: string, style: 'short' | 'long'): string {
  const form = { month: style, year: style === 'long' ? 'numeric' : '2-digit' } as const;
  return new Intl.DateTimeFormat(words.locale, form).format(new Date(`${month}-15T12:00:00Z`));
}

/** "2026-11-20" in Dutch time: days are equal when these are. */
export function dayKey(moment: string | number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(moment));
}

/** The moment a Dutch day begins, from a date field's "2026-11-20"; undefined for anything else. */
export function startOfDay(day: string, daysLater = 0): string | undefined {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (y === undefined) return undefined;
  const utc = Date.UTC(Number(y), Number(m) - 1, Number(d) + daysLater);
  if (Number.isNaN(utc)) return undefined;
  // Amsterdam is one or two hours ahead: the right one makes the day begin at 00:00 there.
  for (const hours of [2, 1]) {
    const guess = utc - hours * 3_600_000;
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' }).format(guess);
    if (shown === '00') return new Date(guess).toISOString();
  }
  return new Date(utc).toISOString();
}

/** "1:03", "1:02:03". */
export function clockLength(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

/** "1 minuut 3 seconden"; below ten seconds with a decimal where there is one. */
export function spokenLength(words: Words, seconds: number): string {
  const { length } = words;
  if (seconds > 0 && seconds < 10 && !Number.isInteger(seconds)) {
    const text = seconds.toLocaleString(words.locale, { maximumFractionDigits: seconds < 1 ? 2 : 1 });
    if (text !== '1') return length.fraction(text);
  }
  const whole = Math.max(0, Math.floor(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = whole % 60;
  return [h > 0 && length.hour(h), m > 0 && length.minute(m), (s > 0 || whole === 0) && length.second(s)]
    .filter(Boolean)
    .join(' ');
}

/** The moment of a `datetime-local` field's "2026-11-20T14:30" in Dutch time; undefined for anything else. */
export function momentOf(local: string): string | undefined {
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(local) ?? [];
  if (day === undefined) return undefined;
  const utc = Date.parse(`${day}T${hour}:${minute}:00Z`);
  if (Number.isNaN(utc)) return undefined;
  // Amsterdam is one or two hours ahead: the right one shows the hour that was filled in.
  for (const hours of [2, 1]) {
    const guess = utc - hours * 3_600_000;
    if (localOf(guess) === local) return new Date(guess).toISOString();
  }
  return new Date(utc - 3_600_000).toISOString(); // an hour that the clocks skip
}

/** A moment as a `datetime-local` field has it, in Dutch time. */
export function localOf(moment: string | number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(moment))
    .replace(' ', 'T');
}
