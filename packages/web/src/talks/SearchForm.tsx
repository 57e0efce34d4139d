import type { PurposeName } from '@woordelijk/api';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { useWords } from '../language/language.tsx';
import { startOfDay } from '../moments.ts';
import type { TalkFilter } from '../server.ts';

/** What the fields hold: days as date fields give them. */
export interface Search {
  readonly q: string;
  readonly from: string;
  readonly to: string;
  /** What is searched for; '': not chosen. */
  readonly purpose: PurposeName | '';
  readonly first: TalkFilter['first'];
}

export const emptySearch: Search = { q: '', from: '', to: '', purpose: '', first: 'newest' };

// Names and numbers stay out of the address bar and the browser history; coming back from a talk still finds them.
let remembered: Search = emptySearch;

/** The search as it was when the list was last on the screen. */
export function keptSearch(): Search {
  return remembered;
}

/** Remembers the search until the page is reloaded. */
export function keepSearch(search: Search): void {
  remembered = search;
}

/** Whether not all talks are asked for. */
export function isSearching({ q, from, to, purpose }: Search): boolean {
  return q !== '' || from !== '' || to !== '' || purpose !== '';
}

/** The question for the server. */
export function filterOf({ q, from, to, purpose, first }: Search): TalkFilter {
  const begin = startOfDay(from);
  const end = startOfDay(to, 1);
  return {
    q: q.trim(),
    first,
    ...(purpose ? { purpose } : {}),
    ...(begin ? { from: begin } : {}),
    ...(end ? { to: end } : {}),
  };
}

const TYPING_MS = 250;
const ORDERS = ['newest', 'oldest'] as const;
const SEARCHED_FOR = [
  'talk',
  'request',
  'complaint',
  'oversight',
  'archive',
  'evidence',
  'agreements',
  'account',
  'training',
  'quality',
  'staff-review',
] as const satisfies readonly PurposeName[];

export function SearchForm({ search, change }: { search: Search; change: (search: Search) => void }) {
  const { list, purpose } = useWords();
  const [q, setQ] = useState(search.q);
  const latest = useRef({ search, change });
  latest.current = { search, change };
  useEffect(() => setQ(search.q), [search.q]);
  useEffect(() => {
    const { search: asked, change: ask } = latest.current;
    if (q === asked.q) return;
    const timer = setTimeout(() => ask({ ...latest.current.search, q }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [q]);
  const any = isSearching(search);
  return (
    <search>
      <form
        className="w-search"
        onSubmit={(event) => {
          event.preventDefault();
          change({ ...search, q });
        }}
      >
        <Field
          label={list.search}
          type="search"
          value={q}
          onChange={(e) => setQ(e.target.value)}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
        <Field
          label={list.from}
          type="date"
          value={search.from}
          max={search.to || undefined}
          onChange={(e) => change({ ...search, from: e.target.value })}
        />
        <Field
          label={list.to}
          type="date"
          value={search.to}
          min={search.from || undefined}
          onChange={(e) => change({ ...search, to: e.target.value })}
        />
        <Choice
          label={purpose.search}
          value={search.purpose}
          options={[
            { value: '', text: purpose.searchAny },
            ...SEARCHED_FOR.map((value) => ({ value, text: purpose.names[value] })),
          ]}
          choose={(chosen) => change({ ...search, purpose: chosen })}
        />
        <Choice
          label={list.order}
          value={search.first}
          options={ORDERS.map((value) => ({ value, text: list.orders[value] }))}
          choose={(first) => change({ ...search, first })}
        />
        {any && (
          <Button look="quiet" icon="cross" onClick={() => change({ ...emptySearch, first: search.first })}>
            {list.clear}
          </Button>
        )}
      </form>
    </search>
  );
}
