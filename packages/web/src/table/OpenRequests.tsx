import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { openRequests } from '../server.ts';

/** Requests of all talks that wait for somebody of the office; nothing where none does. */
export function OpenRequests() {
  const words = useWords();
  const { open } = words.table;
  const { data } = useQuery(openRequests);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="w-card" aria-labelledby="open-requests-title">
      <h2 id="open-requests-title">{open.title(data.items.length)}</h2>
      <ul className="w-acts">
        {data.items.map(({ talkId, request, name, subject, at, waits }) => (
          <li key={request}>
            <Link to="/gesprekken/$talkId" params={{ talkId }}>
              {open.waits[waits]?.(name)}
            </Link>{' '}
            <span className="w-muted">
              {[subject, open.since(shortMoment(words, at))].filter((part) => part !== '').join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
