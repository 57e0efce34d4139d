import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Talk } from '@woordelijk/api';
import { useCallback } from 'react';
import { StateBadge } from '../components/Badge.tsx';
import { Failure } from '../components/Failure.tsx';
import { Icon } from '../components/Icon.tsx';
import { Length } from '../components/Length.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { Edits } from '../edit/Edits.tsx';
import { mayShow } from '../frame/may-show.ts';
import { TalkKeeping } from '../keeping/TalkKeeping.tsx';
import { Tombstone } from '../keeping/Tombstone.tsx';
import { useWords } from '../language/language.tsx';
import { useLive, useLiveChanges } from '../live.ts';
import { longDay, timeOfDay } from '../moments.ts';
import { TalkQuality } from '../quality/TalkQuality.tsx';
import { Absents } from '../rights/Absents.tsx';
import { TalkRights } from '../rights/TalkRights.tsx';
import { session, talk as talkQuery } from '../server.ts';
import { Sharing } from '../sharing/Sharing.tsx';
import { TableFile } from '../table/TableFile.tsx';
import { organisationName, partiesLine, talkSeconds } from '../talks/parties.ts';
import { Copies } from './Copies.tsx';
import { Details } from './Details.tsx';
import { History } from './History.tsx';
import { LiveLegs } from './LiveLegs.tsx';
import { PersonalLinks } from './PersonalLinks.tsx';
import { Player } from './Player.tsx';
import { usePurpose } from './Purpose.tsx';
import { Seal } from './Seal.tsx';

/** One talk: hear it, check it, take a copy, see what was done with it. */
export function TalkPage() {
  const words = useWords();
  const { talkId } = useParams({ from: '/gesprekken/$talkId' });
  const { data: talk, error, refetch } = useQuery(talkQuery(talkId));
  const queries = useQueryClient();
  useLive();
  useLiveChanges(
    useCallback(
      (change) => {
        if (change.talkId === talkId || change.talkId === '')
          void queries.invalidateQueries({ queryKey: ['talk', talkId] });
      },
      [queries, talkId],
    ),
  );
  usePageTitle(talk ? words.talk.title(longDay(words, talk.startedAt)) : words.list.title);
  return (
    <>
      <p className="w-back">
        <Link to="/">
          <Icon name="left" />
          {words.talk.back}
        </Link>
      </p>
      {error && !talk ? (
        <>
          <h1>{words.talk.gone}</h1>
          <Failure error={error} retry={() => void refetch()} />
        </>
      ) : talk ? (
        <Found talk={talk} />
      ) : (
        <Skeleton rows={6} tall />
      )}
    </>
  );
}

function Found({ talk }: { talk: Talk }) {
  const words = useWords();
  const live = talk.state === 'live';
  const recorded = talk.recordingId !== null;
  const heard = recorded && !live && !talk.private && !talk.destruction;
  const use = usePurpose(talk, heard);
  const seats = useQuery(session).data?.seats ?? [];
  return (
    <>
      <header className="w-talk-head">
        <h1>{partiesLine(words, talk)}</h1>
        <p className="w-talk-facts">
          <time dateTime={talk.startedAt}>
            {longDay(words, talk.startedAt)}, {timeOfDay(words, talk.startedAt)}
          </time>
          {recorded && !live && <Length seconds={talkSeconds(talk)} />}
          <span>{organisationName(words, talk.organisation)}</span>
          <StateBadge talk={talk} />
        </p>
      </header>
      {talk.destruction ? <Tombstone talk={talk} /> : <TableFile talk={talk} />}
      <div className="w-talk">
        {recorded && !talk.destruction && (
          <div className="w-talk-main">
            {talk.private ? <Private talk={talk} /> : live && <LiveLegs talk={talk} />}
            {use.chooser}
            {heard && use.hear && <Player key={use.purpose} talk={talk} purpose={use.purpose} />}
          </div>
        )}
        {!talk.destruction && (
          <div className="w-talk-side">
            {heard && <Seal talk={talk} />}
            {heard && use.copy && <Copies talk={talk} purpose={use.purpose} />}
            <PersonalLinks talk={talk} />
            <TalkRights talk={talk} />
            {heard && <Absents talk={talk} />}
            {recorded && <Details talk={talk} />}
            <TalkKeeping talk={talk} />
          </div>
        )}
        {heard && (
          <div className="w-talk-history">
            {mayShow(seats, 'quality.read') && <TalkQuality talkId={talk.id} />}
            <Edits talk={talk} />
            <Sharing talk={talk} />
          </div>
        )}
        <div className="w-talk-history">
          <History talk={talk} />
        </div>
      </div>
    </>
  );
}

/** A talk that was not for keeping: that it was there stays, what was said does not. */
function Private({ talk }: { talk: Talk }) {
  const words = useWords();
  const { because, destroyAt, destroyedAt } = talk.private!;
  const at = destroyedAt ?? destroyAt;
  return (
    <Notice look="info" title={words.private.title[because]}>
      <p>
        {words.private[destroyedAt === null ? 'locked' : 'destroyed'](`${longDay(words, at)}, ${timeOfDay(words, at)}`)}
      </p>
    </Notice>
  );
}
