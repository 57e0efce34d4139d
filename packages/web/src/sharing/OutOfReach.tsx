import type { SharingFile } from '@woordelijk/api';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';

/** Copies that no recall reaches, by name. */
export function OutOfReach({ copies }: { copies: SharingFile['outOfReach'] }) {
  const words = useWords();
  const { outOfReach: t } = words.sharing;
  if (copies.length === 0) return <p>{t.none}</p>;
  return (
    <>
      <p>
        <strong>{t.title}.</strong> {t.text}
      </p>
      <ul className="w-acts">
        {copies.map(({ to, kind, at }) => (
          <li key={at + to + kind}>{t.one(t.kinds[kind] ?? kind, to, shortDay(words, at))}</li>
        ))}
      </ul>
    </>
  );
}
