/** Stretches of a recording as people write them: 1:20–1:55, 4:00–4:10. */
import type { AbsentPerson } from '@woordelijk/api';
import { clockIn, clockOf } from '../edit/clock.ts';

type Stretch = AbsentPerson['stretches'][number];

/** Undefined where one is none. Empty text: none at all. */
export function stretchesIn(text: string): Stretch[] | undefined {
  const parts = text.split(/[,;\n]/).filter((part) => part.trim() !== '');
  const found = parts.map((part) => {
    const [from, to, ...rest] = part.split(/[-–—]/).map(clockIn);
    return from === undefined || to === undefined || rest.length > 0 || from >= to
      ? undefined
      : { fromMs: from, toMs: to };
  });
  return found.includes(undefined) ? undefined : (found as Stretch[]);
}

export function stretchesOut(stretches: readonly Stretch[]): string {
  const short = (ms: number) => clockOf(ms).replace(/\.000$/, '');
  return stretches.map(({ fromMs, toMs }) => `${short(fromMs)}–${short(toMs)}`).join(', ');
}
