import { useQuery } from '@tanstack/react-query';
import type { OwnRules } from '@woordelijk/api';
import { useState } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { longDay } from '../moments.ts';
import { ownRules as ownRulesQuery } from '../server.ts';
import { NewRules } from './NewRules.tsx';

/** An organisation's own rules: what was adopted, and new ones made from a copy. */
export function OwnRulesPage() {
  const { ownRules: words } = useWords();
  return (
    <OrganisationPage title={words.title} intro={words.text} none={words.noOrganisation}>
      {(organisation) => <RulesOf organisation={organisation} />}
    </OrganisationPage>
  );
}

function RulesOf({ organisation }: { organisation: { readonly id: string; readonly name: string } }) {
  const { ownRules: words } = useWords();
  const { data, error, refetch } = useQuery(ownRulesQuery(organisation.id));
  const [told, setTold] = useState(false);
  return (
    <>
      <section className="w-card" aria-labelledby="versions-title">
        <h2 id="versions-title">{words.versions}</h2>
        <div aria-live="polite">{told && <Notice look="good">{<p>{words.adopted}</p>}</Notice>}</div>
        {error && <Failure error={error} retry={() => void refetch()} />}
        {!error && !data && <Skeleton />}
        {data?.items.length === 0 && <p>{words.noVersions}</p>}
        {data && data.items.length > 0 && (
          <>
            <ul className="w-rules-versions">
              {data.items.map((version) => (
                <Version key={version.id} version={version} />
              ))}
            </ul>
            <p>
              <a href={`/regels/${data.items[0]!.key}`}>{words.page}</a>
            </p>
            <p>
              {words.embed}:{' '}
              <code className="w-break-anywhere">{`${location.origin}/regels/${data.items[0]!.key}/insluiten`}</code>
            </p>
          </>
        )}
      </section>
      {data && <NewRules organisation={organisation} before={data.items[0]} done={() => setTold(true)} />}
    </>
  );
}

function Version({ version }: { version: OwnRules }) {
  const words = useWords();
  const rows = version.file.regels;
  return (
    <li>
      <strong>{words.ownRules.validFrom(longDay(words, version.validFrom))}</strong>
      <span className="w-muted">{words.ownRules.count(Array.isArray(rows) ? rows.length : 0)}</span>
    </li>
  );
}
