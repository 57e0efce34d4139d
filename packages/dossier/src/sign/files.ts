/**
 * Photos and scans of signs and of places where one was missing. Somebody may walk through such a picture, so each is sealed
 * under a key of its own and goes when it proves nothing any more: docs/order-of-writes.md, "A picture of a sign".
 */
import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { pictureIn } from '../organisation/picture.ts';
import { keysOf, seal, unseal } from '../sealed.ts';
import { inOrganisation } from '../staff/in-organisation.ts';
import { MOST_SIGN_FILE, MOST_SIGN_FILES, type SignFile, type SignFileType } from './face.ts';
import type { SignFileRow } from './tables.ts';

/** The job that looks whether a picture still proves something. */
export const WEIGH_SIGN_FILE = 'sign-file.weigh';
/** The job that destroys the key of a picture that is gone. */
export const DISCARD_SIGN_FILE = 'sign-file.discard';

const DAY_MS = 86_400_000;
/** So long after an act somebody may complain about it (Awb 9:8(1)(b)). */
const COMPLAINT_MS = 366 * DAY_MS;
const LOOK_AGAIN_MS = 30 * DAY_MS;
/** What only reads, within a transaction or not. */
type Reading = Pick<Tx, 'selectFrom'>;
/** Every column but the picture itself, which may be long. */
const FACTS = ['id', 'organisation_id', 'about', 'media_type', 'bytes', 'sha256', 'added_at', 'gone_at'] as const;

