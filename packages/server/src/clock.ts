import type { Log } from './log.ts';

/** The moment by a clock that only goes forward while calls are recorded. */
export interface Clock {
  /** Epoch microseconds. */
  micros(): number;
  stop(): void;
}

const TOLERANCE_MS = 1_000;

/**
 * Wall-clock time carried on by the machine's monotonic clock, so that setting the clock during a call neither tears nor
 * folds its timeline. When the two have drifted apart it is told, and taken over as soon as `idle()` says no call runs.
 */
export function steadyClock(idle: () => boolean, log: Log, everyMs = 5_000): Clock {
  let anchor = performance.timeOrigin;
  let told = false;
  const check = () => {
    const drift = Date.now() - (anchor + performance.now());
    if (Math.abs(drift) < TOLERANCE_MS) {
      told = false;
      return;
    }
    if (!told)
      log.warn(
        { driftMs: Math.round(drift) },
        'the machine’s clock was set; running calls keep their time, new ones follow the new clock',
      );
    told = true;
    if (idle()) anchor += drift;
  };
  const timer = setInterval(check, everyMs).unref();
  return { micros: () => Math.round((anchor + performance.now()) * 1000), stop: () => clearInterval(timer) };
}
