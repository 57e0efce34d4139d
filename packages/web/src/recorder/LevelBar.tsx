import type { Level } from '@woordelijk/recorder';
import { useWords } from './words.tsx';

const QUIETEST_DB = -60;

/** How loud it is now. */
export function LevelBar({ level }: { level: Level }) {
  const { live } = useWords();
  const db = 20 * Math.log10(Math.max(level.peak, 1e-6));
  const percent = Math.round(Math.min(1, Math.max(0, 1 - db / QUIETEST_DB)) * 100);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot show that it is too loud
    <div
      className={level.peak > 0.98 ? 'w-level w-level-clipping' : 'w-level'}
      role="meter"
      aria-label={live.level}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={live.levelText(percent)}
    >
      <span style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}
