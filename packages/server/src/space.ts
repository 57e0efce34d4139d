import { statfs } from 'node:fs/promises';
import type { Log } from './log.ts';

/** Watches the free space of the data disk, so that a recording is refused before it could be cut short. */
export interface SpaceWatch {
  /** Free bytes as last measured. */
  free(): number;
  /** Whether a new recording may begin. */
  enough(): boolean;
  stop(): void;
}

/** Measures at once and every `everyMs`. A disk that cannot be measured counts as full: told in the log. */
export async function watchSpace(folder: string, minimum: number, log: Log, everyMs = 5_000): Promise<SpaceWatch> {
  let free = 0;
  let alarmed = false;
  const measure = async () => {
    try {
      const disk = await statfs(folder);
      free = disk.bavail * disk.bsize;
    } catch (error) {
      free = 0;
      log.error({ code: (error as NodeJS.ErrnoException).code ?? 'unknown' }, 'free disk space cannot be measured');
    }
    if (free < minimum && !alarmed)
      log.error({ free, minimum }, 'disk almost full: new calls are refused, running ones go on; free some space');
    if (free >= minimum && alarmed) log.info({ free, minimum }, 'disk has room again: new calls are taken');
    alarmed = free < minimum;
  };
  await measure();
  const timer = setInterval(measure, everyMs).unref();
  return { free: () => free, enough: () => free >= minimum, stop: () => clearInterval(timer) };
}
