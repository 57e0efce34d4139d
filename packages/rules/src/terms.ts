/**
 * Legal terms. A term of European law is counted by Regulation (EEC, Euratom) 1182/71, a term in a Dutch act by the Algemene
 * termijnenwet; which of the two applies to a term is data (STATUTORY_TERMS). Days are of the Dutch calendar, and nothing
 * here reads a clock.
 */
import { dayOf, nextDay, plusDays, plusMonths, weekdayOf } from './dutch-time.ts';
import { isEquated, isHoliday } from './holidays.ts';

const HOUR_MS = 3_600_000;

/**
 * How a term is counted. `own`: a term that somebody set for themselves, such as how long a recording is kept: its last day
 * is its last day, whatever day it is.
 */
export type Counting = 'regulation-1182-71' | 'termijnenwet' | 'own';

export interface TermLength {
  readonly amount: number;
  readonly unit: 'days' | 'weeks' | 'months';
}

/** A term of the law. */
export interface StatutoryTerm {
  readonly length: TermLength | { readonly amount: number; readonly unit: 'hours' };
  readonly counting: Exclude<Counting, 'own'>;
  /** The article that sets it, and the one by which it is counted. */
  readonly source: string;
  readonly url: string;
  /** Last day on which a term could begin; absent: still so. */
  readonly until?: string;
}

const AVG = 'https://eur-lex.europa.eu/eli/reg/2016/679/oj';

/** The terms that this house works with. */
export const STATUTORY_TERMS = {
  /** A request under somebody's rights: from the day on which it came in. */
  'rights-request': {
    length: { amount: 1, unit: 'months' },
    counting: 'regulation-1182-71',
    source: 'AVG 12 lid 3; Verordening 1182/71 art. 3',
    url: AVG,
  },
  /** With the two months that complex or many requests may take more, told within the first. */
  'rights-request-extended': {
    length: { amount: 3, unit: 'months' },
    counting: 'regulation-1182-71',
    source: 'AVG 12 lid 3; Verordening 1182/71 art. 3',
    url: AVG,
  },
  /** A request that came in while the Wbp held. It knew no extension. */
  'rights-request-wbp': {
    length: { amount: 4, unit: 'weeks' },
    counting: 'termijnenwet',
    source: 'Wbp 35 lid 1; Algemene termijnenwet art. 1',
    url: 'https://wetten.overheid.nl/BWBR0011468/2018-05-01',
    until: '2018-05-24',
  },
  /** Somebody who was not there and is talked about is told: from the day of the talk. */
  'tell-absent': {
    length: { amount: 1, unit: 'months' },
    counting: 'regulation-1182-71',
    source: 'AVG 14 lid 3 onder a; Verordening 1182/71 art. 3',
    url: AVG,
  },
  /** A breach, told to the supervisory authority: from when it is known. */
  'breach-report': {
    length: { amount: 72, unit: 'hours' },
    counting: 'regulation-1182-71',
    source: 'AVG 33 lid 1; Verordening 1182/71 art. 3 lid 1 en lid 2 onder a',
    url: AVG,
  },
  /** To object to a decision of an authority (bezwaar): from the day on which it was made known. */
  'objection-to-decision': {
    length: { amount: 6, unit: 'weeks' },
    counting: 'termijnenwet',
    source: 'Awb 6:7 en 6:8; Algemene termijnenwet art. 1',
    url: 'https://wetten.overheid.nl/BWBR0005537',
  },
  /** To go to the civil court about the answer of a company: from the day on which it came. */
  'petition-to-court': {
    length: { amount: 6, unit: 'weeks' },
    counting: 'termijnenwet',
    source: 'UAVG 35 lid 2; Algemene termijnenwet art. 1',
    url: 'https://wetten.overheid.nl/BWBR0040940',
  },
  /** A works council invokes nullity: from when it was told, or saw it. */
  nullity: {
    length: { amount: 1, unit: 'months' },
    counting: 'termijnenwet',
    source: 'WOR 27 lid 5; Algemene termijnenwet art. 1',
    url: 'https://wetten.overheid.nl/BWBR0002747',
  },
} as const satisfies Readonly<Record<string, StatutoryTerm>>;

/** How long something is kept where no act sets a term: as whoever is responsible must say itself (AVG 5 (1) e), with why. */
export const KEPT_TERMS = {
  /**
   * A closed request under somebody's rights, from the day it was closed: that it was handled properly must be shown (AVG 5
   * (2)) for as long as somebody can claim damages for it (AVG 82), which prescribes after five years (BW 3:310 (1)).
   */
  'rights-request': {
    length: { amount: 60, unit: 'months' },
    source: 'AVG 5 lid 1 onder e en lid 2 en 82; BW 3:310 lid 1',
    url: 'https://wetten.overheid.nl/BWBR0005291',
  },
} as const satisfies Readonly<Record<string, { length: TermLength; source: string; url: string }>>;

