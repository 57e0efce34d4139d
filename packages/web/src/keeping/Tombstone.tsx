import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { PaperLinks } from '../components/PaperLinks.tsx';
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
            <PaperLinks
              name={t.certificate}
              at={(query) => server.url('getCertificate', { params: { talkId: talk.id }, query })}
            />
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
