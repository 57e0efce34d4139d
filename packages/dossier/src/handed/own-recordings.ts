/**
 * Recordings that stay with the other side (eigen opname): made by the same recorder page, by a link of the office. Only
 * running fingerprints come here, sealed as a recording of the vault by themselves, so that anybody can hold and check them.
 * docs/spec/sealed-recording.md, "Bytes"; docs/order-of-writes.md, "A recording that stays with the other side".
 */

import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import { inTurn } from '../recording/in-turn.ts';
import { headToken } from '../recording/running-head.ts';
import type { Asking } from '../staff/face.ts';
import { atTable } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import type { Fingerprint, OwnProgress, OwnRecordings, OwnRight } from './face.ts';
import { closeInVault, eventLeaf, isCode, saidIn, tell } from './keep.ts';
import type { OwnRecordingRow } from './tables.ts';

/** The job that moves the fingerprints of an ended one to their own object. */
export const STORE_OWN = 'own-recording.store';
/** The job that ends one whose device never came back. */
export const FORGET_OWN = 'own-recording.forget';
/** From the making of the link to the start. */
const LINK_MS = 24 * 3_600_000;
const FORGOTTEN_MS = 30 * 86_400_000;
/** Two a second for ten hours. */
const MOST_FINGERPRINTS = 72_000;

/** Last fingerprint, and how many; kept while they come in, and made anew from the vault. */
interface Held {
  last: Fingerprint | undefined;
  count: number;
}

const NOTHING: Held = { last: undefined, count: 0 };
const MOST_HELD = 500;

/** The fingerprints of a house. */
export class OwnRecordingsOf implements OwnRecordings {
  readonly #house: House;
  readonly #book: RuleBook;
  readonly #held = new Map<string, Held>();

  constructor(house: House, book: RuleBook) {
    this.#house = house;
    this.#book = book;
  }

