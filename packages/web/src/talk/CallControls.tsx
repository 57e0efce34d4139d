import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { callPause, server, session } from '../server.ts';

const REASONS = ['payment', 'hold', 'other'] as const;

/** What can be done with a call while it is recorded. The pause is shown as long as it lasts, also to who did not press. */
export function CallControls({ talk }: { talk: Talk }) {
  const { calls: t } = useWords();
  const queries = useQueryClient();
  const seats = useQuery(session).data?.seats ?? [];
  const { data } = useQuery(callPause(talk.id));
  const [reason, setReason] = useState<(typeof REASONS)[number]>('payment');
  const params = { talkId: talk.id };
  const show = useMutation({
    mutationFn: (pause: boolean) =>
      pause ? server.pauseCall({ params, body: { reason: t.reasons[reason] } }) : server.resumeCall({ params }),
    onSuccess: (answer) => queries.setQueryData(callPause(talk.id).queryKey, answer),
  });
  const stop = useMutation({
    mutationFn: () => server.makeTalkPrivate({ params }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['talk', talk.id] }),
  });
  const paused = data?.paused ?? false;
  return (
    <>
      {paused && (
        <Notice look="warning" title={t.pausedTitle}>
          {<p>{t.pausedText}</p>}
        </Notice>
      )}
      {show.error && <Failure error={show.error} />}
      {stop.error && <Failure error={stop.error} />}
      {mayShow(seats, 'recording.pause') && (
        <>
          {!paused && (
            <Choice
              label={t.why}
              value={reason}
              options={REASONS.map((value) => ({ value, text: t.reasons[value] }))}
              choose={setReason}
            />
          )}
          <p className="w-buttons">
            <Button look="main" busy={show.isPending} onClick={() => show.mutate(!paused)}>
              {paused ? t.resume : t.pause}
            </Button>
            <Confirm
              question={{
                button: t.private,
                label: t.private,
                title: t.privateTitle,
                text: t.privateText,
                yes: t.privateYes,
              }}
              act={() => stop.mutate()}
            />
          </p>
        </>
      )}
    </>
  );
}
