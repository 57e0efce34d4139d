import type { Recorder, RecorderState } from '@woordelijk/recorder';
import { useEffect, useState, useSyncExternalStore } from 'react';

/** The recorder's state, as it is now. */
export function useRecorder(recorder: Recorder): RecorderState {
  return useSyncExternalStore(recorder.subscribe, recorder.state);
}

/** Asks again and again, some times a second, for what nobody tells: a level, the time. */
export function useOften<T>(ask: () => T, ms: number): T {
  const [value, setValue] = useState(ask);
  useEffect(() => {
    const timer = setInterval(() => setValue(ask()), ms);
    return () => clearInterval(timer);
  }, [ask, ms]);
  return value;
}
