import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HouseDocument } from '@woordelijk/api';
import { Fragment } from 'react';
import { Failure } from '../components/Failure.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { documents } from '../server.ts';

const GROUPS = ['before', 'staff', 'talk', 'rights', 'keeping', 'wrong'] as const;

/** Where the others are made. */
const WAYS = {
  plan: '/opnameplan',
  talk: '/',
  requests: '/verzoeken',
  keeping: '/bewaren',
  privacy: '/privacy',
  incidents: '/incidenten',
} as const;

/** All documents on one page: those to be had here, and where the others are made. */
export function PapersPage() {
  const { papers: t } = useWords();
  return (
    <OrganisationPage title={t.title} intro={t.intro}>
      {({ id }) => <Papers organisationId={id} />}
    </OrganisationPage>
  );
}

function Papers({ organisationId }: { organisationId: string }) {
  const { papers: t } = useWords();
  const { data, error, refetch } = useQuery(documents(organisationId));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={8} />;
  return (
    <div className="w-stack">
      {GROUPS.map((group) => (
        <section key={group} className="w-card" aria-labelledby={`papers-${group}`}>
          <h2 id={`papers-${group}`}>{t.groups[group]}</h2>
          <ul className="w-holds">
            {data.items
              .filter((one) => one.group === group)
              .map((one) => (
                <Paper key={one.code} paper={one} organisationId={organisationId} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Paper({ paper, organisationId }: { paper: HouseDocument; organisationId: string }) {
  const words = useWords();
  const t = words.papers;
  const { code, at } = paper;
  const language = words.code === 'nl' ? 'nl' : 'en';
  const title = paper.title[language];
  const file = (as: string) => `/v1/organisations/${organisationId}/documents/${code}?as=${as}&language=${language}`;
  return (
    <li className="w-hold">
      <h3>{title}</h3>
      <p>{paper.why[language]}</p>
      {at === null ? (
        <p>
          {(
            [
              ['html', t.look],
              ['docx', t.word],
              ['txt', t.text],
            ] as const
          ).map(([as, name], i) => (
            <Fragment key={as}>
              {i > 0 && ' · '}
              <a href={file(as)} aria-label={t.named(name, title)} download>
                {name}
              </a>
            </Fragment>
          ))}
        </p>
      ) : (
        <p>
          {t.made} <Link to={WAYS[at]}>{t.at[at]}</Link>
        </p>
      )}
      <p className="w-muted">{t.source(paper.source)}</p>
    </li>
  );
}
