import type { Organisation } from '@woordelijk/api';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../language/language.tsx';
import { useChosenOrganisation } from './chosen-organisation.tsx';
import { Notice } from './Notice.tsx';
import { usePageTitle } from './page-title.ts';
import { Skeleton } from './Skeleton.tsx';

/** A page about one organisation: its title (on paper with whose it is), the way to choose another, and what is told of it. */
export function OrganisationPage({
  title,
  intro,
  none,
  children,
}: {
  title: string;
  intro?: string;
  /** Where there is no organisation yet: what to do; the usual words otherwise. */
  none?: string;
  children: (organisation: Organisation) => ReactNode;
}) {
  const { people } = useWords();
  usePageTitle(title);
  const { organisation, loaded, chooser } = useChosenOrganisation();
  return (
    <>
      <h1>
        {title}
        {organisation && <span className="w-print-only"> · {organisation.name}</span>}
      </h1>
      {intro !== undefined && <p>{intro}</p>}
      {chooser ?? (!loaded && <Skeleton rows={4} />)}
      {loaded && organisation === undefined && <Notice>{<p>{none ?? people.noOrganisation}</p>}</Notice>}
      {organisation && <Fragment key={organisation.id}>{children(organisation)}</Fragment>}
    </>
  );
}
