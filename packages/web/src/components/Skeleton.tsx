import { useWords } from '../language/language.tsx';

/** Grey bars where text will stand. */
export function Skeleton({ rows = 3, tall = false }: { rows?: number; tall?: boolean }) {
  const { frame } = useWords();
  return (
    <div className={tall ? 'w-skeleton w-skeleton-tall' : 'w-skeleton'} role="status">
      <span className="w-unseen">{frame.loading}</span>
      {Array.from({ length: rows }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span key={n} className="w-skeleton-bar" aria-hidden="true" />
      ))}
    </div>
  );
}
