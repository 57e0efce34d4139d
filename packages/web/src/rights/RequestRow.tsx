import { Link } from '@tanstack/react-router';
import type { RightsRequest } from '@woordelijk/api';
import { Badge } from '../components/Badge.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';

/** A request in a list: what, of whom, how many days are left, whose turn it is. */
export function RequestRow({ request }: { request: RightsRequest }) {
  const words = useWords();
  const t = words.rights;
  const { closed, takenUp, daysLeft } = request;
  return (
    <li className="w-wish">
      <p>
        <Link to="/verzoeken/$requestId" params={{ requestId: request.id }} className="w-wish-name">
          {t.from(request.name, t.kinds[request.kind])}
        </Link>
      </p>
      <p className="w-wish-facts">
        {closed === null ? (
          <Badge look={daysLeft < 0 ? 'warning' : daysLeft <= 7 ? 'busy' : 'good'}>{t.left(daysLeft)}</Badge>
        ) : (
          <Badge look={closed.inTerm ? 'good' : 'warning'}>{closed.inTerm ? t.inTerm : t.outOfTerm}</Badge>
        )}
        <span>
          {closed === null
            ? `${t.due(shortDay(words, request.dueOn))} · ${t.states[request.state]}`
            : t.closedOn(shortDay(words, closed.at), t.hows[closed.how])}
        </span>
        <span className="w-muted">{takenUp === null ? (closed === null ? t.nobody : '') : t.who(takenUp.by)}</span>
      </p>
    </li>
  );
}
