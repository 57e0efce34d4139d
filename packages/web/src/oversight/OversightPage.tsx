import { useQuery } from '@tanstack/react-query';
import { Button } from '../components/Button.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
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
  const { oversight: t } = useWords();
  const seats = useQuery(session).data?.seats ?? [];
  const all = mayShow(seats, 'oversight.see');
  return (
    <OrganisationPage title={t.title} intro={t.intro}>
      {({ id }) => (
        <div className="w-stack">
          <div className="w-buttons">
            <Button onClick={() => print()}>{t.print}</Button>
          </div>
          {all && <Audit organisationId={id} />}
          <FigurePlots organisationId={id} />
          {all && <Coming organisationId={id} />}
          {all && <RefusedReadings organisationId={id} />}
          {all && <Decisions organisationId={id} />}
        </div>
      )}
    </OrganisationPage>
  );
}
