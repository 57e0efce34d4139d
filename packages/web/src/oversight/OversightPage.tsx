import { useQuery } from '@tanstack/react-query';
import { Button } from '../components/Button.tsx';
import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { session } from '../server.ts';
import { Audit } from './Audit.tsx';
import { Coming } from './Coming.tsx';
import { Decisions } from './Decisions.tsx';
import { FigurePlots } from './FigurePlots.tsx';
import { RefusedReadings } from './RefusedReadings.tsx';

/** Whether the rules are kept: for who looks after them. */
export function OversightPage() {
  const { people, oversight: t } = useWords();
  usePageTitle(t.title);
  const { organisation, loaded, chooser } = useChosenOrganisation();
  const seats = useQuery(session).data?.seats ?? [];
  const all = mayShow(seats, 'oversight.see');
  return (
    <>
      <h1>
        {t.title}
        {organisation && <span className="w-print-only"> · {organisation.name}</span>}
      </h1>
      <p className="w-muted">{t.intro}</p>
      {chooser}
      {loaded && organisation === undefined && <p>{people.noOrganisation}</p>}
      {!loaded && <Skeleton rows={4} />}
      {organisation && (
        <div key={organisation.id} className="w-stack">
          <div className="w-buttons">
            <Button onClick={() => print()}>{t.print}</Button>
          </div>
          {all && <Audit organisationId={organisation.id} />}
          <FigurePlots organisationId={organisation.id} />
          {all && <Coming organisationId={organisation.id} />}
          {all && <RefusedReadings organisationId={organisation.id} />}
          {all && <Decisions organisationId={organisation.id} />}
        </div>
      )}
    </>
  );
}
