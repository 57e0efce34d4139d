/**
 * Everything that hangs on a talk, and what its destruction does with it. A table with a talk's id that does not stand here
 * fails a test: nothing of a talk is forgotten in a corner.
 */
import { sql } from 'kysely';
import type { Statement, Tx } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';

/** How a row lets go of its talk. `stays`: it holds nothing of who took part. */
type LetGo = 'stays' | ((tx: Tx, talkId: string) => Statement);

const removed =
  (table: keyof Schema) =>
  (tx: Tx, talkId: string): Statement =>
    sql`delete from ${sql.table(table)} where talk_id = ${talkId}`.compile(tx);

/** By table. */
export const BELONGINGS = {
  recording: 'stays', // times, size and hashes: what the certificate is about
  destruction: 'stays',
  party: removed('party'),
  channel: removed('channel'),
  metadata: removed('metadata'),
  outline: removed('outline'),
  search_token: removed('search_token'),
  upload_right: removed('upload_right'),
  private_stop: removed('private_stop'),
  personal_link: removed('personal_link'),
  restriction: removed('restriction'),
  absent_token: removed('absent_token'),
  talk_case: removed('talk_case'),
  absent_person: removed('absent_person'),
  rights_talk: 'stays', // that a request was about it; who asked stands under the request's own key
  mail: removed('mail'),
  hold: removed('hold'),
  keeping: removed('keeping'),
  handed_file: removed('handed_file'),
  own_recording: removed('own_recording'),
  share: removed('share'),
  edited_copy: removed('edited_copy'),
  entrance: removed('entrance'),
  visit: removed('visit'),
  visit_ticket: removed('visit_ticket'),
  watch_finding: 'stays', // where something is not as it was written, and nothing of what was said
  // Departments may still see that there was a talk; who took part is gone.
  attendance: (tx: Tx, talkId: string) =>
    tx.deleteFrom('attendance').where('talk_id', '=', talkId).where('kind', '=', 'account'),
  // The chain holds by what is left of each row.
  ledger: (tx: Tx, talkId: string) => tx.updateTable('ledger').set({ sealed: null }).where('talk_id', '=', talkId),
} as const satisfies Partial<Record<keyof Schema, LetGo>>;

/** The statements that let go of all that hangs on a talk. */
export function lettingGo(tx: Tx, talkId: string): Statement[] {
  return Object.values(BELONGINGS).flatMap((letGo) => (letGo === 'stays' ? [] : [letGo(tx, talkId)]));
}
