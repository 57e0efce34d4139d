import { useQueryClient } from '@tanstack/react-query';
import type { PurposeName, Talk } from '@woordelijk/api';
import { Icon } from '../components/Icon.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';

const LEDGER_MS = 1500;

/** The three copies to take along, and what each is worth. */
export function Copies({ talk, purpose }: { talk: Talk; purpose: PurposeName | undefined }) {
  const { copies } = useWords();
  const queries = useQueryClient();
  const kinds = [
    ['legs', copies.legs, copies.legsText],
    ['wav', copies.wav, copies.wavText],
    ['mp3', copies.mp3, copies.mp3Text],
  ] as const;
  return (
    <section className="w-card" aria-labelledby="copies-title">
      <h2 id="copies-title">{copies.title}</h2>
      <ul className="w-copies">
        {kinds.map(([kind, name, text]) => (
          <li key={kind}>
            <a
              href={server.url('makeCopy', {
                params: { talkId: talk.id, kind },
                query: purpose === undefined ? {} : { purpose },
              })}
              download
              aria-label={copies.download(name)}
              onClick={() =>
                setTimeout(() => void queries.invalidateQueries({ queryKey: ['talk', talk.id, 'ledger'] }), LEDGER_MS)
              }
            >
              <Icon name="download" />
              {name}
            </a>
            <p className="w-muted">{text}</p>
          </li>
        ))}
      </ul>
      <p className="w-muted">{copies.noted}</p>
    </section>
  );
}
