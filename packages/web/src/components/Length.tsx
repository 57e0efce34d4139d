import { useWords } from '../language/language.tsx';
import { clockLength, spokenLength } from '../moments.ts';

/** A length: figures for the eye, words for the ear. */
export function Length({ seconds }: { seconds: number }) {
  const words = useWords();
  return (
    <span className="w-length">
      <span aria-hidden="true">{clockLength(seconds)}</span>
      <span className="w-unseen">{spokenLength(words, seconds)}</span>
    </span>
  );
}
