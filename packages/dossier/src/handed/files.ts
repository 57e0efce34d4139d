/** Files that come in piece by piece: docs/order-of-writes.md, "A file that is handed in". */
import { createHash, type Hash } from 'node:crypto';
import { type FileType, sniff } from '@woordelijk/audio';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { notLocked } from '../keeping/private.ts';
import type { Acts } from '../ledger/acts.ts';
import type { Purpose } from '../policy.ts';
import { inTurn } from '../recording/in-turn.ts';
import type { Sound } from '../sound/face.ts';
import type { Asking } from '../staff/face.ts';
import { atTable, readFile } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { type FileProgress, type FileRight, type HandedFiles, MOST_FILE_BYTES } from './face.ts';
import { closeInVault, eventLeaf, isCode, saidIn, tell } from './keep.ts';
import { likenessOf } from './likeness.ts';
import type { HandedFileRow } from './tables.ts';

/** The job that throws away a file that did not come whole in time. */
export const EXPIRE_FILE = 'file.expire';
/** The job that moves a whole file to its own object. */
export const STORE_FILE = 'file.store';
/** From opening to the last byte. */
const OPEN_MS = 24 * 3_600_000;
const MOST_AT_ONCE = 3;
const MOST_OF_A_TALK = 20;
const MOST_INTAKES = 200;
const SAME_LISTENING_MS = 10 * 60_000;
const MOST_LISTENINGS = 1024;

/** How far a file is, kept while it comes in; made anew from the vault where it is not. */
interface Intake {
  next: number;
  readonly hash: Hash;
  /** Undefined: the vault has nothing of it yet. */
  mediaType: FileType | undefined;
}

/** The files of a house. */
export class Files implements HandedFiles {
  readonly #house: House;
  readonly #book: RuleBook;
  readonly #intakes = new Map<string, Intake>();
  /** Until when the same reader is told only once. */
  readonly #listenings = new Map<string, number>();

  constructor(house: House, book: RuleBook) {
    this.#house = house;
    this.#book = book;
  }

