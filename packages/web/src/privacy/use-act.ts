import { useOnce } from '../once.ts';

/** An act of an organisation; afterwards what is shown of the organisation is asked anew. */
export function useOrganisationAct<T = undefined>(
  organisationId: string,
  send: (input: T, once: string) => Promise<unknown>,
  done: () => void = () => undefined,
) {
  return useOnce(['organisation', organisationId], send, done);
}
