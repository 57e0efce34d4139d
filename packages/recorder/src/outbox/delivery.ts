/**
 * Delivers one recording: begins it at the server, sends what lies on the device in order, ends it. The server says how
 * far it is; nothing about that is kept here, so nothing can be wrong about it after a crash.
 */
import { ApiError, type Delivered } from '@woordelijk/api';
import type { AppendFile } from './files.ts';
import type { Note, NoteChange, OfficeNote, Trouble } from './note.ts';
import { PartReader } from './part-reader.ts';
import type { OutboxClient } from './routes.ts';

/** Bytes a request: about half a minute of sound, so that a slow line shows progress. */
const PIECE = 128 * 1024;

/** What a step came to. `idle`: all that is there was delivered. `done`: the server has sealed and closed it. */
export type Step = 'sent' | 'idle' | 'done' | 'unreachable' | Trouble;

/** What a delivery needs of the outbox. */
export interface Lying {
  note(): Note;
  /** Writes a change of the note; on disk when it resolves. */
  noted(change: NoteChange): Promise<void>;
  /** Parts there are by now. */
  parts(): number;
  file(part: number): Promise<AppendFile>;
}

/** One step after the other, never two at once. */
export class Delivery {
  readonly #person: Pick<OutboxClient, 'beginRecording'>;
  readonly #client: OutboxClient;
  readonly #lying: Lying;
  readonly #readers = new Map<number, PartReader>();
  #at: Delivered | undefined;
  #code: string | undefined;
  #locked = false;

  /** `person` carries the login, which only the beginning asks for; `client` the recording's secret as bearer token. */
  constructor(person: Pick<OutboxClient, 'beginRecording'>, client: OutboxClient, lying: Lying) {
    this.#person = person;
    this.#client = client;
    this.#lying = lying;
  }

  /** Opens the running fingerprint; undefined before the server said so. */
  get headToken(): string | undefined {
    return this.#at?.headToken || undefined;
  }

  /** How far the server is; undefined before it said so. */
  get delivered(): Delivered | undefined {
    return this.#at;
  }

  /** Problem code of the last refusal. */
  get code(): string | undefined {
    return this.#code;
  }

  /** Does the next thing there is to do. */
  async step(): Promise<Step> {
    try {
      this.#code = undefined;
      return await this.#next();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#code = error.code;
      return this.#refusal(error);
    }
  }

  async #next(): Promise<Step> {
    const note = this.#lying.note();
    const params = { recordingId: note.recordingId };
    if (note.talkId === null) {
      const { talkId } = await this.#person.beginRecording({ body: (note as OfficeNote).begin });
      await this.#lying.noted({ talkId });
      return 'sent';
    }
    if (note.end?.ending === 'private' && !this.#locked) {
      // First of all: from here on nobody hears what is there, nor what still comes.
      await this.#client.lockRecording({ params, body: { at: note.end.endedAt } });
      this.#locked = true;
    }
    this.#at ??= await this.#client.getDelivered({ params });
    if (this.#at.ended) return await this.#ended(note, this.#at);
    const piece = await this.#piece(this.#at);
    if (piece !== undefined) {
      const { part, from, body } = piece;
      this.#at = await this.#client.deliverRecords({
        params: { ...params, part: String(part) },
        query: { record: String(from) },
        bytes: body,
      });
      return 'sent';
    }
    if (note.end === null) return 'idle';
    const parts = this.#lying.parts();
    const records = parts === 0 ? 0 : (await this.#reader(parts - 1)).whole().records;
    this.#at = await this.#client.endRecording({ params, body: { ...note.end, parts, records } });
    return 'sent';
  }

  /** Ended at the server: nothing is forgotten here that did not get there, whoever ended it. */
  async #ended(note: Note, { part, next }: Delivered): Promise<Step> {
    const parts = this.#lying.parts();
    const all = parts === 0 || (part === parts - 1 && next >= (await this.#reader(parts - 1)).whole().records);
    if (all || note.end?.ending === 'private') return 'done';
    this.#code = 'recording-ended';
    return 'refused';
  }

  /** What comes next: of the part that the server is in, else the beginning of the one after it. */
  async #piece({ part, next }: Delivered) {
    for (const [at, from] of [
      [part, next],
      [part + 1, 0],
    ] as const) {
      if (at >= this.#lying.parts()) return undefined;
      const piece = (await this.#reader(at)).piece(from, PIECE);
      if (piece !== undefined) return { part: at, ...piece };
    }
    return undefined;
  }

  async #reader(part: number): Promise<PartReader> {
    let reader = this.#readers.get(part);
    if (reader === undefined) {
      reader = new PartReader(await this.#lying.file(part));
      this.#readers.set(part, reader);
    }
    return reader;
  }

  #refusal({ code, status, problem }: ApiError): Step {
    if (code === 'record-unexpected' && problem?.wanted !== undefined) {
      // The server stopped and stands at what it had sealed; or somebody else delivers too.
      const { part, record } = problem.wanted;
      this.#at = {
        part,
        next: record,
        sealed: record,
        ended: false,
        receivedMs: this.#at?.receivedMs ?? 0,
        headToken: this.#at?.headToken ?? '',
        otherRecords: this.#at?.otherRecords ?? false,
      };
      return 'sent';
    }
    if (code === 'recording-ended' || code === 'recording-incomplete') {
      this.#at = undefined; // ask anew
      return 'unreachable';
    }
    if (code === 'login-needed') return 'login-needed';
    if (code === 'part-damaged') return 'damaged';
    if (status === 0 || status === 429 || status >= 500) {
      this.#at = undefined;
      return 'unreachable';
    }
    return 'refused';
  }
}
