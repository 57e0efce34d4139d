import { useEffect, useState } from 'react';
import { useWords } from './words.tsx';

/** The link to the running fingerprint, as a code for the other side's camera and as text. */
export function HeadsCode({ recordingId, token }: { recordingId: string; token: string }) {
  const words = useWords();
  const link = `${location.origin}/vingerafdruk#${recordingId}.${token}`;
  const [modules, setModules] = useState<readonly (readonly boolean[])[]>();
  useEffect(() => {
    void import('uqr').then(({ encode }) => setModules(encode(link, { border: 4 }).data));
  }, [link]);
  return (
    <section className="w-card" aria-labelledby="heads">
      <h2 id="heads">{words.live.heads}</h2>
      <p>{words.live.headsIntro}</p>
      {modules !== undefined && (
        <svg
          className="w-code"
          viewBox={`0 0 ${modules.length} ${modules.length}`}
          role="img"
          aria-label={words.live.headsCode}
        >
          <rect width={modules.length} height={modules.length} fill="#ffffff" />
          <path
            fill="#000000"
            d={modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')}
          />
        </svg>
      )}
      <p>
        <a href={link} target="_blank" rel="noreferrer" className="w-break-anywhere">
          {link}
        </a>
      </p>
    </section>
  );
}
