import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { Objections } from './Objections.tsx';
import { SignFindings } from './SignFindings.tsx';
import { Signs } from './Signs.tsx';
import { WhomToAsk } from './WhomToAsk.tsx';

/** Whom to ask, who does not want to be recorded, and where it is told that there is recording. */
export function PrivacyPage() {
  const { people, privacy } = useWords();
  usePageTitle(privacy.title);
  const { organisation, loaded, chooser } = useChosenOrganisation();
  return (
    <>
      <h1>{privacy.title}</h1>
      {chooser}
      {loaded && organisation === undefined && <p>{people.noOrganisation}</p>}
      {!loaded && <Skeleton rows={4} />}
      {organisation && (
        <div key={organisation.id} className="w-stack">
          <Objections organisationId={organisation.id} />
          <Signs organisationId={organisation.id} />
          <SignFindings organisationId={organisation.id} />
          <WhomToAsk organisationId={organisation.id} />
        </div>
      )}
    </>
  );
}
