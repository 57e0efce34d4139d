import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Command } from '../components/Command.tsx';
import { Failure } from '../components/Failure.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { useLive, useLiveChanges } from '../live.ts';
import { session, talks } from '../server.ts';
import { FirstDay } from '../start/FirstDay.tsx';
import { Waiting } from '../start/Waiting.tsx';
import { OpenRequests } from '../table/OpenRequests.tsx';
import { PlannedTalks } from '../table/PlannedTalks.tsx';
import { LiveTalks } from './LiveTalks.tsx';
import { emptySearch, filterOf, isSearching, keepSearch, keptSearch, type Search, SearchForm } from './SearchForm.tsx';
import { TalkTable } from './TalkTable.tsx';

const ShortFigures = lazy(() =>
  import('../start/ShortFigures.tsx').then((module) => ({ default: module.ShortFigures })),
);

/** The list of talks: those under way on top, then the others in the order of time. */
export function TalksPage() {
  const words = useWords();
  const [search, setSearch] = useState<Search>(keptSearch);
  const filter = filterOf(search);
  const list = useInfiniteQuery({ ...talks(filter), placeholderData: keepPreviousData });
  const live = useLive();
  const queries = useQueryClient();
  useLiveChanges(useCallback(() => void queries.invalidateQueries({ queryKey: ['talks'] }), [queries]));
  const { data: me } = useQuery(session);
  usePageTitle(words.list.title);

  const items = list.data?.pages.flatMap((page) => page.items).filter((talk) => talk.state !== 'live') ?? [];
  const searching = isSearching(search);
  const change = (next: Search) => {
    keepSearch(next);
    setSearch(next);
  };
  return (
    <>
      <h1>{words.list.title}</h1>
      {me?.account && <FirstDay account={me.account} seats={me.seats} />}
      <LiveTalks live={live} />
      {me && <Waiting seats={me.seats} />}
      <OpenRequests />
      <PlannedTalks />
      {me && mayShow(me.seats, 'figures.see') && (
        <Suspense>
          <ShortFigures seats={me.seats} />
        </Suspense>
      )}
      {(items.length > 0 || searching) && <SearchForm search={search} change={change} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={6} tall />}
      {list.isSuccess &&
        items.length === 0 &&
        (searching ? <NothingFound clear={() => change(emptySearch)} /> : live.total === 0 && <NoTalksYet />)}
      {items.length > 0 && (
        <>
          <TalkTable talks={items} dimmed={list.isPlaceholderData} />
          <div className="w-more">
            <p className="w-muted" role="status">
              {words.list.shown(items.length)}
            </p>
            {list.hasNextPage && (
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {list.isFetchingNextPage ? words.list.loadingMore : words.list.more}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  );
}

function NothingFound({ clear }: { clear: () => void }) {
  const { list } = useWords();
  return (
    <div className="w-empty" role="status">
      <h2>{list.noneTitle}</h2>
      <p>{list.none}</p>
      <Button onClick={clear}>{list.clear}</Button>
    </div>
  );
}

function NoTalksYet() {
  const { list } = useWords();
  return (
    <div className="w-empty">
      <h2>{list.emptyTitle}</h2>
      <p>{list.empty}</p>
      <p>{list.emptyStep}</p>
      <Command text="npx woordelijk demo call" />
      <p className="w-muted">{list.emptyAfter}</p>
    </div>
  );
}
