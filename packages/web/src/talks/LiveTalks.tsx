import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LiveTalk, Talk } from '@woordelijk/api';
import { Length } from '../components/Length.tsx';
import { Meter } from '../components/Meter.tsx';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';
import { type LiveNow, useRunningSeconds } from '../live.ts';
import { liveTalks } from '../server.ts';
import { legName, organisationName, partiesLine } from './parties.ts';

const SHOWN = 12;

/** Calls under way, with how long and how loud. */
export function LiveTalks({ live }: { live: LiveNow }) {
  const words = useWords();
  const { data } = useQuery({ ...liveTalks, enabled: live.total > 0 });
  const known = new Map(data?.items.map((talk) => [talk.id, talk]));
  const shown = live.talks.filter((t) => known.has(t.talkId)).slice(0, SHOWN);
  return (
    <section aria-label={words.live.title} className={shown.length > 0 ? 'w-live' : undefined}>
      {!live.connected && <Notice look="warning">{<p>{words.frame.reconnecting}</p>}</Notice>}
      <p className={shown.length > 0 ? 'w-live-title' : 'w-unseen'} role="status">
        {shown.length > 0 && <span className="w-pulse" aria-hidden="true" />}
        {words.live.status(live.total)}
      </p>
      {shown.length > 0 && (
        <ul className="w-live-cards">
          {shown.map((t) => (
            <LiveCard key={t.talkId} live={t} at={live.at} talk={known.get(t.talkId)!} />
          ))}
        </ul>
      )}
      {live.total > shown.length && shown.length === SHOWN && (
        <p className="w-muted">{words.live.more(live.total - shown.length)}</p>
      )}
    </section>
  );
}

function LiveCard({ live, at, talk }: { live: LiveTalk; at: number; talk: Talk }) {
  const words = useWords();
  const seconds = useRunningSeconds(live, at);
  return (
    <li className="w-live-card">
      <div className="w-live-card-top">
        <Link to="/gesprekken/$talkId" params={{ talkId: talk.id }}>
          {partiesLine(words, talk)}
        </Link>
        <Length seconds={seconds} />
      </div>
      <p className="w-muted">{organisationName(words, talk.organisation)}</p>
      {talk.channels.map((channel) => {
        const name = legName(words, talk, channel);
        const level = live.channels.find((c) => c.channel === channel.channel)?.level ?? 0;
        return (
          <div key={channel.channel} className="w-live-meter">
            <span aria-hidden="true">{name}</span>
            <Meter leg={channel.channel} who={name} level={level} />
          </div>
        );
      })}
    </li>
  );
}
