import { lazy, Suspense } from 'react';
import { useWords } from './words.tsx';

/** Asked for only when somebody wants it. */
const QrCode = lazy(() => import('../components/QrCode.tsx').then(({ QrCode }) => ({ default: QrCode })));

/** The link to the running fingerprint, as a code for the other side's camera and as text. */
export function HeadsCode({ recordingId, token }: { recordingId: string; token: string }) {
  const words = useWords();
  const link = `${location.origin}/vingerafdruk#${recordingId}.${token}`;
  return (
    <section className="w-card" aria-labelledby="heads">
      <h2 id="heads">{words.live.heads}</h2>
      <p>{words.live.headsIntro}</p>
      <Suspense>
        <QrCode text={link} label={words.live.headsCode} />
      </Suspense>
      <p>
        <a href={link} target="_blank" rel="noreferrer" className="w-break-anywhere">
          {link}
        </a>
      </p>
    </section>
  );
}
