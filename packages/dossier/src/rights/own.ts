/** What somebody of the staff sees of the talks they were in: what was recorded, and what was done with it by whom. */
import type { House } from '../house.ts';
import { readDetail } from '../ledger/read.ts';
import { keysIfKept } from '../sealed.ts';
import { talk as readTalk } from '../talk/talks.ts';
import type { OwnTalk } from './face.ts';

const MOST_TALKS = 100;
const MOST_USES = 50;
const USES = [
  'talk.read',
  'sound.played',
  'copy.made',
  'copy.handed-out',
  'file.played',
  'file.copied',
  'share.made',
  'share.opened',
  'share.downloaded',
] as const;

/** Talks of an account, the newest first; see Rights. */
export async function ownTalks(house: House, accountId: string): Promise<OwnTalk[]> {
  const { read } = house.database;
  const rows = await read
    .selectFrom('attendance')
    .select('talk_id')
    .where('subject', '=', accountId)
    .where('kind', '=', 'account')
    .orderBy('started_at', 'desc')
    .orderBy('talk_id', 'desc')
    .limit(MOST_TALKS)
    .execute();
  const names = new Map<string, string>();
  for (const { id, name } of await read.selectFrom('account').select(['id', 'name']).execute())
    names.set(`user:${id}`, name);
  const found: OwnTalk[] = [];
  for (const { talk_id: talkId } of rows) {
    const { startedAt, endedAt, recordingId } = await readTalk(house, talkId);
    found.push({
      talk: talkId,
      startedAt,
      endedAt,
      recorded: recordingId !== null,
      subject: await subjectOf(house, talkId),
      uses: await usesOf(house, talkId, (actor) =>
        actor === `user:${accountId}` ? null : (names.get(actor) ?? actor),
      ),
    });
  }
  return found;
}

/** What it is about, where it was planned. */
async function subjectOf(house: House, talkId: string): Promise<string | null> {
  const keys = await keysIfKept(house, talkId);
  const row = await house.database.read
    .selectFrom('ledger')
    .selectAll()
    .where('talk_id', '=', talkId)
    .where('act', '=', 'talk.planned')
    .executeTakeFirst();
  if (keys === undefined || row === undefined) return null;
  return (readDetail(keys, row) as { readonly subject?: string } | null)?.subject || null;
}

async function usesOf(
  house: House,
  talkId: string,
  nameOf: (actor: string) => string | null,
): Promise<OwnTalk['uses']> {
  const keys = await keysIfKept(house, talkId);
  if (keys === undefined) return [];
  const rows = await house.database.read
    .selectFrom('ledger')
    .selectAll()
    .where('talk_id', '=', talkId)
    .where('act', 'in', USES)
    .orderBy('seq', 'desc')
    .limit(MOST_USES)
    .execute();
  return rows.map((row) => {
    const detail = readDetail(keys, row) as { readonly purpose?: string } | null;
    // Who came by a link is of the other side: their name is theirs.
    const who = nameOf(row.actor)?.replace(/^(link|share|token):.*$/, '$1') ?? null;
    return { at: row.at, who, act: row.act, purpose: detail?.purpose ?? null };
  });
}
