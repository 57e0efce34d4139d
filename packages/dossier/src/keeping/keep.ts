/**
 * How long each talk is kept: its row says when it is due, and is written again by every act that changes it. The row is an
 * index; what counts is reckoned from the acts and the plan before anything is destroyed.
 */
import { dayOf } from '@woordelijk/rules';
import type { Statement, Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { writeAct } from '../ledger/write.ts';
import type { PlanVersion } from '../plan/face.ts';
import { planVersion } from '../plan/of-talk.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import type { TalkRow } from '../talk/tables.ts';
import { talkRow } from '../talk/talks.ts';
import type { KeptTalk } from './face.ts';
import { notDestroyed } from './locked.ts';
import type { KeepingRow } from './tables.ts';
import { type Keeping, type KeepingFacts, keepingOf } from './terms.ts';

/** A talk with how long it is kept. */
export interface Reckoned {
  readonly version: PlanVersion;
  readonly facts: KeepingFacts;
  readonly keeping: Keeping;
}

/**
 * Reckons how long a talk is kept, from its acts and the plan it was recorded under; undefined where it was recorded without
 * one, or still goes on.
 */
export async function reckon(house: House, talkId: string): Promise<Reckoned | undefined> {
  const talk = await talkRow(house, talkId);
  const version = await versionOf(house, talk);
  if (version === undefined || talk.ended_at === null) return undefined;
  const facts = await factsOf(house.database.read, await keysOf(house, talkId), talk, talk.ended_at);
  return { version, facts, keeping: keepingOf(version, facts) };
}

/** Until when the law says that a talk is kept, also while it goes on; null: no duty. `Infinity`: no end is known yet. */
export async function mustStayUntil(house: House, talk: TalkRow): Promise<number | null> {
  const version = await versionOf(house, talk);
  if (version === undefined) return null;
  const endedAt = talk.ended_at ?? house.now();
  const facts = await factsOf(house.database.read, await keysOf(house, talk.id), talk, endedAt);
  return keepingOf(version, facts).mustStayUntil;
}

/** The row that a talk gets when it ends; undefined where it was recorded without a plan. */
export async function keepingAtEnd(house: House, talk: TalkRow, endedAt: number): Promise<KeepingRow | undefined> {
  const version = await versionOf(house, talk);
  if (version === undefined) return undefined;
  const facts = { endedAt, kept: false, caseEndedOn: null, contract: null };
  return row(talk, endedAt, keepingOf(version, facts));
}

/** What a person sees of it; see Retention. */
export async function keptTalk(house: House, talkId: string): Promise<KeptTalk> {
  await notDestroyed(house, talkId);
  const found = await reckon(house, talkId);
  if (found === undefined) return { plan: null, uses: [], dueAt: null, kept: false, caseEndedOn: null, contract: null };
  const { version, facts, keeping } = found;
  return {
    plan: { id: version.plan, version: version.number, name: version.content.name, buffer: version.content.bufferDays },
    uses: keeping.uses.map(({ purpose, until, statutory }) => ({
      purpose: purpose.id,
      goal: purpose.goal,
      words: purpose.words,
      because: purpose.keep?.because ?? '',
      until,
      statutory,
    })),
    dueAt: keeping.dueAt,
    kept: facts.kept,
    caseEndedOn: facts.caseEndedOn,
    contract: facts.contract,
  };
}

/** Chooses to keep it; see Retention. */
export function keep(house: House, talkId: string, why: string, asking: Asking): Promise<KeptTalk> {
  return change(house, talkId, asking, 'talk.kept', { why: words(why) });
}

/** The case has ended, or has not after all; see Retention. */
export async function endCase(
  house: House,
  talkId: string,
  { on, contract }: { readonly on: string | null; readonly contract: boolean | null },
  asking: Asking,
): Promise<KeptTalk> {
  if (on !== null && (!/^\d{4}-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(on)) || on > dayOf(house.now())))
    throw new DossierError('facts-malformed', 'Give the day on which the case ended: a day that has been.');
  return await change(house, talkId, asking, 'case.ended', { on, contract: on === null ? null : contract });
}

async function change<C extends Extract<ActCode, 'talk.kept' | 'case.ended'>>(
  house: House,
  talkId: string,
  { actor, once }: Asking,
  act: C,
  detail: Acts[C],
): Promise<KeptTalk> {
  await notDestroyed(house, talkId);
  const talk = await talkRow(house, talkId);
  const version = await versionOf(house, talk);
  const endedAt = talk.ended_at;
  if (version === undefined || endedAt === null)
    throw new DossierError('no-plan', 'This talk was recorded without a plan, or still goes on: it has no term yet.');
  const keys = await keysOf(house, talkId);
  const organisationId = talk.organisation_id;
  const asked = { organisationId, actor, act, key: once, input: { talkId, detail } };
  await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    await doOnce(house, tx, keys, asked, async () => {
      const ending = await tx.selectFrom('destruction').select('talk_id').where('talk_id', '=', talkId).execute();
      if (ending.length > 0) throw new DossierError('talk-destroyed', 'This talk is being destroyed.');
      await writeAct(house, tx, { organisationId, talkId, keys, actor, act, detail });
      const facts = await factsOf(tx, keys, talk, endedAt);
      await house.database.batch(tx, written(tx, row(talk, endedAt, keepingOf(version, facts))));
      return talkId;
    });
  });
  return await keptTalk(house, talkId);
}

/** The statements that write a row in the place of the one before. */
export function written(tx: Tx, keeping: KeepingRow): Statement[] {
  return [tx.deleteFrom('keeping').where('talk_id', '=', keeping.talk_id), tx.insertInto('keeping').values(keeping)];
}

function row(talk: Pick<TalkRow, 'id' | 'organisation_id'>, endedAt: number, { dueAt, ground }: Keeping): KeepingRow {
  return { talk_id: talk.id, organisation_id: talk.organisation_id, ended_at: endedAt, due_at: dueAt, ground };
}

async function versionOf(house: House, talk: TalkRow): Promise<PlanVersion | undefined> {
  if (talk.plan_version === null) return undefined;
  return await planVersion(house, talk.organisation_id, talk.plan_version);
}

/** The last act of each kind counts. */
export function factsIn(keys: ItemKeys, acts: readonly LedgerRow[], endedAt: number): KeepingFacts {
  const last = <C extends ActCode>(code: C): Acts[C] | undefined => {
    const found = acts.findLast(({ act }) => act === code);
    return found === undefined ? undefined : ((readDetail(keys, found) as unknown as Acts[C] | null) ?? undefined);
  };
  const ended = last('case.ended');
  return {
    endedAt,
    kept: last('talk.kept') !== undefined,
    caseEndedOn: ended?.on ?? null,
    contract: ended?.contract ?? null,
  };
}

async function factsOf(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  talk: Pick<TalkRow, 'id'>,
  endedAt: number,
): Promise<KeepingFacts> {
  const acts = await db
    .selectFrom('ledger')
    .selectAll()
    .where('talk_id', '=', talk.id)
    .where('act', 'in', ['talk.kept', 'case.ended'])
    .orderBy('seq')
    .execute();
  return factsIn(keys, acts, endedAt);
}
