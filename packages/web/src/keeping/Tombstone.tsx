import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Icon } from '../components/Icon.tsx';
import { Notice } from '../components/Notice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { destruction, server } from '../server.ts';
import { Certificate } from './Certificate.tsx';

/** In the place of a talk that was destroyed. */
export function Tombstone({ talk }: { talk: Talk }) {
  const words = useWords();
  const { keeping: t } = words;
  const { data, error, refetch } = useQuery(destruction(talk.id));
  return (
    <>
      <Notice title={talk.destruction?.destroyedAt == null ? t.goingTitle : t.goneTitle}>
        <p>{t.goneText}</p>
      </Notice>
      <section className="w-card" aria-labelledby="certificate-title">
        <h2 id="certificate-title">{t.certificate}</h2>
        {error && <Failure error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={4} />}
        {data && <Certificate destruction={data} />}
        {data && (
          <ul className="w-copies">
            {(['html', 'docx'] as const).map((as) => (
              <li key={as}>
                <a
                  href={server.url('getCertificate', {
                    params: { talkId: talk.id },
                    query: { as, language: words.code === 'en' ? 'en' : 'nl' },
                  })}
                  download
                >
                  <Icon name="download" />
                  {t.certificate} {words.rights.as[as]}
                </a>
              </li>
            ))}
          </ul>
        )}
        {data && (
          <p>
            <Button onClick={() => window.print()}>{t.print}</Button>
          </p>
        )}
      </section>
    </>
  );
}
