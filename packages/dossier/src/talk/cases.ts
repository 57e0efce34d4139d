/**
 * The number of the case that a talk belongs to (zaaknummer), as the organisation's own system calls it. It stands sealed with
 * the talk; found by it whole, as a token under the search key, so that no table says whose case a talk was.
 */
import { createHmac } from 'node:crypto';
import type { House } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { keysIfKept } from '../sealed.ts';
import { folded } from '../search/tokens.ts';
import type { Asking } from '../staff/face.ts';
import { maybeWords } from '../table/at-table.ts';
import { actsOf, inTalk } from './act.ts';
import { talkRow } from './talks.ts';

export interface CaseActs {
  /** Null: it belongs to none. Replaces what was noted before. */
  'talk.case-noted': { readonly number: string | null };
}

/** Acts reject `talk-not-found`, `talk-destroyed`, `words-malformed`, `once-reused`. */
export interface Cases {
  /** Null: none is known, or the talk was destroyed. */
  of(talkId: string): Promise<string | null>;
  note(talkId: string, number: string | null, asking: Asking): Promise<string | null>;
  /** Talks of an organisation with this number, however it is spaced or cased, the newest first, at most `limit`. */
  talks(organisationId: string, number: string, limit: number): Promise<readonly string[]>;
}

/** The cases' part of the dossier's face. */
export function cases(house: House): Cases {
  return {
    async of(talkId) {
      await talkRow(house, talkId);
      const keys = await keysIfKept(house, talkId);
      return keys === undefined ? null : noted(await actsOf(house.database.read, keys, talkId));
    },

    async note(talkId, number, asking) {
      const said = maybeWords(number ?? undefined);
      return await inTalk(house, {
        talkId,
        asking,
        kind: 'talk.case-noted',
        input: said,
        read: async ({ tx, keys }) => noted(await actsOf(tx, keys, talkId)),
        decide: (_, { talk, tx }) => {
          const token = caseToken(house.searchKey, said);
          const gone = tx.deleteFrom('talk_case').where('talk_id', '=', talkId);
          const row = { talk_id: talkId, organisation_id: talk.organisation_id };
          const rows = token === null ? [gone] : [gone, tx.insertInto('talk_case').values({ ...row, token })];
          return { act: 'talk.case-noted', detail: { number: said }, rows };
        },
      });
    },

    async talks(organisationId, number, limit) {
      const token = caseToken(house.searchKey, number);
      if (token === null) return [];
      const rows = await house.database.read
        .selectFrom('talk_case')
        .select('talk_id')
        .where('organisation_id', '=', organisationId)
        .where('token', '=', token)
        .orderBy('talk_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ talk_id }) => talk_id);
    },
  };
}

/** What a number is found by: its letters and digits. Null where there are none. */
export function caseToken(searchKey: Uint8Array, number: string | null): number | null {
  const bare = folded(number ?? '').replace(/[^\p{L}\p{N}]+/gu, '');
  if (bare === '') return null;
  const mac = createHmac('sha256', searchKey).update(`case:${bare}`, 'utf8').digest();
  return mac.readUIntBE(0, 6) * 32 + (mac[6]! >> 3);
}

function noted(acts: Awaited<ReturnType<typeof actsOf>>): string | null {
  const last = acts.findLast(({ row }) => row.act === 'talk.case-noted');
  return (last?.detail as Acts['talk.case-noted'] | undefined)?.number ?? null;
}
