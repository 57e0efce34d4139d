import { useOnce } from '../once.ts';

/** An act about an incident; afterwards the alarms are asked anew too, of whatever organisation. */
export function useIncidentAct(send: (once: string) => Promise<unknown>, done: () => void = () => undefined) {
  return useOnce(['organisation'], (_: undefined, once) => send(once), done);
}
