import { useWords } from '../language/language.tsx';

/** How loud one leg is this moment. `level` 0 to 1. */
export function Meter({ who, level, leg }: { who: string; level: number; leg: number }) {
  const { live } = useWords();
  const percent = Math.round(Math.sqrt(Math.min(1, Math.max(0, level))) * 100); // ears hear loudness by its root, about
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be coloured per leg
    <div
      className={`w-meter w-leg-${leg}`}
      role="meter"
      aria-label={live.level(who)}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={live.levelText(percent)}
    >
      <span style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}
