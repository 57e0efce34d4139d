/** The outbox; see Mails. Order of writes: docs/order-of-writes.md, "A mail". */
import type { Statement, Tx } from '../db/database.ts';
import { codeOf, DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { notDestroyed } from '../keeping/locked.ts';
import type { Acts } from '../ledger/acts.ts';
import { writeAct } from '../ledger/write.ts';
import { type ItemKeys, keysIfKept, keysOf, sealJson, unsealJson } from '../sealed.ts';
import { actsOf, inTalk, type TalkGround } from '../talk/act.ts';
import { readParty } from '../talk/parties.ts';
import { talkRow } from '../talk/talks.ts';
import { type Mail, type MailKind, MailRefused, type Mails, type Message } from './face.ts';
import type { MailRow } from './tables.ts';

export const SEND_MAIL = 'mail.send';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 2 * 3600_000;
/** After this a message is given up (as mail servers do by custom: RFC 5321, section 4.5.4.1 says four to five days; an invitation is old sooner). */
const GIVEN_UP_MS = 48 * 3600_000;

/** Where a mail is about to be written: within the transaction of the act that needs it. */
export interface MailPlace {
  readonly organisationId: string;
  readonly talkId: string;
  readonly keys: ItemKeys;
  readonly actor: Actor;
}

/** The mails' part of the dossier's face. */
export function mails(house: House): Mails {
  return {
    async of(talkId) {
      await talkRow(house, talkId);
      return (await outboxOf(house.database.read, await keysOf(house, talkId), talkId)).mails;
    },

    async reaches(talkId, party) {
      const box = await outboxOf(house.database.read, await keysOf(house, talkId), talkId);
      if (box.stopped.has(party)) return 'stopped';
      return box.addresses.has(party) ? 'yes' : 'no-address';
    },

    async tell(talkId, party, message, actor) {
      await notDestroyed(house, talkId);
      const { organisation_id: organisationId } = await talkRow(house, talkId);
      const keys = await keysOf(house, talkId);
      const run = await house.database.transaction(async (tx) => {
        await house.database.lockedHead(tx, organisationId).executeTakeFirst();
        return await queueNews(house, tx, { organisationId, talkId, keys, actor }, party, message);
      });
      run?.();
    },

    async retry(talkId, mailId, asking) {
      let run = () => {};
      const read = async ({ tx, keys }: TalkGround) => (await outboxOf(tx, keys, talkId)).mails;
      const input = { mailId };
      await inTalk(house, {
        talkId,
        asking,
        kind: 'mail.retried',
        input,
        read,
        decide: (all, { talk, tx }) => {
          const mail = all.find(({ id }) => id === mailId);
          if (mail === undefined)
            throw new DossierError('mail-not-found', 'There is no such mail. Load the talk again.');
          if (mail.state !== 'failed')
            throw new DossierError('mail-not-failed', 'Only a mail that could not be delivered is sent again.');
          const job = house.jobs.ask(tx, talk.organisation_id, SEND_MAIL, mailId);
          run = job.run;
          const again = tx
            .updateTable('mail')
            .set({ state: 'waiting', tries: 0, failure: null, done_at: null, queued_at: house.now() })
            .where('id', '=', mailId);
          const detail = { mail: mailId, retriedAt: house.now() };
          return { act: 'mail.retried', detail, rows: [again, job.row] };
        },
      });
      run();
    },

    async stop(talkId, party, actor) {
      const { organisation_id: organisationId } = await talkRow(house, talkId);
      const keys = await keysOf(house, talkId);
      await house.database.transaction(async (tx) => {
        await house.database.lockedHead(tx, organisationId).executeTakeFirst();
        const { mails: all, stopped } = await outboxOf(tx, keys, talkId);
        if (stopped.has(party)) return;
        const cancelled = all.filter((one) => one.party === party && one.state === 'waiting').map(({ id }) => id);
        const stoppedAt = house.now();
        const cancel = tx
          .updateTable('mail')
          .set({ state: 'stopped', done_at: stoppedAt, sealed: null })
          .where('id', 'in', cancelled);
        await writeAct(
          house,
          tx,
          { organisationId, talkId, keys, actor, act: 'mail.stopped', detail: { party, stoppedAt, cancelled } },
          { rows: cancelled.length === 0 ? [] : [cancel] },
        );
      });
    },
  };
}

/** Writes news down in this transaction where mail goes to this person; undefined where it does not. Else as `queueMail`. */
export async function queueNews(
  house: House,
  tx: Tx,
  place: MailPlace,
  party: string,
  message: Message,
): Promise<(() => void) | undefined> {
  const { addresses, stopped } = await outboxOf(tx, place.keys, place.talkId);
  const to = addresses.get(party);
  if (to === undefined || stopped.has(party)) return undefined;
  return await queueMail(house, tx, place, { party, kind: 'news', to, message });
}

/** Writes a mail down in this transaction. Call what it gives when that is committed. */
export async function queueMail(
  house: House,
  tx: Tx,
  place: MailPlace,
  { party, kind, to, message }: { party: string; kind: MailKind; to: string; message: Message },
): Promise<() => void> {
  const id = newId(house);
  const queuedAt = house.now();
  const job = house.jobs.ask(tx, place.organisationId, SEND_MAIL, id);
  const row: MailRow = {
    id,
    organisation_id: place.organisationId,
    talk_id: place.talkId,
    state: 'waiting',
    sealed: sealJson(house, place.keys, mailPlace(id), { to, ...message }),
    tries: 0,
    failure: null,
    queued_at: queuedAt,
    done_at: null,
  };
  const detail = { mail: id, party, kind, to, queuedAt };
  await writeAct(
    house,
    tx,
    { ...place, act: 'mail.queued', detail },
    { rows: [tx.insertInto('mail').values(row), job.row] },
  );
  return job.run;
}

/**
 * Sends one. Safe to repeat after a stop at any line: what was taken by the mail server and not yet written down here is
 * sent once more under the same Message-ID, which is all that SMTP allows.
 */
export async function sendMail(house: House, mailId: string, job: RunningJob): Promise<void> {
  const row = await house.database.read.selectFrom('mail').selectAll().where('id', '=', mailId).executeTakeFirst();
  if (row === undefined || row.state !== 'waiting' || row.sealed === null) return;
  const keys = await keysIfKept(house, row.talk_id);
  if (keys === undefined) return;
  if (house.sendMail === undefined) return job.again(house.now() + LONGEST_WAIT_MS); // until somebody sets up a mail server
  const mail = unsealJson<Message & { to: string }>(keys, mailPlace(mailId), row.sealed);
  try {
    await house.sendMail({ ...mail, id: mailId });
  } catch (error) {
    const now = house.now();
    const code = codeOf(error);
    house.log({ level: 'warn', event: 'mail.not-taken', code, attempt: row.tries + 1 });
    if (error instanceof MailRefused || now - row.queued_at > GIVEN_UP_MS)
      return await settle(house, row, keys, 'failed', { mail: mailId, failedAt: now, code }, job);
    await house.database.read
      .updateTable('mail')
      .set({ tries: row.tries + 1, failure: code })
      .where('id', '=', mailId)
      .where('state', '=', 'waiting')
      .execute();
    return job.again(now + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(row.tries, 20)));
  }
  await settle(house, row, keys, 'sent', { mail: mailId, sentAt: house.now() }, job);
}