/** Pictures of an organisation's signs and findings, oldest first. */
export async function filesOf(house: House, organisationId: string): Promise<SignFile[]> {
  const rows = await house.database.read
    .selectFrom('sign_file')
    .select(FACTS)
    .where('organisation_id', '=', organisationId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(fileOf);
}

/** See Signs. */
export async function addFile(
  house: House,
  organisationId: string,
  about: string,
  picture: Uint8Array,
  actor: Actor,
): Promise<SignFile> {
  if (picture.length === 0 || picture.length > MOST_SIGN_FILE)
    throw new DossierError('sign-file-length', `A picture of a sign has 1 to ${MOST_SIGN_FILE} bytes.`);
  const mediaType = typeOf(picture);
  if (mediaType === undefined)
    throw new DossierError(
      'sign-file-type',
      'This is no JPEG, PNG or PDF by its content. Take a photo, or scan to PDF.',
    );
  const sha256 = hashOf(picture);
  const there = await keptAlready(house.database.read, organisationId, about, sha256);
  if (there !== undefined) return there;
  const fresh = newId(house);
  await house.vault.keys.create(fresh); // a crash after this line leaves a key that opens nothing
  const facts = { about, bytes: picture.length, sha256 };
  const sealed = seal(house, await keysOf(house, fresh), filePlace(fresh), picture);
  const addedAt = house.now();
  let run = () => {};
  const id = await inOrganisation(house, organisationId, { actor }, 'sign-file.added', facts, async ({ tx, write }) => {
    const same = await keptAlready(tx, organisationId, about, sha256);
    if (same !== undefined) return same.id;
    const job = house.jobs.ask(tx, organisationId, WEIGH_SIGN_FILE, fresh, addedAt + LOOK_AGAIN_MS);
    run = job.run;
    const row = { ...facts, id: fresh, organisation_id: organisationId, media_type: mediaType, sealed };
    const inserted = tx.insertInto('sign_file').values({ ...row, added_at: addedAt, gone_at: null });
    const detail = { id: fresh, ...facts, mediaType, sealedSha256: hashOf(sealed), addedAt };
    await write('sign-file.added', detail, { rows: [inserted, job.row] });
    return fresh;
  });
  if (id !== fresh) await house.vault.keys.destroy(fresh); // it came twice at the same moment
  run();
  return { id, ...facts, mediaType, addedAt, goneAt: null };
}

/** The same picture, where it is kept with this already. Rejects `sign-not-found`, `sign-files-too-many`. */
async function keptAlready(db: Reading, organisationId: string, about: string, sha256: string) {
  if ((await daysOf(db, organisationId, about)) === undefined)
    throw new DossierError('sign-not-found', 'There is no such sign or finding here.');
  const rows = await db
    .selectFrom('sign_file')
    .select(FACTS)
    .where('about', '=', about)
    .where('gone_at', 'is', null)
    .execute();
  const same = rows.find((row) => row.sha256 === sha256);
  if (same !== undefined) return fileOf(same);
  if (rows.length >= MOST_SIGN_FILES)
    throw new DossierError('sign-files-too-many', `A sign has at most ${MOST_SIGN_FILES} pictures.`);
  return undefined;
}

/** See Signs. */
export async function readFile(
  house: House,
  organisationId: string,
  fileId: string,
): Promise<SignFile & { content: Uint8Array }> {
  const row = await house.database.read
    .selectFrom('sign_file')
    .selectAll()
    .where('id', '=', fileId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined || row.sealed === null) throw notFound();
  return { ...fileOf(row), content: unseal(await keysOf(house, fileId), filePlace(fileId), row.sealed) };
}

/** See Signs. */
export async function destroyFile(
  house: House,
  organisationId: string,
  fileId: string,
  why: string,
  actor: Actor,
): Promise<void> {
  const reason = why.trim();
  if (reason === '' || reason.length > 500)
    throw new DossierError('words-malformed', 'Say why this picture goes, in at most 500 characters.');
  await letGo(house, organisationId, fileId, reason, actor);
}

/**
 * Work of the job WEIGH_SIGN_FILE. A picture proves what people were told when they were recorded: it stays while its sign
 * hangs, for the year in which somebody may complain, and while a recording of those days is kept (one that is held is kept).
 */
export async function weighFile(house: House, fileId: string, job: RunningJob): Promise<void> {
  const row = await house.database.read
    .selectFrom('sign_file')
    .select(FACTS)
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (row === undefined || row.gone_at !== null) return;
  const now = house.now();
  const days = await daysOf(house.database.read, row.organisation_id, row.about);
  if (days === undefined || days.until === null) return job.again(now + LOOK_AGAIN_MS);
  const { from, until } = days;
  if (until + COMPLAINT_MS > now) return job.again(until + COMPLAINT_MS);
  const kept = await house.database.read
    .selectFrom('talk')
    .leftJoin('destruction', 'destruction.talk_id', 'talk.id')
    .select('talk.id')
    .where('talk.organisation_id', '=', row.organisation_id)
    .where('talk.started_at', '>=', from)
    .where('talk.started_at', '<=', until)
    .where('talk.state', 'in', ['live', 'storing', 'stored'])
    .where('destruction.destroyed_at', 'is', null)
    .limit(1)
    .execute();
  if (kept.length > 0) return job.again(now + LOOK_AGAIN_MS);
  await letGo(
    house,
    row.organisation_id,
    fileId,
    'Geen opname van die tijd is er nog, en een jaar is voorbij.',
    'system',
  );
}

/** The row lets go of the picture, and a job destroys its key. Rejects `sign-file-not-found`. */
export async function letGo(
  house: House,
  organisationId: string,
  fileId: string,
  why: string,
  actor: Actor,
): Promise<void> {
  let run = () => {};
  await inOrganisation(house, organisationId, { actor }, 'sign-file.destroyed', fileId, async ({ tx, write }) => {
    const goneAt = house.now();
    const job = house.jobs.ask(tx, organisationId, DISCARD_SIGN_FILE, fileId);
    run = job.run;
    const provided = tx
      .updateTable('sign_file')
      .set({ gone_at: goneAt, sealed: null })
      .where('id', '=', fileId)
      .where('organisation_id', '=', organisationId)
      .where('gone_at', 'is', null);
    if (!(await write('sign-file.destroyed', { id: fileId, why, goneAt }, { provided, rows: [job.row] })))
      throw notFound();
    return fileId;
  });
  run();
}

/** Work of the job DISCARD_SIGN_FILE. Safe to repeat. */
export async function discardFile(house: House, fileId: string): Promise<void> {
  await house.vault.keys.destroy(fileId);
}

/** The days that a picture of this is about, with a day to spare at both ends; `until` null: its sign hangs. Undefined: neither. */
async function daysOf(
  db: Reading,
  organisationId: string,
  about: string,
): Promise<{ from: number; until: number | null } | undefined> {
  const sign = await db
    .selectFrom('sign')
    .select(['since', 'removed_at'])
    .where('id', '=', about)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (sign !== undefined)
    return {
      from: Date.parse(sign.since) - DAY_MS,
      until: sign.removed_at === null ? null : sign.removed_at + DAY_MS,
    };
  const finding = await db
    .selectFrom('sign_finding')
    .select('day')
    .where('id', '=', about)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (finding === undefined) return undefined;
  const day = Date.parse(finding.day);
  return { from: day - DAY_MS, until: day + 2 * DAY_MS };
}

/** What a picture is by its own bytes; undefined where it is none that we keep. PDF: ISO 32000-2, 7.5.2 and 7.5.5. */
function typeOf(bytes: Uint8Array): SignFileType | undefined {
  const picture = pictureIn(bytes);
  if (picture !== undefined) return picture.type === 'png' ? 'image/png' : 'image/jpeg';
  const ends = (from: number, to?: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  return ends(0, 5) === '%PDF-' && ends(-1024).includes('%%EOF') ? 'application/pdf' : undefined;
}

function fileOf(row: Pick<SignFileRow, (typeof FACTS)[number]>): SignFile {
  const { id, about, media_type, bytes, sha256, added_at: addedAt, gone_at: goneAt } = row;
  return { id, about, mediaType: media_type, bytes, sha256, addedAt, goneAt };
}

function filePlace(id: string): string {
  return `sign_file/${id}`;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function notFound(): DossierError {
  return new DossierError('sign-file-not-found', 'There is no such picture, or it was destroyed.');
}
