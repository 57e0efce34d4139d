import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Session } from '@woordelijk/api';
import { useState } from 'react';
import { mayShow, type Shown } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { draws, holds, keepingOverview, openAbsents, organisations, questionRegister, rightsSince } from '../server.ts';

/** As far back as the work list of requests looks. */
const MONTH_MS = 30 * 86_400_000;
/** What somebody is for who sees it here. */
const WAITS: readonly Shown[] = ['rights.handle', 'question.see', 'retention.see', 'hold.see', 'quality.score'];

/** What waits for this user, by their roles, each with the way there; nothing for who is for none of it. */
export function Waiting({ seats }: { seats: Session['seats'] }) {
  const { waiting: t } = useWords().start;
  const may = (right: Shown) => mayShow(seats, right);
  const [now] = useState(() => Date.now());
  const real = (useQuery(organisations).data?.items ?? []).filter(({ kind }) => kind === 'organisation');
  const rights =
    useQuery({ ...rightsSince(new Date(now - MONTH_MS).toISOString()), enabled: may('rights.handle') }).data?.items ??
    [];
  const absents = useQuery({ ...openAbsents, enabled: may('rights.handle') }).data?.items ?? [];
  const questions = useQuery({ ...questionRegister, enabled: may('question.see') }).data?.items ?? [];
  const over = useQueries({
    queries: real.map(({ id }) => ({ ...keepingOverview(id), enabled: may('retention.see') })),
  });
  const held = useQueries({ queries: real.map(({ id }) => ({ ...holds(id), enabled: may('hold.see') })) });
  const drawn = useQueries({ queries: real.map(({ id }) => ({ ...draws(id), enabled: may('quality.score') })) });
  if (!WAITS.some(may)) return null;

  const open = rights.filter(({ closed }) => closed === null);
  const late = open.filter(({ daysLeft }) => daysLeft < 0).length;
  const inTerm = open.filter(({ daysLeft }) => daysLeft >= 0);
  const asked = questions.filter(({ state }) => state === 'open').length;
  const due = over.reduce((sum, { data }) => sum + (data?.due ?? 0), 0);
  const review = held
    .flatMap(({ data }) => data?.items ?? [])
    .filter(({ liftedAt, reviewAt }) => liftedAt === null && Date.parse(reviewAt) < now).length;
  const cards = drawn
    .flatMap(({ data }) => data?.items ?? [])
    .flatMap(({ talks }) => talks)
    .filter(({ state }) => state === 'open').length;
  const lines = [
    late > 0 && ({ to: '/verzoeken', text: t.late(late) } as const),
    inTerm.length > 0 &&
      ({
        to: '/verzoeken',
        text: t.rights(inTerm.length, Math.min(...inTerm.map(({ daysLeft }) => daysLeft))),
      } as const),
    absents.length > 0 && ({ to: '/verzoeken', text: t.absents(absents.length) } as const),
    due > 0 && ({ to: '/bewaren', text: t.due(due) } as const),
    review > 0 && ({ to: '/bewaren', text: t.holds(review) } as const),
    asked > 0 && ({ to: '/vragen', text: t.questions(asked) } as const),
    cards > 0 && ({ to: '/kwaliteit', text: t.cards(cards) } as const),
  ].filter((line) => line !== false);
  return (
    <section className="w-card" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{t.title}</h2>
      {lines.length === 0 && <p className="w-muted">{t.nothing}</p>}
      <ul className="w-acts">
        {lines.map(({ to, text }) => (
          <li key={text}>
            <Link to={to}>{text}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
