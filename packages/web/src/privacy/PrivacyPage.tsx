import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { useWords } from '../language/language.tsx';
import { Objections } from './Objections.tsx';
import { SignFindings } from './SignFindings.tsx';
import { Signs } from './Signs.tsx';
import { WhomToAsk } from './WhomToAsk.tsx';

/** Whom to ask, who does not want to be recorded, and where it is told that there is recording. */
export function PrivacyPage() {
  const { privacy } = useWords();
  return (
    <OrganisationPage title={privacy.title}>
      {({ id }) => (
        <div className="w-stack">
          <Objections organisationId={id} />
          <Signs organisationId={id} />
          <SignFindings organisationId={id} />
          <WhomToAsk organisationId={id} />
        </div>
      )}
    </OrganisationPage>
  );
}
