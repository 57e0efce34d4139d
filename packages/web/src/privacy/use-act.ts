import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@woordelijk/api';
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
    onSuccess: async () => {
      key.current = crypto.randomUUID();
      done();
      await queries.invalidateQueries({ queryKey: ['organisation', organisationId] });
    },
    onError: (error) => {
      // What was refused was not done. An answer that was lost may have been: the same key again does it only once.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = crypto.randomUUID();
    },
  });
}
