import { Link } from '@tanstack/react-router';
import type { Talk } from '@woordelijk/api';
import { Fragment } from 'react';
import { StateBadge } from '../components/Badge.tsx';
import { Length } from '../components/Length.tsx';
import { useWords } from '../language/language.tsx';
import { dayKey, dayName, timeOfDay } from '../moments.ts';
import { organisationName, partiesLine, talkSeconds } from './parties.ts';

/** Talks by day. On a narrow screen every row is a card; it stays a table for screen readers. */
export function TalkTable({ talks, dimmed }: { talks: readonly Talk[]; dimmed: boolean }) {
  const words = useWords();
  const { columns, caption } = words.list;
  const now = Date.now();
  const days = Map.groupBy(talks, (talk) => dayKey(talk.startedAt));
  return (
    <table className={dimmed ? 'w-talks w-dimmed' : 'w-talks'}>
      <caption className="w-unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.time}</th>
          <th scope="col">{columns.parties}</th>
          <th scope="col">{columns.organisation}</th>
          <th scope="col" className="w-right">
            {columns.length}
          </th>
          <th scope="col">{columns.state}</th>
        </tr>
      </thead>
      {[...days].map(([day, rows]) => (
        <Fragment key={day}>
          <tbody>
            <tr className="w-talks-day">
              <th scope="rowgroup" colSpan={5}>
                {dayName(words, rows[0]!.startedAt, now)}
              </th>
            </tr>
            {rows.map((talk) => (
              <TalkRow key={talk.id} talk={talk} />
            ))}
          </tbody>
        </Fragment>
      ))}
    </table>
  );
}

function TalkRow({ talk }: { talk: Talk }) {
  const words = useWords();
  const who = partiesLine(words, talk);
  const when = timeOfDay(words, talk.startedAt);
  const numbers = talk.parties.filter((p) => p.name !== null && p.number !== null).map((p) => p.number);
  return (
    <tr className="w-talks-row">
      <td className="w-talks-time">
        <time dateTime={talk.startedAt}>{when}</time>
      </td>
      <td className="w-talks-who">
        <Link to="/gesprekken/$talkId" params={{ talkId: talk.id }} aria-label={words.list.open(who, when)}>
          {who}
        </Link>
        {numbers.length > 0 && <span className="w-muted w-figures">{numbers.join(' · ')}</span>}
      </td>
      <td className="w-talks-organisation">{organisationName(words, talk.organisation)}</td>
      <td className="w-talks-length w-right">
        <Length seconds={talkSeconds(talk)} />
      </td>
      <td className="w-talks-state">
        <StateBadge talk={talk} />
      </td>
    </tr>
  );
}
