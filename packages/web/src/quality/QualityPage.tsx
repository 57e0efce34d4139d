import { useQuery } from '@tanstack/react-query';
import { Failure } from '../components/Failure.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { protocols, session } from '../server.ts';
import { Protocol } from './Protocol.tsx';
import { Samples } from './Samples.tsx';

/** Quality monitoring of an organisation: its protocol, and the samples that were drawn. */
export function QualityPage() {
  const { quality: t } = useWords();
  return (
    <OrganisationPage title={t.title} intro={t.intro}>
      {({ id }) => <OfOrganisation organisationId={id} />}
    </OrganisationPage>
  );
}

function OfOrganisation({ organisationId }: { organisationId: string }) {
  const seats = useQuery(session).data?.seats ?? [];
  const { data, error, refetch } = useQuery(protocols(organisationId));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  const [protocol] = data.items;
  return (
    <div className="w-stack">
      <Protocol organisationId={organisationId} protocol={protocol} may={mayShow(seats, 'quality.adopt')} />
      {protocol && <Samples organisationId={organisationId} protocol={protocol} may={mayShow(seats, 'quality.draw')} />}
    </div>
  );
}
