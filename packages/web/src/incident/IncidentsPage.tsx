import { useQuery } from '@tanstack/react-query';
import type { Organisation } from '@woordelijk/api';
import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { Failure } from '../components/Failure.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { incidents, session } from '../server.ts';
import { IncidentView } from './IncidentView.tsx';
import { ReportForm } from './ReportForm.tsx';

/** Data breaches and other breaches of the rules: anybody who works there reports, who sees to privacy goes on. */
export function IncidentsPage() {
  const { incident: t, people } = useWords();
  usePageTitle(t.title);
  const { organisation, loaded, chooser } = useChosenOrganisation();
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {chooser}
      {loaded && organisation === undefined && <p>{people.noOrganisation}</p>}
      {!loaded && <Skeleton rows={4} />}
      {organisation && <Of key={organisation.id} organisation={organisation} />}
    </>
  );
}

function Of({ organisation }: { organisation: Organisation }) {
  const seats = useQuery(session).data?.seats ?? [];
  return (
    <div className="w-stack">
      {mayShow(seats, 'incident.see') && <All organisationId={organisation.id} />}
      <ReportForm organisationId={organisation.id} />
    </div>
  );
}

function All({ organisationId }: { organisationId: string }) {
  const { incident: t } = useWords();
  const { data, error, refetch } = useQuery(incidents(organisationId));
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={3} />;
  if (data.items.length === 0) return <p>{t.none}</p>;
  return data.items.map((one) => <IncidentView key={one.id} incident={one} />);
}
