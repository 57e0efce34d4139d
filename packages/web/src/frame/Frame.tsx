import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useLanguageChoice, useWords } from '../language/language.tsx';
import { server, session } from '../server.ts';
import { Alarms } from './Alarms.tsx';
import { Help } from './Help.tsx';
import { KeyMap } from './KeyMap.tsx';
import { Menu } from './Menu.tsx';
import { mayShow } from './may-show.ts';

/** Pages for who has a one-time link and no account. */
const OPEN: ReadonlySet<string> = new Set(['/eerste-beheerder', '/uitnodiging', '/afspraken']);

const LoginPage = lazy(() => import('../login/LoginPage.tsx').then((m) => ({ default: m.LoginPage })));

/** What stands around every page. Whoever is not logged in sees the login page in its place. */
export function Frame() {
  const words = useWords();
  const { data, error, refetch } = useQuery(session);
  const path = useRouterState({ select: (s) => s.location.pathname });
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main, path);
  const [keys, setKeys] = useState(false);
  const inside = data?.account != null;
  return (
    <>
      <a className="w-skip" href="#main">
        {words.frame.skip}
      </a>
      <header className="w-header">
        <div className="w-header-row">
          <Link to="/" className="w-brand" data-place="talks">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" />
              <path d="M8 13v6M13.3 9v14M18.700 12v8M24 14.500v3" />
            </svg>
            <span>Woordelijk</span>
          </Link>
          {inside && <Menu seats={data.seats} />}
          <div className="w-header-end">
            <LanguageSwitch />
            {data?.account && <Logout name={data.account.name} />}
          </div>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {inside && mayShow(data.seats, 'alarm.see') && <Alarms />}
        <Suspense fallback={<Skeleton />}>
          {error ? (
            <Failure error={error} retry={() => void refetch()} />
          ) : data === undefined ? (
            <Skeleton rows={5} />
          ) : inside || OPEN.has(path) ? (
            <>
              <Outlet />
              {inside && <Help path={path} showKeys={() => setKeys(true)} />}
            </>
          ) : (
            <LoginPage administratorExists={data.administratorExists} logins={data.logins} />
          )}
        </Suspense>
      </main>
      {inside && <KeyMap open={keys} show={setKeys} />}
      <footer className="w-footer">
        <p>{words.brand.tagline}</p>
        <p>
          <a href={words.code === 'nl' ? '/mag-dat' : '/mag-dat#taal=en'}>{words.frame.publicSite}</a>
        </p>
      </footer>
    </>
  );
}

function LanguageSwitch() {
  const words = useWords();
  const choose = useLanguageChoice();
  return (
    <fieldset className="w-switch">
      <legend className="w-unseen">{words.frame.language}</legend>
      {(['nl', 'en'] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={words.code === language}
          onClick={() => choose(language)}
        >
          <span aria-hidden="true">{language.toUpperCase()}</span>
          <span className="w-unseen">{language === 'nl' ? 'Nederlands' : 'English'}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Logout({ name }: { name: string }) {
  const { frame } = useWords();
  const queries = useQueryClient();
  const leave = async () => {
    // What is still asked would be refused when the session has ended.
    queries.setDefaultOptions({ queries: { enabled: false } });
    await queries.cancelQueries();
    await server.endSession().catch(() => undefined);
    location.assign('/'); // a fresh page, and no other before it: nothing of the session stays in memory
  };
  return (
    <Button look="quiet" title={frame.loggedInAs(name)} onClick={() => void leave()}>
      {frame.logout}
    </Button>
  );
}

/** After going to another page the reader starts at its beginning, not at the link that was pressed. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [main, path]);
}
