import { useQueryClient } from '@tanstack/react-query';
import type { Client, RecordingPlan } from '@woordelijk/api';
import { useOnce } from '../once.ts';
import { recordingPlans, server } from '../server.ts';

/** An act about a plan; its answer is the plan as it stands now. */
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
  const { queryKey } = recordingPlans(plan.organisationId);
  return useOnce(
    queryKey,
    (input: T, once) => send(server, { organisationId: plan.organisationId, planId: plan.id }, once, input),
    (now) => {
      queries.setQueryData(queryKey, (before: { items: RecordingPlan[] } | undefined) => ({
        items: (before?.items ?? []).map((one) => (one.id === now.id ? now : one)),
      }));
      done();
    },
  );
}

/** Today in Dutch time, YYYY-MM-DD. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(Date.now());
}
