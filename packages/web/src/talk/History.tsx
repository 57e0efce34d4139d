import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LedgerLine, Talk } from '@woordelijk/api';
import { useEffect } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { shortMoment, timeOfDay } from '../moments.ts';
import { ledger, session } from '../server.ts';

/** The ledger of this talk, in sentences. */
export function History({ talk }: { talk: Talk }) {
  const words = useWords();
  const { data, error, refetch, isPending } = useQuery(ledger(talk.id));
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a talk that is stored now has one act more
  useEffect(() => void queries.invalidateQueries({ queryKey: ledger(talk.id).queryKey }), [talk.state]);
  const me = useQuery(session).data?.account?.id;
  return (
    <section className="w-card" aria-labelledby="history-title">
      <h2 id="history-title">{words.history.title}</h2>
      <p className="w-muted">{words.history.intro}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton />}
      <ol className="w-history">
        {data?.items.map((line) => (
          <li key={line.seq}>
            <time dateTime={line.at} title={timeOfDay(words, line.at, true)} className="w-figures w-muted">
              {shortMoment(words, line.at)}
            </time>
            <span>
              {sentence(words, line, me)}
              {line.detail === null && ` ${words.history.erased}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sentence({ history, endings }: Words, { actor, act, detail }: LedgerLine, me: string | undefined): string {
  const { who } = history;
  const you = me !== undefined && actor === `user:${me}`;
  const known: Readonly<Record<string, string>> = {
    system: who.system,
    cli: who.cli,
    token: who.program,
    link: who.link,
    share: who.share,
  };
  const subject = you ? who.you : (known[actor.split(':', 1)[0]!] ?? who.other);
  const kind = String(detail?.kind ?? '');
  const does = history.acts[act]?.(you, history.kinds[kind] ?? kind) ?? history.otherAct(act);
  const why =
    act === 'recording.ended' ? detail?.ending : act === 'talk.unrecorded' ? (detail?.because ?? 'objection') : '';
  const ending = endings[why as keyof typeof endings];
  // Of a destroyed talk it is not known any more which kind it was.
  return [`${subject} ${does}`.replace(' ()', ''), ending].filter(Boolean).join(' ');
}
