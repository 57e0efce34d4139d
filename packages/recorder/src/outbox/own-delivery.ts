/**
 * Tells the server the running fingerprints of a recording that stays on this device, and nothing else of it. The server
 * says how far it is, so that nothing about that is kept here.
 */
import { ApiError, MOST_FINGERPRINTS, type OwnRecording, PartError, RunningHash } from '@woordelijk/api';
import type { Lying, Step } from './delivery.ts';
import type { KeyShelf } from './key-shelf.ts';
import { OwnPart } from './own-parts.ts';
import type { OutboxClient } from './routes.ts';

/** SHA-256 of the first `bytes` bytes of a part. */
type Fingerprint = Parameters<OutboxClient['holdFingerprints']>[0]['body']['fingerprints'][number];

/** One step after the other, never two at once. */
export class OwnDelivery {
  readonly #link: OutboxClient;
  readonly #device: OutboxClient;
  readonly #keys: KeyShelf;
  readonly #lying: Lying;
  #part = 0;
  #reader: OwnPart | undefined;
  #hash = new RunningHash();
  #bytes = 0;
  /** Epoch milliseconds of what was read last. */
  #wall = 0;
  #waiting: Fingerprint[] = [];
  #at: OwnRecording | undefined;
  #code: string | undefined;

  /** `link` carries the secret of the link, which only the beginning asks for; `device` that of the device. */
  constructor(link: OutboxClient, device: OutboxClient, keys: KeyShelf, lying: Lying) {
    this.#link = link;
    this.#device = device;
    this.#keys = keys;
    this.#lying = lying;
  }

  /** Opens the running fingerprint; undefined before the server said so. */
  get headToken(): string | undefined {
    return this.#at?.headToken;
  }

  /** The server holds the fingerprint of all of it. */
  get whole(): boolean {
    return this.#at !== undefined && this.#at.state !== 'recording' && this.#at.state !== 'invited';
  }

  /** Problem code of the last refusal. */
  get code(): string | undefined {
    return this.#code;
  }

  /** Does the next thing there is to do. */
  async step(): Promise<Step> {
    if (this.whole) return 'idle';
    try {
      this.#code = undefined;
      return await this.#next();
    } catch (error) {
      if (error instanceof PartError) return 'damaged';
      if (!(error instanceof ApiError)) throw error;
      this.#code = error.code;
      if (error.status !== 0 && error.status !== 429 && error.status < 500) return 'refused';
      this.#at = undefined;
      return 'unreachable';
    }
  }

  async #next(): Promise<Step> {
    const note = this.#lying.note();
    const params = { recordingId: note.recordingId };
    if (note.talkId === null) {
      const { startedAt, secretSha256 } = note.begin;
      await this.#link.beginOwnRecording({ params, body: { startedAt, secretSha256 } });
      await this.#lying.noted({ talkId: note.recordingId });
      return 'sent';
    }
    this.#at ??= await this.#device.getOwnRecording({ params });
    if (this.whole) return 'sent';
    const { part, bytes } = this.#at;
    await this.#gather(note.recordingId, note.end !== null);
    this.#waiting = this.#waiting.filter((one) => one.part > part || (one.part === part && one.bytes > bytes));
    if (this.#waiting.length > 0) {
      const fingerprints = this.#waiting.slice(0, MOST_FINGERPRINTS);
      this.#at = await this.#device.holdFingerprints({ params, body: { fingerprints } });
      return 'sent';
    }
    if (note.end === null) return 'idle';
    this.#at = await this.#device.endOwnRecording({ params, body: { endedAt: note.end.endedAt } });
    return 'sent';
  }

  /** Reads on in the parts: a fingerprint wherever what is there was flushed. */
  async #gather(recordingId: string, ended: boolean): Promise<void> {
    const key = await this.#keys.find(recordingId);
    if (key === undefined) return; // deleted
    for (; this.#part < this.#lying.parts(); ) {
      this.#reader ??= new OwnPart(await this.#lying.file(this.#part), key);
      for await (const one of this.#reader.more()) {
        if (one.kind === 'sound') {
          this.#hash.update(one.bytes);
          this.#bytes += one.bytes.length;
        } else if (one.kind === 'flushed') this.#note(one.wall);
      }
      const last = this.#part === this.#lying.parts() - 1;
      if (ended || !last) this.#note(this.#wall); // what a crash left without a flush
      if (last) return;
      this.#part += 1;
      this.#reader = undefined;
      this.#hash = new RunningHash();
      this.#bytes = 0;
    }
  }

  #note(wall: number): void {
    this.#wall = wall;
    const { part, bytes } = this.#waiting.at(-1) ?? { part: -1, bytes: 0 };
    if (this.#bytes === 0 || (part === this.#part && bytes === this.#bytes)) return;
    const at = new Date(wall).toISOString();
    this.#waiting.push({ at, part: this.#part, bytes: this.#bytes, sha256: this.#hash.digest() });
  }
}
