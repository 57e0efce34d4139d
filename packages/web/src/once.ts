/** An act that is sent under a key of its own: a second press or a lost answer does it only once. */
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@woordelijk/api';
import { useRef } from 'react';

/** Afterwards what is shown below `queryKey` is asked anew. */
export function useOnce<T, R>(
  queryKey: QueryKey,
  send: (input: T, once: string) => Promise<R>,
  done: (answer: R) => void = () => undefined,
) {
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (input: T) => send(input, key.current),
    onSuccess: async (answer) => {
      key.current = crypto.randomUUID();
      done(answer);
      await queries.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      // What was refused was not done. An answer that was lost may have been: the same key again does it only once.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = crypto.randomUUID();
    },
  });
}
