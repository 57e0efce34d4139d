/** Facts that need arithmetic (feitenbepalers): age and retention become a value of a dimension, so that the sheets stay tables. */

/** The value of `kwetsbaar` that follows from an age: 12 and 16 are the borders of UAVG 5. Days are YYYY-MM-DD. */
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
