/** Calls under way, as the server tells them. One stream for all parts of the page, open while anybody looks. */
import type { LiveChange, LiveLevels, LiveTalk } from '@woordelijk/api';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { server } from './server.ts';

export interface LiveNow {
  readonly talks: readonly LiveTalk[];
  readonly total: number;
  /** `performance.now()` when this was told. */
  readonly at: number;
  /** False while the stream is lost and being opened again. */
  readonly connected: boolean;
}

const NOTHING: LiveNow = { talks: [], total: 0, at: 0, connected: true };
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

let now: LiveNow = NOTHING;
let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let wait = FIRST_RETRY_MS;
const watchers = new Set<() => void>();
const listeners = new Set<(change: LiveChange) => void>();

/** How things stand now; changes a few times a second while a call is under way. */
export function useLive(): LiveNow {
  return useSyncExternalStore(watch, () => now);
}

/** Calls back for every talk begun, updated or ended, as long as the component stands. */
export function useLiveChanges(changed: (change: LiveChange) => void): void {
  useEffect(() => {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  }, [changed]);
}

/** Seconds a live talk lasts, running on between two messages. */
export function useRunningSeconds(live: LiveTalk | undefined, at: number): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, []);
  return live ? live.seconds + Math.max(0, performance.now() - at) / 1000 : 0;
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  if (source === undefined && retry === undefined) open();
  return () => {
    watchers.delete(changed);
    if (watchers.size === 0) close();
  };
}

function open(): void {
  retry = undefined;
  const stream = new EventSource(server.url('watchLive', {}));
  source = stream;
  stream.onopen = () => {
    wait = FIRST_RETRY_MS;
    set({ ...now, connected: true });
    for (const listener of listeners) listener({ talkId: '', change: 'updated' }); // we may have missed something
  };
  stream.addEventListener('levels', (event: MessageEvent<string>) => {
    const levels = read<LiveLevels>(event.data);
    if (levels) set({ ...levels, at: performance.now(), connected: true });
  });
  stream.addEventListener('talk', (event: MessageEvent<string>) => {
    const change = read<LiveChange>(event.data);
    if (change) for (const listener of listeners) listener(change);
  });
  stream.onerror = () => {
    set({ ...now, connected: false });
    if (stream.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    retry = setTimeout(open, wait);
    wait = Math.min(LAST_RETRY_MS, wait * 2);
  };
}

function close(): void {
  source?.close();
  clearTimeout(retry);
  source = undefined;
  retry = undefined;
  now = NOTHING;
}

function set(next: LiveNow): void {
  now = next;
  for (const changed of watchers) changed();
}

function read<T>(data: string): T | undefined {
  try {
    return JSON.parse(data) as T;
  } catch {
    return undefined;
  }
}
