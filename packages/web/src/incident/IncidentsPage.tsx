import { useQuery } from '@tanstack/react-query';
import type { Organisation } from '@woordelijk/api';
import { Failure } from '../components/Failure.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { incidents, session } from '../server.ts';
import { IncidentView } from './IncidentView.tsx';
import { ReportForm } from './ReportForm.tsx';

/** Data breaches and other breaches of the rules: anybody who works there reports, who sees to privacy goes on. */
export function IncidentsPage() {
  const { incident: t } = useWords();
  return (
    <OrganisationPage title={t.title} intro={t.intro}>
      {(organisation) => <Of organisation={organisation} />}
    </OrganisationPage>
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