/** Last day on which it is kept, and by which source. */
export function keptUntil(name: keyof typeof KEPT_TERMS, from: string): { lastDay: string; source: string } {
  const { length, source } = KEPT_TERMS[name];
  return { lastDay: lastDay(from, length, 'own'), source };
}

type InDays = {
  [N in keyof typeof STATUTORY_TERMS]: (typeof STATUTORY_TERMS)[N]['length']['unit'] extends 'hours' ? never : N;
}[keyof typeof STATUTORY_TERMS];

/** Last day of a term of the law that began with something on `from`. */
export function termEnds(name: InDays, from: string): string {
  const { length, counting } = STATUTORY_TERMS[name];
  return lastDay(from, length, counting);
}

/**
 * Last day of a term that began with something on a day. That day itself does not count (Regulation 1182/71 art. 3 (1)). Weeks
 * and months end on the day of the same name or number, months without such a day on their last (art. 3 (2) (c)). A term of
 * the law does not end on a Saturday, Sunday or holiday (art. 3 (4); Algemene termijnenwet art. 1), and has two working days
 * in it (art. 3 (5), from two days; Algemene termijnenwet art. 2, from three).
 */
export function lastDay(from: string, length: TermLength, counting: Counting): string {
  const plain =
    length.unit === 'months'
      ? plusMonths(from, length.amount)
      : plusDays(from, length.amount * (length.unit === 'weeks' ? 7 : 1));
  if (counting === 'own' || (counting === 'termijnenwet' && isLong(length))) return plain;
  let last = plain;
  if (length.unit !== 'days' || length.amount >= (counting === 'termijnenwet' ? 3 : 2))
    while (workingDaysIn(from, last, counting) < 2) last = nextDay(last);
  return workingDay(last, counting);
}

/** Longer than the Algemene termijnenwet is about (art. 4 a). */
function isLong({ amount, unit }: TermLength): boolean {
  return amount > { days: 90, weeks: 12, months: 3 }[unit];
}

/** Working days after `from`, up to and with `last`; no more than two are told. */
function workingDaysIn(from: string, last: string, counting: Counting): number {
  let count = 0;
  for (let day = nextDay(from); day <= last && count < 2; day = nextDay(day)) if (isWorkingDay(day, counting)) count++;
  return count;
}

/** The day itself, or the first after it that is a working day. */
export function workingDay(day: string, counting: Exclude<Counting, 'own'>): string {
  let found = day;
  while (!isWorkingDay(found, counting)) found = nextDay(found);
  return found;
}

/** Good Friday and days by decree are holidays to the Algemene termijnenwet alone: a European term is not longer for them. */
function isWorkingDay(day: string, counting: Counting): boolean {
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6 || isHoliday(day)) return false;
  return counting !== 'termijnenwet' || !isEquated(day);
}

/**
 * When a term in hours is over, in epoch milliseconds: the hour in which it happened does not count (Regulation 1182/71 art.
 * 3 (1)), and the last one counts to its end (art. 3 (2) (a)); weekends and holidays count (art. 3 (3) and (4)). Hours are
 * hours that pass: when the clock is put forward or back, the reading on the wall differs, the term does not.
 */
export function termInHours(event: number, hours: number): number {
  return (Math.floor(event / HOUR_MS) + 1 + hours) * HOUR_MS;
}

/** Under which law a request that came in on a day is answered: until when, and whether that may be extended (C1). */
export function requestTerm(received: string): {
  readonly law: 'avg' | 'wbp';
  readonly dueOn: string;
  /** Last day when it takes longer; null: that law knows no extension. */
  readonly extendedDueOn: string | null;
  readonly source: string;
} {
  const old = STATUTORY_TERMS['rights-request-wbp'];
  if (received <= old.until)
    return { law: 'wbp', dueOn: termEnds('rights-request-wbp', received), extendedDueOn: null, source: old.source };
  return {
    law: 'avg',
    dueOn: termEnds('rights-request', received),
    extendedDueOn: termEnds('rights-request-extended', received),
    source: STATUTORY_TERMS['rights-request'].source,
  };
}

/** Whole days from the Dutch day of a moment up to a last day; negative when that is past. */
export function daysLeft(dueOn: string, now: number): number {
  return Math.round((Date.parse(`${dueOn}T00:00:00Z`) - Date.parse(`${dayOf(now)}T00:00:00Z`)) / (24 * HOUR_MS));
}
