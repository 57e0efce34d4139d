/**
 * Mail to who sees to privacy and to the FG when something must be looked at now. It says that there is something and where
 * to look, and nothing of what it is about. Where no mail server was set up, or nobody listed has an address, the page alone tells.
 */
import type { Statement, Tx } from '../db/database.ts';
import { codeOf } from '../error.ts';
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { MailRefused } from '../mail/face.ts';
import { contacts } from '../staff/contacts.ts';

/** The job that mails one alarm. */
export const TELL_ALARM = 'alarm.tell';

/** `incident`: somebody reported one; `watch`: the nightly verification found damage. `about`: its id. */
export interface AlarmTold {
  readonly kind: 'incident' | 'watch';
  readonly about: string;
}

const GIVEN_UP_MS = 48 * 3_600_000;
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/;

/** Whoever looks after privacy may read either language. */
const WORDS = {
  incident: {
    subject: 'Er is een incident gemeld / An incident was reported',
    text: [
      'In Woordelijk is een incident gemeld. Bij een datalek telt de termijn van 72 uur vanaf het moment dat het bekend werd. Log in en open de pagina Incidenten. Er staat hier met opzet niets over de inhoud.',
      'An incident was reported in Woordelijk. Of a data breach the 72 hours run from when it became known. Log in and open the page Incidents. Nothing of its content stands here, on purpose.',
    ],
  },
  watch: {
    subject: 'De nachtelijke controle vond iets dat niet klopt / The nightly watch found something',
    text: [
      'De nachtelijke controle van Woordelijk vond iets dat niet meer is zoals het is vastgelegd. Log in en open de pagina Controle. Er staat hier met opzet niets over de inhoud.',
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
  if (house.sendMail === undefined) return;
  const listed = await contacts(house, organisationId);
  const to = new Set(
    listed
      .filter(({ duty, reach }) => (duty === 'dpo' || duty === 'privacy-officer') && ADDRESS.test(reach.trim()))
      .map(({ reach }) => reach.trim()),
  );
  const { subject: title, text: parts } = WORDS[kind];
  const [nl, en] = parts;
  const [text, html] = [`${nl}\n\n${en}`, `<p>${nl}</p><p lang="en">${en}</p>`];
  for (const [place, address] of [...to].entries()) {
    try {
      await house.sendMail({ id: `${about}-${place}`, to: address, subject: title, text, html });
    } catch (error) {
      if (error instanceof MailRefused) house.log({ level: 'warn', event: 'alarm.not-taken', code: codeOf(error) });
      else if (house.now() - Number(at) > GIVEN_UP_MS)
        house.log({ level: 'error', event: 'alarm.given-up', code: codeOf(error) });
      else return job.again(house.now() + 60_000);
    }
  }
}
