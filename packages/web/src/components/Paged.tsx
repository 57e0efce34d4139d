import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../language/language.tsx';
import { Button } from './Button.tsx';
import { Failure } from './Failure.tsx';
import { Skeleton } from './Skeleton.tsx';

/** A list that comes in parts, the next part when somebody asks for it. `none`: what stands there when it is empty. */
export function Paged<T>({
  query: { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage },
  none,
  row,
}: {
  query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>;
  none: string;
  /** One row: a list item with its key. */
  row: (item: T) => ReactNode;
}) {
  const { paged } = useWords();
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data && all.length === 0 && <p>{none}</p>}
      <ul className="w-holds">{all.map(row)}</ul>
      {hasNextPage && (
        <p>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {paged.more}
          </Button>
        </p>
      )}
    </>
  );
}