/** The text is gone when it is sent; of what failed it stays, to be sent again. */
async function settle<S extends 'sent' | 'failed'>(
  house: House,
  row: MailRow,
  keys: ItemKeys,
  state: S,
  detail: Acts[`mail.${S}`],
  job: RunningJob,
): Promise<void> {
  const at = 'sentAt' in detail ? detail.sentAt : detail.failedAt;
  const gone = state === 'sent' ? { sealed: null, failure: null } : { failure: (detail as Acts['mail.failed']).code };
  await house.database.transaction(async (tx) => {
    const provided: Statement = tx
      .updateTable('mail')
      .set({ state, done_at: at, tries: row.tries + 1, ...gone })
      .where('id', '=', row.id)
      .where('state', '=', 'waiting');
    const { organisation_id: organisationId, talk_id: talkId } = row;
    const act = { organisationId, talkId, keys, actor: 'system', act: `mail.${state}`, detail } as const;
    await writeAct(house, tx, act, { provided, rows: [job.done(tx)] });
  });
}

function mailPlace(id: string): string {
  return `mail/${id}`;
}

/** What was mailed and to whom, out of the acts; tries and failures out of the rows. */
async function outboxOf(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  talkId: string,
): Promise<{ mails: Mail[]; addresses: Map<string, string>; stopped: Set<string> }> {
  const acts = await actsOf(db, keys, talkId);
  const rows = await db.selectFrom('mail').selectAll().where('talk_id', '=', talkId).execute();
  const parties = await db.selectFrom('party').selectAll().where('talk_id', '=', talkId).execute();
  const names = new Map(parties.map((row) => readParty(keys, row)).map(({ id, name, number }) => [id, name ?? number]));
  const found: Mail[] = [];
  const addresses = new Map<string, string>();
  const stopped = new Set<string>();
  for (const { row, detail } of acts) {
    if (row.act === 'mail.queued') {
      const { mail: id, party, kind, to } = detail as Acts['mail.queued'];
      addresses.set(party, to);
      const now = rows.find((one) => one.id === id);
      if (now === undefined) continue;
      const { state, tries, failure, queued_at: queuedAt, done_at: doneAt } = now;
      const who = { party, name: names.get(party) ?? '', kind: kind as MailKind, to };
      found.push({ id, ...who, state, tries, failure, queuedAt, doneAt });
    } else if (row.act === 'mail.stopped') stopped.add((detail as Acts['mail.stopped']).party);
  }
  return { mails: found.reverse(), addresses, stopped };
}
