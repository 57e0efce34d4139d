import { Link, useRouterState } from '@tanstack/react-router';
import type { Session } from '@woordelijk/api';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../components/Icon.tsx';
import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { mayShow, type Shown } from './may-show.ts';

interface Entry {
  readonly to:
    | '/privacy'
    | '/bewaren'
    | '/verzoeken'
    | '/mijn-opnamen'
    | '/opnameplan'
    | '/vragen'
    | '/eigen-regels'
    | '/mensen'
    | '/verwerkers'
    | '/incidenten'
    | '/controle'
    | '/toezicht'
    | '/ondernemingsraad'
    | '/kwaliteit'
    | '/documenten'
    | '/instellingen'
    | '/over';
  readonly name: (words: Words) => string;
  /** Shown to who has this right; absent: to everybody. */
  readonly right?: Shown;
}

type Group = 'before' | 'people' | 'oversight' | 'house';

/** Everything but the daily work, in the order in which it is met. */
const GROUPS: Readonly<Record<Group, readonly Entry[]>> = {
  before: [
    { to: '/opnameplan', name: ({ frame }) => frame.plan, right: 'plan.draft' },
    { to: '/verwerkers', name: ({ processors }) => processors.title, right: 'plan.draft' },
    { to: '/eigen-regels', name: ({ frame }) => frame.ownRules, right: 'people.see' },
    { to: '/documenten', name: ({ papers }) => papers.nav },
    { to: '/vragen', name: ({ frame }) => frame.questions, right: 'question.see' },
  ],
  people: [
    { to: '/privacy', name: ({ frame }) => frame.privacy, right: 'objection.see' },
    { to: '/verzoeken', name: ({ rights }) => rights.nav, right: 'rights.see' },
    { to: '/mijn-opnamen', name: ({ rights }) => rights.own.nav },
    { to: '/bewaren', name: ({ keeping }) => keeping.nav, right: 'destruction.see' },
  ],
  oversight: [
    { to: '/toezicht', name: ({ oversight }) => oversight.nav, right: 'figures.see' },
    { to: '/ondernemingsraad', name: ({ council }) => council.nav, right: 'council.see' },
    { to: '/kwaliteit', name: ({ quality }) => quality.nav, right: 'quality.see' },
    { to: '/incidenten', name: ({ incident }) => incident.nav, right: 'incident.report' },
    { to: '/controle', name: ({ watch }) => watch.title, right: 'watch.see' },
  ],
  house: [
    { to: '/mensen', name: ({ frame }) => frame.people, right: 'people.see' },
    { to: '/instellingen', name: ({ frame }) => frame.settings },
    { to: '/over', name: ({ frame }) => frame.about },
  ],
};

/** The daily work at hand, and all else behind one button. Escape and a choice close it. */
export function Menu({ seats }: { seats: Session['seats'] }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (s) => s.location.pathname });
  const panel = useId();
  const nav = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: wherever one arrives, the menu is shut
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!nav.current?.contains(event.target as Node)) setOpen(false);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', key);
    };
  }, [open]);
  const groups = (Object.keys(GROUPS) as Group[])
    .map((group) => ({
      group,
      entries: GROUPS[group].filter(({ right }) => right === undefined || mayShow(seats, right)),
    }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <nav aria-label={words.frame.nav} ref={nav}>
      <Link to="/" activeOptions={{ exact: true }}>
        {words.frame.talks}
      </Link>
      <a href="/opnemen" data-place="record">
        {words.frame.record}
      </a>
      <button
        ref={button}
        type="button"
        className="w-menu-button"
        data-place="menu"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {words.frame.menu}
        <Icon name={open ? 'cross' : 'down'} />
      </button>
      <div id={panel} className="w-menu" hidden={!open}>
        {groups.map(({ group, entries }) => (
          <section key={group} aria-labelledby={`${panel}-${group}`}>
            <h2 id={`${panel}-${group}`}>{words.frame.groups[group]}</h2>
            <ul>
              {entries.map(({ to, name }) => (
                <li key={to}>
                  <Link to={to} onClick={() => setOpen(false)}>
                    {name(words)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
