import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { timeOfDay } from '../moments.ts';
import { rawMetadata } from '../server.ts';
import { partyName } from '../talks/parties.ts';

/** Who took part and what the signalling said. */
export function Details({ talk }: { talk: Talk }) {
  const words = useWords();
  const t = words.talk;
  return (
    <section className="w-card" aria-labelledby="details-title">
      <h2 id="details-title">{t.participants}</h2>
      {talk.parties.length === 0 && <p>{t.noParticipants}</p>}
      <ul className="w-parties">
        {talk.parties.map((party) => {
          const leg = talk.channels.find((c) => c.parties.includes(party.id));
          return (
            <li key={party.id} className={leg ? `w-leg-${leg.channel}` : undefined}>
              <p className="w-party-name">{partyName(words, party)}</p>
              {party.name !== null && party.number !== null && <p className="w-figures">{party.number}</p>}
              {party.address !== null && <Address text={party.address} />}
              {leg && (
                <p className="w-muted">
                  {t.leg(leg.channel)} · {leg.codecs.join(', ')} · {leg.clockRate / 1000} kHz
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <h3>{t.details}</h3>
      <dl className="w-facts">
        <dt>{t.started}</dt>
        <dd>{timeOfDay(words, talk.startedAt, true)}</dd>
        {talk.endedAt !== null && (
          <>
            <dt>{t.ended}</dt>
            <dd>{timeOfDay(words, talk.endedAt, true)}</dd>
          </>
        )}
        {talk.ending !== null && (
          <>
            <dt>{t.ending}</dt>
            <dd>{words.endings[talk.ending]}</dd>
          </>
        )}
        <dt>{t.id}</dt>
        <dd className="w-break-anywhere w-figures">{talk.id}</dd>
      </dl>
      <Raw talk={talk} />
    </section>
  );
}

/** An address breaks behind its @ before it breaks anywhere else. */
function Address({ text }: { text: string }) {
  const at = text.lastIndexOf('@') + 1;
  return (
    <p className="w-muted w-break-anywhere">
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </p>
  );
}

function Raw({ talk }: { talk: Talk }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { data, error, isPending } = useQuery({ ...rawMetadata(talk.id), enabled: open });
  return (
    <details className="w-raw" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{words.talk.rawTitle}</summary>
      {error ? <Failure error={error} /> : isPending && open && <Skeleton rows={2} />}
      {data?.items.length === 0 && <p>{words.talk.rawNone}</p>}
      {data?.items.map(({ at, text }) => (
        <figure key={at}>
          <figcaption className="w-muted">{words.talk.rawAt(timeOfDay(words, at, true))}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{text}</pre>
        </figure>
      ))}
    </details>
  );
}
