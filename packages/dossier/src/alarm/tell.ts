/** Mail to who sees to privacy and to the FG when something must be looked at now. */
import type { Statement, Tx } from '../db/database.ts';
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { addressesOf, mailListed } from '../mail/listed.ts';

/** The job that mails one alarm. */
export const TELL_ALARM = 'alarm.tell';

/** `incident`: somebody reported one; `watch`: the nightly verification found damage. `about`: its id. */
export interface AlarmTold {
  readonly kind: 'incident' | 'watch';
  readonly about: string;
}

const GIVEN_UP_MS = 48 * 3_600_000;
const AGAIN_MS = 60_000;

const WORDS = {
  incident: {
    subject: 'Er is een incident gemeld / An incident was reported',
    nl: [
      'In Woordelijk is een incident gemeld. Bij een datalek telt de termijn van 72 uur vanaf het moment dat het bekend werd. Log in en open de pagina Incidenten. Er staat hier met opzet niets over de inhoud.',
    ],
    en: [
      'An incident was reported in Woordelijk. Of a data breach the 72 hours run from when it became known. Log in and open the page Incidents. Nothing of its content stands here, on purpose.',
    ],
  },
  watch: {
    subject: 'De nachtelijke controle vond iets dat niet klopt / The nightly watch found something',
    nl: [
      'De nachtelijke controle van Woordelijk vond iets dat niet meer is zoals het is vastgelegd. Log in en open de pagina Controle. Er staat hier met opzet niets over de inhoud.',
    ],
    en: [
      'The nightly watch of Woordelijk found something that is not as it was written down. Log in and open the page Check. Nothing of its content stands here, on purpose.',
    ],
  },
} as const;

/** Asks for the mail in the transaction of the act; call `run` when that is committed. */
export function tellAlarm(
  house: House,
  tx: Tx,
  organisationId: string,
  { kind, about }: AlarmTold,
): { readonly row: Statement; run(): void } {
  return house.jobs.ask(tx, organisationId, TELL_ALARM, [kind, organisationId, about, house.now()].join('/'));
}

/** Mails it to the FG and the privacy officers that are listed. Safe to repeat: the same message has the same id. */
export async function mailAlarm(house: House, subject: string, job: RunningJob): Promise<void> {
  const [kind, organisationId, about, at] = subject.split('/') as [AlarmTold['kind'], string, string, string];
  const to = await addressesOf(house, organisationId, ['dpo', 'privacy-officer']);
  if ((await mailListed(house, to, { id: about, ...WORDS[kind] })) !== undefined) return;
  if (house.now() - Number(at) > GIVEN_UP_MS) house.log({ level: 'error', event: 'alarm.given-up' });
  else job.again(house.now() + AGAIN_MS);
}
