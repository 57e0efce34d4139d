/** A stretch that somebody is choosing: what stands in its fields. */
import type { EditSpan } from '@woordelijk/api';
import { clockIn } from './clock.ts';

export interface Stretch {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly channel: number | null;
  readonly treatment: EditSpan['treatment'];
  readonly reason: EditSpan['reason'];
  readonly why: string;
}

/** An empty one. */
export function newStretch(): Stretch {
  const rest = { channel: null, treatment: 'tone', reason: 'third-person', why: '' } as const;
  return { key: crypto.randomUUID(), from: '', to: '', ...rest };
}

/** Its place in milliseconds; undefined where the fields do not make one within `endMs`. */
export function placeOf({ from, to }: Stretch, endMs: number): { fromMs: number; toMs: number } | undefined {
  const [fromMs, toMs] = [clockIn(from), clockIn(to)];
  if (fromMs === undefined || toMs === undefined || toMs <= fromMs || toMs > endMs) return undefined;
  return { fromMs, toMs };
}
