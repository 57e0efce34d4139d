import type { RightsRequest } from '@woordelijk/api';
import { PaperLinks } from '../components/PaperLinks.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';

/** Letters that there is something to write for. */
export function Letters({ request }: { request: RightsRequest }) {
  const words = useWords();
  const t = words.rights;
  const letters = [
    ...(request.extended === null ? [] : (['extension'] as const)),
    ...(request.decision === null ? [] : (['decision'] as const)),
  ];
  if (letters.length === 0) return null;
  return (
    <section className="w-card" aria-labelledby="rights-letters">
      <h2 id="rights-letters">{t.letters}</h2>
      <ul className="w-copies">
        {letters.map((letter) => (
          <PaperLinks
            key={letter}
            name={t.letter[letter]}
            at={(query) => server.url('getRightsLetter', { params: { rightsRequestId: request.id, letter }, query })}
          />
        ))}
      </ul>
    </section>
  );
}
