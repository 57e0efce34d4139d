/**
 * A talk is destroyed: one intent, written before anything goes, and a job that carries it out and can be begun again at
 * every step. docs/order-of-writes.md, "A destruction".
 */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { writeAct } from '../ledger/write.ts';
import { keysIfKept, keysOf } from '../sealed.ts';
import type { TalkRow } from '../talk/tables.ts';
import { talkRow } from '../talk/talks.ts';
import { lettingGo } from './belongings.ts';
import { certificateOf, DESTROY } from './certificate.ts';
import {
  type Certificate,
  DESTRUCTION_GROUNDS,
  type Destruction,
  type DestructionGround,
  type Destructions,
} from './face.ts';
import { isHeld } from './holds.ts';
import { mustStayUntil } from './keep.ts';
import { reapply } from './reapply.ts';
import type { DestructionRow } from './tables.ts';

/** Longest reason on a certificate, in characters. */
export const MOST_WORDS = 1000;
const LOOK_AGAIN_MS = 1_000;

export function destructions(house: House): Destructions {
  return {
    decide: (talkId, ground, words, actor) => decide(house, talkId, { ground, words, actor }),
    reapply: (ids) => reapply(house, ids),
    of: (talkId) => of(house, talkId),
    async list(organisationId, { limit, before }) {
      let query = house.database.read
        .selectFrom('destruction')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('decided_at', 'desc')
        .orderBy('talk_id', 'desc')
        .limit(Math.max(1, Math.min(500, limit)));
      if (before !== undefined)
        query = query
          .where('decided_at', '<=', before.at)
          .where((eb) => eb.or([eb('decided_at', '<', before.at), eb('talk_id', '<', before.talkId)]));
      return (await query.execute()).map(readable);
    },
  };
}

/** What is decided, by whom, and in which round. */
export interface Deciding {
  readonly ground: DestructionGround;
  readonly words: string;
  readonly actor: Actor;
  readonly sweep?: string | null;
}

/** Decides; see Destructions. */
export async function decide(
  house: House,
  talkId: string,
  { ground, words, actor, sweep = null }: Deciding,
): Promise<Destruction> {
  const why = words.trim();
  if (why === '' || why.length > MOST_WORDS || !DESTRUCTION_GROUNDS.includes(ground))
    throw new DossierError('words-malformed', `Say why, in at most ${MOST_WORDS} characters that name nobody.`);
  const talk = await talkRow(house, talkId);
  const known = await of(house, talkId);
  if (known !== undefined) return known;
  const organisationId = talk.organisation_id;
  const keys = await keysOf(house, organisationId);
  const talkKeys = await keysIfKept(house, talkId);
  const duty = talkKeys && (await mustStayUntil(house, talk));
  if ((duty ?? 0) > house.now())
    throw new DossierError('talk-must-stay', 'The law says that this talk is kept for now: a statutory term runs.');
  const run = await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const now = await tx.selectFrom('talk').selectAll().where('id', '=', talkId).executeTakeFirstOrThrow();
    await mayGo(tx, now);
    const certificate = await certificateOf(tx, now, talkKeys, {
      ground,
      words: why,
      decidedBy: actor,
      at: house.now(),
      sweep,
    });
    const row: DestructionRow = {
      talk_id: talkId,
      organisation_id: organisationId,
      decided_at: certificate.decidedAt,
      destroyed_at: null,
      sweep_id: sweep,
      certificate: canonicalJson(certificate),
    };
    const there = await tx.selectFrom('destruction').select('talk_id').where('talk_id', '=', talkId).executeTakeFirst();
    if (there !== undefined) return undefined; // decided by somebody else a moment ago
    const job = house.jobs.ask(tx, organisationId, DESTROY, talkId);
    const act = { organisationId, talkId: null, keys, actor, act: 'destruction.decided', detail: certificate } as const;
    await writeAct(house, tx, act, {
      rows: [tx.insertInto('destruction').values(row), tx.deleteFrom('keeping').where('talk_id', '=', talkId), job.row],
    });
    return job.run;
  });
  run?.();
  return (await of(house, talkId))!;
}

/** Carries out what was decided. Safe to repeat after a stop at any line. */
export async function destroy(house: House, talkId: string, job: RunningJob): Promise<void> {
  const decided = await of(house, talkId);
  if (decided === undefined || decided.destroyedAt !== null) return;
  const { organisationId } = decided;
  for (const id of await sealedOf(house, talkId)) {
    try {
      await house.vault.destroy(id);
    } catch (error) {
      // Stored a moment ago, and the journal still lets go of it.
      if (error instanceof Error && 'code' in error && error.code === 'recording-open')
        return job.again(house.now() + LOOK_AGAIN_MS);
      throw error;
    }
  }
  await house.vault.keys.destroy(talkId);
  const keys = await keysOf(house, organisationId);
  const destroyedAt = house.now();
  await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      {
        organisationId,
        talkId: null,
        keys,
        actor: 'system',
        act: 'destruction.done',
        detail: { talk: talkId, destroyedAt },
      },
      {
        provided: tx
          .updateTable('destruction')
          .set({ destroyed_at: destroyedAt })
          .where('talk_id', '=', talkId)
          .where('destroyed_at', 'is', null),
        rows: [...lettingGo(tx, talkId), job.done(tx)],
      },
    ),
  );
  await house.database.overwriteDeleted();
}

/** What the vault holds of a talk: its recording, files that were handed in, fingerprints of what stays elsewhere, edited copies. */
async function sealedOf({ database: { read } }: House, talkId: string): Promise<string[]> {
  const recordings = await read.selectFrom('recording').select('id').where('talk_id', '=', talkId).execute();
  const files = await read.selectFrom('handed_file').select('id').where('talk_id', '=', talkId).execute();
  const own = await read.selectFrom('own_recording').select('id').where('talk_id', '=', talkId).execute();
  const edits = await read.selectFrom('edited_copy').select('id').where('talk_id', '=', talkId).execute();
  return [...recordings, ...files, ...own, ...edits].map(({ id }) => id);
}

/** Rejects where the talk may not be destroyed now. */
async function mayGo(tx: Tx, talk: TalkRow): Promise<void> {
  if (talk.state === 'live' || talk.state === 'storing')
    throw new DossierError(
      'talk-live',
      'This talk is still going on, or is being stored. Try again when that is done.',
    );
  if (talk.state === 'planned')
    throw new DossierError('talk-planned', 'This talk is still to be held. Call it off first.');
  if (await isHeld(tx, talk.id))
    throw new DossierError('talk-held', 'A hold forbids that this talk is destroyed. Lift it first, with a reason.');
}

async function of(house: House, talkId: string): Promise<Destruction | undefined> {
  const row = await house.database.read
    .selectFrom('destruction')
    .selectAll()
    .where('talk_id', '=', talkId)
    .executeTakeFirst();
  return row && readable(row);
}

function readable(row: DestructionRow): Destruction {
  return {
    talkId: row.talk_id,
    organisationId: row.organisation_id,
    destroyedAt: row.destroyed_at,
    certificate: JSON.parse(row.certificate) as Certificate,
  };
}
