/** Reminders of terms, by mail, on every morning on which there is something to tell. Order of writes: docs/order-of-writes.md, "A reminder". */
import { dayOf, daysLeft, nextDay, startOf } from '@woordelijk/rules';
import type { House } from '../house.ts';
import { nextAt, waitsAlways } from '../jobs/daily.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { writeAct } from '../ledger/write.ts';
import { addressesOf, mailListed } from '../mail/listed.ts';
import { keysIfKept } from '../sealed.ts';
import type { Contact } from '../staff/face.ts';
import { openTerms, speaks, type TermSources } from './terms.ts';
import { counted, reminderWords } from './words.ts';

/** The job that looks every morning. */
export const REMIND_DAILY = 'terms.daily';

const MORNING_HOUR = 7;
const AGAIN_MS = 10 * 60_000;
/** What was over before that speaks again within a week anyway. */
const MOST_DAYS_MISSED = 7;

/** Sees to it that there is a look every morning, from the first start on. */
export async function remindEveryMorning(house: House): Promise<void> {
  const at = nextAt(house.now(), MORNING_HOUR);
  await waitsAlways(house, REMIND_DAILY, { subject: dayOf(at), at });
}

/**
 * Looks at every organisation, mails where there is something to tell, and asks for the next morning. `since` (YYYY-MM-DD): the
 * first day on which nobody looked yet; it stays so while a mail server does not answer. Safe to repeat: who was reminded
 * today is not reminded again, or under the same id.
 */
export async function remindDaily(house: House, sources: TermSources, since: string, job: RunningJob): Promise<void> {
  const today = dayOf(house.now());
  const days = Math.min(MOST_DAYS_MISSED, Math.max(0, -daysLeft(since, house.now())));
  let all = true;
  let failed: unknown;
  for (const organisation of await organisations(house)) {
    try {
      all = (await remind(house, sources, organisation, { today, days })) && all;
    } catch (error) {
      failed ??= error; // the others are reminded all the same
    }
  }
  if (failed !== undefined) throw failed;
  if (!all) return job.again(house.now() + AGAIN_MS);
  await house.database.transaction(async (tx) => {
    const at = nextAt(house.now(), MORNING_HOUR);
    const { row } = house.jobs.ask(tx, house.builtIn.house, REMIND_DAILY, nextDay(today), at);
    await house.database.batch(tx, [row, job.done(tx)]);
  });
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Those of which nobody was reminded today. */
async function organisations(house: House): Promise<Named[]> {
  const { read } = house.database;
  return await read
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('kind', '=', 'organisation')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ledger')
            .select('seq')
            .whereRef('ledger.organisation_id', '=', 'organisation.id')
            .where('act', '=', 'terms.reminded')
            .where('at', '>=', startOf(dayOf(house.now()))),
        ),
      ),
    )
    .execute();
}

/** Mails who handles terms, where one of them speaks. False: a mail server did not answer. */
async function remind(
  house: House,
  sources: TermSources,
  { id: organisationId, name }: Named,
  { today, days }: { readonly today: string; readonly days: number },
): Promise<boolean> {
  const keys = await keysIfKept(house, organisationId);
  if (house.sendMail === undefined || keys === undefined) return true;
  const open = await openTerms(house, sources, organisationId);
  if (!speaks(open, house.now(), days)) return true;
  const terms = counted(open, house.now());
  const late = terms.some((one) => one.late > 0);
  const to = await readersOf(house, organisationId, late);
  if (to.length === 0) return true;
  const mail = { id: `terms-${organisationId}-${today}`, ...reminderWords(name, terms) };
  const sent = await mailListed(house, to, mail);
  if (sent === undefined) return false;
  const detail = { on: today, terms: terms.map(({ first: _, ...one }) => one), sent };
  const act = { organisationId, talkId: null, keys, actor: 'system', act: 'terms.reminded', detail } as const;
  await house.database.transaction((tx) => writeAct(house, tx, act));
  return true;
}

/** Who handles terms, and the FG once one is over; where none of them has an address, whoever is listed. */
async function readersOf(house: House, organisationId: string, late: boolean): Promise<string[]> {
  const handling: Contact['duty'][] = ['privacy-coordinator', 'privacy-officer'];
  const to = await addressesOf(house, organisationId, late ? [...handling, 'dpo'] : handling);
  return to.length > 0 ? to : await addressesOf(house, organisationId, ['privacy-contact', 'dpo']);
}
