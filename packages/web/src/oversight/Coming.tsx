import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Months } from '../keeping/Due.tsx';
import { useWords } from '../language/language.tsx';
import { LeftPlot } from '../rights/RightsPage.tsx';
import { keepingOverview, rightsSince } from '../server.ts';

const MONTH_MS = 30 * 86_400_000;

/** What is coming: deletions that are due, and how many days requests have left. */
export function Coming({ organisationId }: { organisationId: string }) {
  const { oversight: t, rights } = useWords();
  const { data: due } = useQuery(keepingOverview(organisationId));
  const [since] = useState(() => new Date(Date.now() - MONTH_MS).toISOString());
  const { data: asked } = useQuery(rightsSince(since));
  const open = asked?.items.filter((one) => one.closed === null && one.organisationId === organisationId);
  return (
    <section className="w-card" aria-labelledby="coming-title">
      <h2 id="coming-title">{t.coming}</h2>
      <div className="w-plots">
        {due && <Months months={due.months} />}
        {open && (open.length === 0 ? <p className="w-muted">{rights.none}</p> : <LeftPlot open={open} />)}
      </div>
    </section>
  );
}