  async invite(talkId: string, asking: Asking): ReturnType<OwnRecordings['invite']> {
    const house = this.#house;
    const secret = newToken(house.random);
    const recording = newId(house);
    const madeAt = house.now();
    const detail = { recording, sha256: tokenHash(secret), madeAt, expiresAt: madeAt + LINK_MS };
    await atTable(house, this.#book, talkId, asking, 'own-recording.invited', null, ({ file, talk, tx }) => {
      const last = file.requests.at(-1)?.decision?.outcome;
      if (last === 'refused' || talk.state === 'called-off')
        throw new DossierError('not-granted', 'The recording was refused, or the talk is not held. Decide that first.');
      const row = tx.insertInto('own_recording').values({
        id: recording,
        organisation_id: talk.organisation_id,
        talk_id: talkId,
        secret_sha256: detail.sha256,
        made_at: madeAt,
        expires_at: detail.expiresAt,
        state: 'invited',
        device_sha256: null,
        started_at: null,
        ended_at: null,
        leaves: null,
        root: null,
        object_name: null,
        object_bytes: null,
        object_sha256: null,
      });
      return { detail, rows: [row] };
    });
    return { recordingId: recording, secret, expiresAt: detail.expiresAt };
  }

  async right(recordingId: string, secretSha256: string): Promise<OwnRight | undefined> {
    const row = await this.#find(recordingId);
    const by =
      row?.device_sha256 === secretSha256 ? 'device' : row?.secret_sha256 === secretSha256 ? 'link' : undefined;
    return row === undefined || by === undefined ? undefined : { recordingId, talkId: row.talk_id, by };
  }

  progress({ recordingId }: OwnRight): Promise<OwnProgress> {
    return inTurn(this.#house, recordingId, async () => this.#progressOf(await this.#row(recordingId)));
  }

  begin({ recordingId }: OwnRight, device: { secretSha256: string; startedAt: number }): Promise<OwnProgress> {
    return inTurn(this.#house, recordingId, async () => {
      const row = await this.#row(recordingId);
      if (row.state === 'invited') await this.#begin(row, device);
      else if (row.device_sha256 !== device.secretSha256)
        throw new DossierError(
          'own-recording-taken',
          'Another device records by this link already. Ask for a new one.',
        );
      return await this.#progressOf(await this.#row(recordingId));
    });
  }

  hold({ recordingId }: OwnRight, fingerprints: readonly Fingerprint[]): Promise<OwnProgress> {
    return inTurn(this.#house, recordingId, async () => {
      const row = await this.#row(recordingId);
      if (row.state !== 'recording') return await this.#progressOf(row);
      await this.#inVault(row);
      const held = await this.#heldOf(recordingId);
      let last = held.last;
      const fresh = fingerprints.filter((one) => {
        if (last !== undefined && (one.part < last.part || (one.part === last.part && one.bytes <= last.bytes)))
          return false; // sent again
        last = one;
        return true;
      });
      if (held.count + fresh.length > MOST_FINGERPRINTS)
        throw new DossierError('own-recording-ended', 'This recording is too long to go on with. Ask for a new link.');
      const leaves = fresh.map((one) => eventLeaf(one.at * 1000, { event: 'fingerprint', ...one, at: one.at * 1000 }));
      this.#held.delete(recordingId); // until it is sealed
      if (leaves.length > 0) await this.#house.vault.append(recordingId, { channel: 1, leaves });
      this.#held.set(recordingId, { last, count: held.count + fresh.length });
      return await this.#progressOf(row);
    });
  }

  end({ recordingId }: OwnRight, endedAt: number): Promise<OwnProgress> {
    return inTurn(this.#house, recordingId, async () => {
      const row = await this.#row(recordingId);
      if (row.state === 'recording') await this.#end(row, endedAt);
      return await this.#progressOf(await this.#row(recordingId));
    });
  }

  async ofTalk(talkId: string): Promise<Awaited<ReturnType<OwnRecordings['ofTalk']>>> {
    const { read } = this.#house.database;
    const rows = await read.selectFrom('own_recording').selectAll().where('talk_id', '=', talkId).execute();
    return rows
      .filter(({ state }) => state !== 'invited')
      .map(({ id, state }) => ({ recordingId: id, recording: state === 'recording' }));
  }

  /** Work of the job FORGET_OWN: a device of which nothing was heard for a month does not come back. Safe to repeat. */
  forget(recordingId: string, job: RunningJob): Promise<void> {
    return inTurn(this.#house, recordingId, async () => {
      const row = await this.#row(recordingId);
      if (row.state !== 'recording') return;
      const { heardAt } = await this.#progressOf(row);
      const due = (heardAt ?? row.started_at!) + FORGOTTEN_MS;
      if (due > this.#house.now()) return job.again(due);
      await this.#end(row, heardAt ?? row.started_at!);
    });
  }

  /** Work of the job STORE_OWN. Safe to repeat. */
  store(recordingId: string, job: RunningJob): Promise<void> {
    return inTurn(this.#house, recordingId, async () => {
      const row = await this.#row(recordingId);
      if (row.state !== 'storing') return;
      const { name: object, bytes, sha256 } = await this.#house.vault.archive(recordingId);
      const detail = { recording: recordingId, object, bytes, sha256 };
      await tell(this.#house, row, 'system', 'own-recording.stored', detail, (tx) => ({
        provided: tx
          .updateTable('own_recording')
          .set({ state: 'stored', object_name: object, object_bytes: bytes, object_sha256: sha256 })
          .where('id', '=', recordingId)
          .where('state', '=', 'storing'),
        rows: [job.done(tx)],
      }));
    });
  }

  /** One that runs while its talk is destroyed ends there. Safe to repeat. */
  async endAllOf(talkId: string): Promise<void> {
    for (const { recordingId, recording } of await this.ofTalk(talkId))
      if (recording)
        await inTurn(this.#house, recordingId, async () => this.#end(await this.#row(recordingId), this.#house.now()));
  }

  async #begin(row: OwnRecordingRow, device: { secretSha256: string; startedAt: number }): Promise<void> {
    const { secretSha256, startedAt } = device;
    if (row.expires_at <= this.#house.now())
      throw new DossierError('own-recording-expired', 'This link is older than a day. Ask for a new one.');
    const detail = { recording: row.id, device: secretSha256, startedAt };
    await tell(this.#house, row, `link:${row.id}`, 'own-recording.begun', detail, (tx) => ({
      provided: tx
        .updateTable('own_recording')
        .set({ state: 'recording', device_sha256: secretSha256, started_at: startedAt })
        .where('id', '=', row.id)
        .where('state', '=', 'invited'),
      rows: [this.#house.jobs.ask(tx, row.organisation_id, FORGET_OWN, row.id, this.#house.now() + FORGOTTEN_MS).row],
    }));
  }

  async #end(row: OwnRecordingRow, endedAt: number): Promise<void> {
    if (row.state !== 'recording') return;
    await this.#inVault(row);
    const at = endedAt * 1000;
    const closed = (await closeInVault(this.#house, row.id, eventLeaf(at, { event: 'end', ending: 'stopped', at })))!;
    // A crash here leaves it closed in the vault and `recording`: the device, or the job, ends it again.
    const ended = Math.floor(Number(closed.end.at) / 1000);
    const { leaves, root } = closed;
    let run: (() => void) | undefined;
    const detail = { recording: row.id, endedAt: ended, leaves, root };
    await tell(this.#house, row, `link:${row.id}`, 'own-recording.ended', detail, (tx) => {
      const job = this.#house.jobs.ask(tx, row.organisation_id, STORE_OWN, row.id);
      run = job.run;
      return {
        provided: tx
          .updateTable('own_recording')
          .set({ state: 'storing', ended_at: ended, leaves, root })
          .where('id', '=', row.id)
          .where('state', '=', 'recording'),
        rows: [job.row],
      };
    });
    run?.();
  }

  /** Leaf 0, where a stop came between the transaction and it. */
  async #inVault({ id, started_at: startedAt }: OwnRecordingRow): Promise<void> {
    const at = startedAt! * 1000;
    const begin = { event: 'begin', startedAt: at, source: 'own-device', channels: [] };
    try {
      await this.#house.vault.begin(id, eventLeaf(at, begin));
    } catch (error) {
      if (!isCode(error, 'recording-exists')) throw error;
    }
  }

  async #progressOf(row: OwnRecordingRow): Promise<OwnProgress> {
    const { id: recordingId, state, expires_at: expiresAt } = row;
    if (state === 'recording') await this.#inVault(row);
    const { last, count } = state === 'invited' ? NOTHING : await this.#heldOf(recordingId);
    return {
      recordingId,
      talkId: row.talk_id,
      state,
      expiresAt,
      part: last?.part ?? 0,
      bytes: last?.bytes ?? 0,
      count,
      heardAt: last?.at ?? null,
      headToken: headToken(this.#house, recordingId),
    };
  }

  async #heldOf(recordingId: string): Promise<Held> {
    const known = this.#held.get(recordingId);
    if (known !== undefined) return known;
    const held: Held = { ...NOTHING };
    for await (const one of fingerprintsOf(this.#house, recordingId)) {
      held.last = one;
      held.count += 1;
    }
    if (this.#held.size >= MOST_HELD) this.#held.delete(this.#held.keys().next().value!);
    this.#held.set(recordingId, held);
    return held;
  }

  async #row(recordingId: string): Promise<OwnRecordingRow> {
    const row = await this.#find(recordingId);
    if (row === undefined) throw new DossierError('recording-not-found', 'There is no recording with this id.');
    return row;
  }

  #find(recordingId: string): Promise<OwnRecordingRow | undefined> {
    const { read } = this.#house.database;
    return read.selectFrom('own_recording').selectAll().where('id', '=', recordingId).executeTakeFirst();
  }
}

/** What was held of one while it was made, in order. */
export async function* fingerprintsOf(house: House, recordingId: string): AsyncGenerator<Fingerprint> {
  for await (const { content } of house.vault.read(recordingId, { channel: 1 })) {
    const said = saidIn(content) as unknown as Fingerprint & { readonly event: string };
    if (said.event !== 'fingerprint') continue;
    const { at, part, bytes, sha256 } = said;
    yield { at: Math.floor(at / 1000), part, bytes, sha256 };
  }
}
