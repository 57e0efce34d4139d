/** The door that devices knock at: opens what they deliver, seals it through the dossier, and says how far it came. */
import type { ReaderKey } from '@woordelijk/api';
import type { Dossier, NewDeviceTalk, UploadRight } from '@woordelijk/dossier';
import type { DeliveryState, DeviceEnd, RecorderDoor } from '../http/index.ts';
import { HttpProblem } from '../http/problems.ts';
import type { LiveBoard } from '../live.ts';
import type { House as PhoneHouse } from '../phone-door.ts';
import { Intake, type Received } from './intake.ts';

/** Intakes of recordings that deliver now; one not kept is made anew from what was sealed. */
const MOST_KEPT = 2_000;

/** What may keep the house from taking sound. */
type House = Pick<PhoneHouse, 'enoughSpace' | 'storageProblem' | 'stopping'>;

/** What a delivery that does not follow is told. */
type Unexpected = Exclude<Awaited<ReturnType<RecorderDoor['deliver']>>, DeliveryState>;

/** Makes the door. */
export function recorderDoor(dossier: Dossier, board: LiveBoard, reader: ReaderKey, house: House): RecorderDoor {
  return new Door(dossier, board, reader, house);
}

class Door implements RecorderDoor {
  readonly #dossier: Dossier;
  readonly #board: LiveBoard;
  readonly #reader: ReaderKey;
  readonly #house: House;
  readonly #intakes = new Map<string, Intake>();
  /** Deliveries of one recording follow one another. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(dossier: Dossier, board: LiveBoard, reader: ReaderKey, house: House) {
    this.#dossier = dossier;
    this.#board = board;
    this.#reader = reader;
    this.#house = house;
  }

  get publicKey(): Uint8Array {
    return this.#reader.publicKey;
  }

  mustHaveRoom(): void {
    if (this.#house.stopping()) throw new HttpProblem('stopping');
    if (!this.#house.enoughSpace() || this.#house.storageProblem() !== undefined) throw new HttpProblem('storage-full');
  }

  async begin(talk: NewDeviceTalk, accountId: string): Promise<Awaited<ReturnType<RecorderDoor['begin']>>> {
    this.mustHaveRoom();
    const begun = await this.#dossier.deviceRecordings.begin(talk, accountId);
    if ('talkId' in begun) this.#board.begun(talk.recordingId, begun.talkId);
    return begun;
  }

  state(right: UploadRight): Promise<DeliveryState> {
    return this.#inTurn(right, async () => {
      const intake = right.state === 'live' ? await this.#intake(right) : await this.#intakeOfEnded(right);
      return await this.#stateOf(right, intake);
    });
  }

  deliver(right: UploadRight, part: number, record: number, body: Uint8Array): Promise<DeliveryState | Unexpected> {
    return this.#inTurn(right, () => this.#deliver(right, part, record, body));
  }

  end(right: UploadRight, end: DeviceEnd): Promise<boolean> {
    return this.#inTurn(right, () => this.#end(right, end));
  }

  async #deliver(
    right: UploadRight,
    part: number,
    record: number,
    body: Uint8Array,
  ): Promise<DeliveryState | Unexpected> {
    this.mustHaveRoom();
    const { recordings, deviceRecordings } = this.#dossier;
    const intake = await this.#intake(right);
    try {
      const taken = await intake.take(part, record, body);
      if ('wanted' in taken) return taken;
      const { recordingId } = right;
      if (taken.format !== undefined)
        await recordings.event(recordingId, { event: 'format', channel: 1, ...taken.format });
      // A crash before this line: the device sends it all again. After it: what comes again is passed over.
      if (taken.leaves.length > 0) await recordings.append(recordingId, { channel: 1, leaves: taken.leaves });
      for (const { name, at } of taken.joined) await deviceRecordings.joined(right, name, at);
      return await this.#stateOf(right, intake);
    } catch (error) {
      this.#intakes.delete(right.recordingId); // it may stand beyond what was sealed
      throw error;
    }
  }

  async #end(right: UploadRight, { at, ending, parts, records }: DeviceEnd): Promise<boolean> {
    if (right.state !== 'live') return true;
    const intake = await this.#intake(right);
    const all = parts === 0 ? intake.parts === 0 : intake.parts === parts && intake.next >= records;
    if (!all) return false;
    const lastSound = right.startedUs + intake.milliseconds * 1000;
    await this.#dossier.recordings.end(right.recordingId, ending, Math.max(at, lastSound));
    this.#intakes.delete(right.recordingId);
    this.#board.ended(right.recordingId);
    return true;
  }

  async #intake(right: UploadRight): Promise<Intake> {
    const known = this.#intakes.get(right.recordingId);
    if (known !== undefined) return known;
    const received = (await this.#dossier.deviceRecordings.received(right.recordingId)) as Received | undefined;
    const intake = this.#made(right, received);
    if (this.#intakes.size >= MOST_KEPT) this.#intakes.delete(this.#intakes.keys().next().value!);
    this.#intakes.set(right.recordingId, intake);
    return intake;
  }

  /** How far an ended one came, so that a device with more of it knows; undefined where it was destroyed. */
  async #intakeOfEnded(right: UploadRight): Promise<Intake | undefined> {
    try {
      const received = (await this.#dossier.deviceRecordings.received(right.recordingId)) as Received | undefined;
      return this.#made(right, received);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'key-missing') return undefined;
      throw error;
    }
  }

  #made(right: UploadRight, received: Received | undefined): Intake {
    const bytes = Buffer.from(right.recordingId.replaceAll('-', ''), 'hex');
    return new Intake({ bytes, startedUs: right.startedUs }, this.#reader, received);
  }

  async #stateOf(right: UploadRight, intake: Intake | undefined): Promise<DeliveryState> {
    const { recordingId, talkId, state } = right;
    const own = await this.#dossier.ownRecordings.ofTalk(talkId);
    const { part = 0, next = 0, sealed = 0, milliseconds: receivedMs = 0 } = intake ?? {};
    return {
      part,
      next,
      sealed,
      ended: state !== 'live',
      receivedMs,
      headToken: this.#dossier.headToken(recordingId),
      otherRecords: own.some(({ recording }) => recording),
    };
  }

  async #inTurn<T>({ recordingId }: UploadRight, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(recordingId);
    const turn = (async () => {
      await before?.catch(() => undefined);
      return await work();
    })();
    this.#turns.set(recordingId, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(recordingId) === turn) this.#turns.delete(recordingId);
    }
  }
}
