/** Reads consents and shares of a talk, and does acts on them. */
import type { Tx } from '../db/database.ts';
import type { House } from '../house.ts';
import { notDestroyed } from '../keeping/locked.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { foldFile } from '../table/file.ts';
import { actsOf, type DecidedAct, inTalk, type ReadAct, type TalkGround } from '../talk/act.ts';
import { readParty } from '../talk/parties.ts';
import { talkRow } from '../talk/talks.ts';
import type { SharingFile } from './face.ts';
import { foldSharing } from './state.ts';

/** As the ledger tells it now, with the acts it was read from. */
export interface KeptSharing {
  readonly file: SharingFile;
  readonly acts: readonly ReadAct[];
}

/** `db`: the transaction of an act, or what reads. */
export async function sharingOf(
  house: Pick<House, 'now'>,
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  talkId: string,
): Promise<KeptSharing> {
  const acts = await actsOf(db, keys, talkId);
  const { participants } = foldFile(talkId, acts);
  const rows = await db.selectFrom('party').selectAll().where('talk_id', '=', talkId).orderBy('position').execute();
  const persons = rows.map((row, place) => {
    const { id, name, number } = readParty(keys, row);
    const side = participants.find((one) => one.id === id)?.side ?? null;
    return { party: id, name: name ?? number ?? String(place + 1), side };
  });
  return { file: foldSharing(talkId, persons, acts, house.now()), acts };
}

/** Reads. Rejects `talk-not-found`, `talk-destroyed`. */
export async function readSharing(house: House, talkId: string): Promise<KeptSharing> {
  await talkRow(house, talkId);
  await notDestroyed(house, talkId);
  return await sharingOf(house, house.database.read, await keysOf(house, talkId), talkId);
}

/** Does an act on what stands now; gives what stands afterwards. */
export async function actOnSharing(
  house: House,
  talkId: string,
  asking: Asking,
  kind: string,
  input: unknown,
  decide: (sharing: KeptSharing, ground: TalkGround) => DecidedAct | Promise<DecidedAct>,
): Promise<SharingFile> {
  const read = ({ tx, keys }: TalkGround) => sharingOf(house, tx, keys, talkId);
  return (await inTalk(house, { talkId, asking, kind, input, read, decide })).file;
}
