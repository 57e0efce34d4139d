import { useQuery } from '@tanstack/react-query';
import { Command } from '../components/Command.tsx';
import { Failure } from '../components/Failure.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { about as aboutQuery } from '../server.ts';

export function AboutPage() {
  const { about } = useWords();
  const { data, error, refetch } = useQuery(aboutQuery);
  usePageTitle(about.title);
  return (
    <>
      <h1>{about.title}</h1>
      <p className="w-lead">{about.text}</p>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <div className="w-about">
          <div className="w-settings-side">
            <section className="w-card" aria-labelledby="key-title">
              <h2 id="key-title">{about.key}</h2>
              <Command text={data.verifierKey} />
              <p>{about.keyText}</p>
            </section>
            <section className="w-card" aria-labelledby="limit-title">
              <h2 id="limit-title">{about.limitTitle}</h2>
              <p>{about.limit}</p>
            </section>
          </div>
          <section className="w-card" aria-labelledby="server-title">
            <h2 id="server-title">Server</h2>
            <dl className="w-facts">
              <dt>{about.version}</dt>
              <dd>{data.version}</dd>
              <dt>{about.sip}</dt>
              <dd className="w-figures w-break-anywhere">{data.sip.join(' · ')}</dd>
            </dl>
            <h3>{about.testCall}</h3>
            <Command text={data.testCall} />
            <p>
              <a href="/v1/openapi.json">{about.api}</a>
            </p>
            <p className="w-muted">{about.licence}</p>
          </section>
        </div>
      )}
    </>
  );
}
