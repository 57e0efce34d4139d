import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { plannedTalks, session } from '../server.ts';
import { partiesLine } from '../talks/parties.ts';

/** Talks on the calendar, the first to come on top, and the way to plan one. */
export function PlannedTalks() {
  const words = useWords();
  const { plan } = words.table;
  const { data } = useQuery(plannedTalks);
  const { data: me } = useQuery(session);
  const may = me !== undefined && mayShow(me.seats, 'talk.plan');
  const items = [...(data?.items ?? [])].reverse();
  if (!may && items.length === 0) return null;
  return (
    <section className="w-card" aria-labelledby="planned-title">
      <h2 id="planned-title">{plan.planned}</h2>
      {items.length === 0 && <p className="w-muted">{plan.nonePlanned}</p>}
      {items.length > 0 && (
        <ul className="w-acts">
          {items.map((talk) => (
            <li key={talk.id}>
              <Link to="/gesprekken/$talkId" params={{ talkId: talk.id }}>
                {shortMoment(words, talk.startedAt)}: {partiesLine(words, talk)}
              </Link>
              {talk.subject !== undefined && <span className="w-muted">{talk.subject}</span>}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <p>
          <Link to="/plannen" className="w-button w-button-main" data-place="plan">
            {plan.button}
          </Link>
        </p>
      )}
    </section>
  );
}