  async open(
    talkId: string,
    offerId: string,
    { bytes, name, secretSha256 }: { bytes: number; name: string; secretSha256: string },
    asking: Asking,
  ): Promise<FileProgress> {
    if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > MOST_FILE_BYTES) throw tooLong();
    const house = this.#house;
    const there = await this.#bySecret(secretSha256);
    if (there !== undefined && there.offer_id === offerId) return await this.#progressOf(there);
    const openedAt = house.now();
    const file = newId(house);
    const detail = { file, offer: offerId, bytes, name: name.slice(0, 200), sha256: secretSha256, openedAt };
    await atTable(house, this.#book, talkId, asking, 'file.opened', { offerId, secretSha256 }, (ground) => {
      const offer = ground.file.offers.find(({ id }) => id === offerId);
      if (offer === undefined) throw new DossierError('offer-not-found', 'No such recording was handed in.');
      if (offer.state !== 'kept' && offer.state !== 'take-in')
        throw new DossierError('offer-not-kept', 'This recording is not taken in, so its file cannot come either.');
      const files = ground.file.offers.flatMap((one) => one.files).filter(({ state }) => state !== 'given-up');
      if (files.length >= MOST_OF_A_TALK || files.filter(({ state }) => state === 'receiving').length >= MOST_AT_ONCE)
        throw new DossierError(
          'files-too-many',
          `A talk has at most ${MOST_OF_A_TALK} files, and ${MOST_AT_ONCE} that come in at a time.`,
        );
      const { tx, talk } = ground;
      const expire = house.jobs.ask(tx, talk.organisation_id, EXPIRE_FILE, file, openedAt + OPEN_MS);
      const row = tx.insertInto('handed_file').values({
        id: file,
        organisation_id: talk.organisation_id,
        talk_id: talkId,
        offer_id: offerId,
        secret_sha256: secretSha256,
        length: bytes,
        opened_at: openedAt,
        expires_at: openedAt + OPEN_MS,
        state: 'receiving',
        media_type: null,
        sha256: null,
        leaves: null,
        root: null,
        object_name: null,
        object_bytes: null,
        object_sha256: null,
      });
      return { detail: { ...detail, expiresAt: openedAt + OPEN_MS }, rows: [row, expire.row] };
    });
    // Sent again under the same key it was not made now: the secret finds the one that was.
    return await this.#progressOf((await this.#bySecret(secretSha256))!);
  }

  async right(fileId: string, secretSha256: string): Promise<FileRight | undefined> {
    const row = await this.#bySecret(secretSha256);
    return row?.id === fileId ? { fileId, talkId: row.talk_id } : undefined;
  }

  progress({ fileId }: FileRight): Promise<FileProgress> {
    return inTurn(this.#house, fileId, async () => {
      const row = await this.#row(fileId);
      // All of it is sealed, and a stop came before the house said so.
      if (row.state === 'receiving' && (await this.#intake(row)).next === row.length) await this.#finish(row);
      return await this.#progressOf(await this.#row(fileId));
    });
  }

  deliver({ fileId }: FileRight, offset: number, bytes: Uint8Array): Promise<FileProgress | { wanted: number }> {
    return inTurn(this.#house, fileId, async () => {
      const row = await this.#row(fileId);
      if (row.state === 'storing' || row.state === 'stored') return await this.#progressOf(row);
      if (row.state !== 'receiving' || row.expires_at <= this.#house.now())
        throw new DossierError('file-given-up', 'This file does not come in any more. Hand it in once more.');
      try {
        const intake = await this.#intake(row);
        if (offset > intake.next) return { wanted: intake.next };
        if (offset + bytes.length > row.length) throw tooLong();
        const fresh = bytes.subarray(intake.next - offset);
        if (fresh.length > 0) await this.#take(row, intake, fresh);
        if (intake.next === row.length) await this.#finish(row);
      } catch (error) {
        this.#intakes.delete(fileId); // it may stand beyond what was sealed
        throw error;
      }
      return await this.#progressOf(await this.#row(fileId));
    });
  }

  giveUp({ fileId }: FileRight): Promise<void> {
    return inTurn(this.#house, fileId, async () => this.#giveUp(await this.#row(fileId), 'cancelled'));
  }

  /** What still comes in with a talk that is to be destroyed does not. Safe to repeat. */
  async giveUpAllOf(talkId: string): Promise<void> {
    const { read } = this.#house.database;
    const rows = await read.selectFrom('handed_file').selectAll().where('talk_id', '=', talkId).execute();
    for (const { id, state } of rows)
      if (state === 'receiving')
        await inTurn(this.#house, id, async () => this.#giveUp(await this.#row(id), 'expired'));
  }

  /** Work of the job EXPIRE_FILE. Safe to repeat. */
  expire(fileId: string): Promise<void> {
    return inTurn(this.#house, fileId, async () => {
      const row = await this.#row(fileId);
      if (row.state !== 'receiving') return;
      if ((await this.#intake(row)).next === row.length) await this.#finish(row);
      else await this.#giveUp(row, 'expired');
    });
  }

  /** Work of the job STORE_FILE. Safe to repeat. */
  store(fileId: string, job: RunningJob): Promise<void> {
    return inTurn(this.#house, fileId, async () => {
      const row = await this.#row(fileId);
      if (row.state !== 'storing') return;
      const { name: object, bytes, sha256 } = await this.#house.vault.archive(fileId);
      await tell(this.#house, row, 'system', 'file.stored', { file: fileId, object, bytes, sha256 }, (tx) => ({
        provided: tx
          .updateTable('handed_file')
          .set({ state: 'stored', object_name: object, object_bytes: bytes, object_sha256: sha256 })
          .where('id', '=', fileId)
          .where('state', '=', 'storing'),
        rows: [job.done(tx)],
      }));
    });
  }

  async read(
    talkId: string,
    fileId: string,
    actor: Actor,
    how: 'play' | 'copy',
    purpose?: Purpose,
  ): Promise<Sound & { sha256: string }> {
    await notLocked(this.#house, talkId);
    const row = await this.#find(fileId);
    if (row?.talk_id !== talkId || row.sha256 === null || row.media_type === null) throw notFound();
    await this.#house.vault.keys.get(fileId); // rejects where it was destroyed, before anything is told
    await this.#tellReading(row, actor, how, purpose);
    const { vault } = this.#house;
    return {
      mediaType: row.media_type,
      bytes: row.length,
      sha256: row.sha256,
      async *read(from, to) {
        if (to <= from) return;
        for await (const { start, content } of vault.read(fileId, { channel: 1, from, to })) {
          if (start >= to) return;
          if (start + content.length > from) yield content.subarray(Math.max(0, from - start), to - start);
        }
      },
    };
  }

  async #take(row: HandedFileRow, intake: Intake, fresh: Uint8Array): Promise<void> {
    const { vault, now } = this.#house;
    if (intake.mediaType === undefined) {
      const mediaType = sniff(fresh);
      if (mediaType === undefined) {
        await this.#giveUp(row, 'type');
        throw new DossierError(
          'file-type-unknown',
          'This is no WAV, MP3, M4A, Ogg or WebM by its content. Hand in the recording itself.',
        );
      }
      const startedAt = now() * 1000;
      const begin = { event: 'begin', startedAt, source: 'file', channels: [], bytes: row.length, mediaType };
      await vault.begin(row.id, eventLeaf(startedAt, begin));
      intake.mediaType = mediaType;
    }
    const leaf = { kind: 'bytes', start: intake.next, duration: fresh.length, content: fresh } as const;
    await vault.append(row.id, { channel: 1, leaves: [leaf] });
    intake.hash.update(fresh);
    intake.next += fresh.length;
  }

  async #finish(row: HandedFileRow): Promise<void> {
    const { hash, mediaType } = await this.#intake(row);
    const at = this.#house.now() * 1000;
    const end = { event: 'end', ending: 'complete', at, sha256: hash.copy().digest('hex') };
    const { leaves, root, end: sealed } = (await closeInVault(this.#house, row.id, eventLeaf(at, end)))!;
    if (sealed.ending !== 'complete') return this.#giveUp(row, 'cancelled');
    // A crash here leaves the file closed in the vault and `receiving`: whoever asks next, or the job, comes by here.
    const likeness = await likenessOf(this.#house, row);
    const detail = { file: row.id, mediaType: mediaType!, sha256: end.sha256, leaves, root, likeness };
    let run: (() => void) | undefined;
    await tell(this.#house, row, 'system', 'file.received', detail, (tx) => {
      const job = this.#house.jobs.ask(tx, row.organisation_id, STORE_FILE, row.id);
      run = job.run;
      return {
        provided: tx
          .updateTable('handed_file')
          .set({ state: 'storing', media_type: mediaType!, sha256: end.sha256, leaves, root })
          .where('id', '=', row.id)
          .where('state', '=', 'receiving'),
        rows: [job.row],
      };
    });
    this.#intakes.delete(row.id);
    run?.();
  }

  /** Destroys what came. The key goes first: a crash after it leaves bytes that nobody can open, and this runs again. */
  async #giveUp(row: HandedFileRow, why: Acts['file.given-up']['why']): Promise<void> {
    if (row.state !== 'receiving') return;
    const { vault, now } = this.#house;
    const at = now() * 1000;
    if (await this.#close(row.id, eventLeaf(at, { event: 'end', ending: 'given-up', at }))) {
      await vault.keys.destroy(row.id);
      await vault.archive(row.id); // the journal lets it go
    }
    await vault.destroy(row.id);
    this.#intakes.delete(row.id);
    await tell(this.#house, row, 'system', 'file.given-up', { file: row.id, why }, (tx) => ({
      provided: tx
        .updateTable('handed_file')
        .set({ state: 'given-up' })
        .where('id', '=', row.id)
        .where('state', '=', 'receiving'),
    }));
  }

  /** False where the vault never had it. Its key may be gone already. */
  async #close(fileId: string, last: ReturnType<typeof eventLeaf>): Promise<boolean> {
    try {
      await this.#house.vault.end(fileId, last);
      return true;
    } catch (error) {
      if (isCode(error, 'recording-unknown')) return false;
      if (isCode(error, 'recording-closed')) return true;
      throw error;
    }
  }

  async #intake(row: HandedFileRow): Promise<Intake> {
    const known = this.#intakes.get(row.id);
    if (known !== undefined) return known;
    const intake: Intake = { next: 0, hash: createHash('sha256'), mediaType: undefined };
    try {
      for await (const { kind, index, content } of this.#house.vault.read(row.id)) {
        if (index === 0) intake.mediaType = saidIn(content).mediaType as FileType;
        if (kind !== 'bytes') continue;
        intake.hash.update(content);
        intake.next += content.length;
      }
    } catch (error) {
      if (!isCode(error, 'key-missing') && !isCode(error, 'recording-unknown')) throw error;
    }
    if (this.#intakes.size >= MOST_INTAKES) this.#intakes.delete(this.#intakes.keys().next().value!);
    this.#intakes.set(row.id, intake);
    return intake;
  }

  async #progressOf(row: HandedFileRow): Promise<FileProgress> {
    const whole = row.sha256 !== null;
    return {
      fileId: row.id,
      next: whole ? row.length : row.state === 'receiving' ? (await this.#intake(row)).next : 0,
      bytes: row.length,
      state: row.state,
      sha256: row.sha256,
      mediaType: row.media_type,
      likeness: whole ? await this.#likeness(row) : null,
      expiresAt: row.expires_at,
    };
  }

  /** As it was found when all of it came. */
  async #likeness(row: HandedFileRow): Promise<FileProgress['likeness']> {
    const { offers } = await readFile(this.#house, row.talk_id);
    return offers.flatMap(({ files }) => files).find(({ id }) => id === row.id)?.likeness ?? null;
  }

  async #tellReading(row: HandedFileRow, actor: Actor, how: 'play' | 'copy', purpose?: Purpose): Promise<void> {
    const detail = { file: row.id, ...(purpose === undefined ? {} : { purpose }) };
    if (how === 'copy') return void (await tell(this.#house, row, actor, 'file.copied', detail));
    const now = this.#house.now();
    const key = JSON.stringify([row.id, actor, purpose ?? null]);
    const same = (this.#listenings.get(key) ?? 0) > now;
    if (!same) await tell(this.#house, row, actor, 'file.played', detail);
    this.#listenings.delete(key);
    if (this.#listenings.size >= MOST_LISTENINGS) this.#listenings.delete(this.#listenings.keys().next().value!);
    this.#listenings.set(key, now + SAME_LISTENING_MS);
  }

  async #row(fileId: string): Promise<HandedFileRow> {
    const row = await this.#find(fileId);
    if (row === undefined) throw notFound();
    return row;
  }

  #find(fileId: string): Promise<HandedFileRow | undefined> {
    const { read } = this.#house.database;
    return read.selectFrom('handed_file').selectAll().where('id', '=', fileId).executeTakeFirst();
  }

  #bySecret(secretSha256: string): Promise<HandedFileRow | undefined> {
    const { read } = this.#house.database;
    return read.selectFrom('handed_file').selectAll().where('secret_sha256', '=', secretSha256).executeTakeFirst();
  }
}

function tooLong(): DossierError {
  return new DossierError('file-length', `A file has 1 to ${MOST_FILE_BYTES} bytes, as many as were told beforehand.`);
}

function notFound(): DossierError {
  return new DossierError('file-not-found', 'There is no such file with this talk, or it is not whole.');
}
