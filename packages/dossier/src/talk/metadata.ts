/** Signalling metadata as received, kept whole and sealed: what the readable rows were made from. */
import { createHash } from 'node:crypto';
import type { Statement, Tx } from '../db/database.ts';
import { type House, newId } from '../house.ts';
import type { MetadataDetail } from '../ledger/acts.ts';
import { type ItemKeys, keysIfKept, seal, unseal } from '../sealed.ts';
import type { TalkPlace } from './parties.ts';
import type { MetadataRow } from './tables.ts';

/** Metadata about to be kept, as the detail of an act. */
export function metadataDetail(house: House, text: string): MetadataDetail {
  return { row: newId(house), at: house.now(), sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** The statement that writes the row. */
export function insertMetadata(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  talk: TalkPlace,
  detail: MetadataDetail,
  text: string,
): Statement {
  const place = { organisation_id: talk.organisationId, id: detail.row };
  return tx.insertInto('metadata').values({
    ...place,
    talk_id: talk.talkId,
    at: detail.at,
    sealed: seal(house, keys, metadataPlace(place), Buffer.from(text, 'utf8')),
  });
}

/** All metadata of a talk in order of arrival; empty once its key is destroyed. */
export async function rawMetadata(house: House, talkId: string): Promise<{ at: number; text: string }[]> {
  const keys = await keysIfKept(house, talkId);
  if (keys === undefined) return [];
  const rows = await house.database.read
    .selectFrom('metadata')
    .selectAll()
    .where('talk_id', '=', talkId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ at: row.at, text: readMetadata(keys, row) }));
}

/** The text of a row. Throws `row-damaged`. */
export function readMetadata(keys: ItemKeys, row: MetadataRow): string {
  return Buffer.from(unseal(keys, metadataPlace(row), row.sealed)).toString('utf8');
}

function metadataPlace(row: Pick<MetadataRow, 'organisation_id' | 'id'>): string {
  return `metadata/${row.organisation_id}/${row.id}`;
}
