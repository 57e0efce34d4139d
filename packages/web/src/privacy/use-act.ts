import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

/** An act of an organisation, sent under a key of its own; afterwards what is shown of the organisation is asked anew. */
export function useOrganisationAct<T = undefined>(
  organisationId: string,
  send: (input: T, once: string) => Promise<unknown>,
  done: () => void = () => undefined,
) {
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (input: T) => send(input, key.current),
    onSettled: () => {
      key.current = crypto.randomUUID();
    },
    onSuccess: async () => {
      done();
      await queries.invalidateQueries({ queryKey: ['organisation', organisationId] });
    },
  });
}
