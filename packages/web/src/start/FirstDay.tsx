import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { Session } from '@woordelijk/api';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { mayShow } from '../frame/may-show.ts';
import { keep, kept } from '../kept.ts';
import { useWords } from '../language/language.tsx';

/** The address at which the tour is shown again, below the start page. */
export const FIRST_DAY = 'rondleiding';
type Step = 'talks' | 'plan' | 'record' | 'menu' | 'help';

/**
 * The tour of the first day, a step at a time, on the page it is about: what it speaks of is outlined. Shown until it was
 * seen or skipped, and again when it is asked for. That it was seen is kept in this browser only, by account.
 */
export function FirstDay({ account, seats }: { account: NonNullable<Session['account']>; seats: Session['seats'] }) {
  const again = useRouterState({ select: ({ location }) => location.hash === FIRST_DAY });
  const [seen, setSeen] = useState(() => kept(`first-day.${account.id}`) === 'seen');
  const navigate = useNavigate();
  if (seen && !again) return null;
  const close = () => {
    keep(`first-day.${account.id}`, 'seen');
    setSeen(true);
    void navigate({ to: '/', replace: true });
  };
  const steps: readonly Step[] = mayShow(seats, 'talk.plan')
    ? ['talks', 'plan', 'record', 'menu', 'help']
    : ['talks', 'record', 'menu', 'help'];
  return <Steps name={account.name} steps={steps} close={close} />;
}

function Steps({ name, steps, close }: { name: string; steps: readonly Step[]; close: () => void }) {
  const { firstDay: t } = useWords().start;
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = steps[at]!;
  const last = at === steps.length - 1;
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.pointing = step;
    return () => void delete dataset.pointing;
  }, [step]);
  const go = (to: number) => {
    setAt(to);
    heading.current?.focus();
  };
  return (
    <section className="w-card w-first-day" aria-labelledby="first-day">
      <p className="w-muted">
        {t.title(name)} · {t.step(at + 1, steps.length)}
      </p>
      <h2 id="first-day" ref={heading} tabIndex={-1}>
        {t.steps[step].title}
      </h2>
      <p>{t.steps[step].text}</p>
      <p className="w-buttons">
        {!last && (
          <Button look="main" onClick={() => go(at + 1)}>
            {t.next}
          </Button>
        )}
        {last && (
          <Button look="main" onClick={close}>
            {t.done}
          </Button>
        )}
        {at > 0 && <Button onClick={() => go(at - 1)}>{t.back}</Button>}
        {!last && (
          <Button look="quiet" onClick={close}>
            {t.skip}
          </Button>
        )}
      </p>
    </section>
  );
}
