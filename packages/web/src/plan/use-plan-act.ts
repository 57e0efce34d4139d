import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, type Client, type RecordingPlan } from '@woordelijk/api';
import { useRef } from 'react';
import { recordingPlans, server } from '../server.ts';

/** An act about a plan, sent under a key of its own; its answer is the plan as it stands now. */
export function usePlanAct<T = void>(
  plan: Pick<RecordingPlan, 'id' | 'organisationId'>,
  send: (
    client: Client,
    params: { organisationId: string; planId: string },
    once: string,
    input: T,
  ) => Promise<RecordingPlan>,
  done: () => void = () => undefined,
) {
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const { queryKey } = recordingPlans(plan.organisationId);
  return useMutation({
    mutationFn: (input: T) =>
      send(server, { organisationId: plan.organisationId, planId: plan.id }, key.current, input),
    onSuccess: async (now) => {
      key.current = crypto.randomUUID();
      queries.setQueryData(queryKey, (before: { items: RecordingPlan[] } | undefined) => ({
        items: (before?.items ?? []).map((one) => (one.id === now.id ? now : one)),
      }));
      done();
      await queries.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      // What was refused was not done. An answer that was lost may have been: the same key again does it only once.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = crypto.randomUUID();
    },
  });
}

/** Today in Dutch time, YYYY-MM-DD. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(Date.now());
}
