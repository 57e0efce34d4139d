/** Whether keys of one character do something; chosen once for all pages (WCAG 2.1.4). */
import { useSyncExternalStore } from 'react';
import { keep, kept } from './kept.ts';

const heard = new Set<() => void>();
let on = kept('keys') !== 'off';

/** The choice now, for who listens to keys outside React. */
export function keysOn(): boolean {
  return on;
}

/** The choice, and the way to make another. */
export function useKeysOn(): readonly [on: boolean, choose: (on: boolean) => void] {
  const now = useSyncExternalStore(
    (hear) => {
      heard.add(hear);
      return () => heard.delete(hear);
    },
    () => on,
  );
  return [now, choose];
}

function choose(wanted: boolean): void {
  on = wanted;
  keep('keys', wanted ? 'on' : 'off');
  for (const hear of heard) hear();
}
