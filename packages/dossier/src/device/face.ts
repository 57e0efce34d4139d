/** Recordings on devices, as the dossier's face has them: through the gate, with a right to deliver. */
import type { GateAnswer, GateFacts, GateRequest } from '../gate/gate.ts';
import type { LockedBecause } from '../keeping/face.ts';
import type { MomentKind, TalkState } from '../talk/face.ts';

/** What a device tells beside sound. `at`: epoch microseconds. */
export interface DeviceEvent {
  readonly event: MomentKind | 'received';
  readonly at: number;
  readonly text?: string;
  /** Of `received`: how far the server has taken what the device sent. */
  readonly received?: Readonly<Record<string, unknown>>;
}

/** A talk that a person records on a device, as it is laid before the gate. */
export interface NewDeviceTalk {
  /** Made on the device (UUIDv7), so that it can begin without network. */
  readonly recordingId: string;
  /** SHA-256 (hex) of the secret that gives the right to deliver it. */
  readonly secretSha256: string;
  /** Epoch microseconds by the device. */
  readonly startedAt: number;
  /** The planned talk that is held now; its people stay, and `organisationId` and `parties` count for nothing. */
  readonly planned?: string;
  /** Whose talk it is; the unassigned organisation where undefined. */
  readonly organisationId?: string;
  /** Names as the official gave them; the official is the first. */
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly gate: GateRequest;
}

/** The right to deliver one recording, whoever is logged in. */
export interface UploadRight {
  readonly talkId: string;
  readonly recordingId: string;
  readonly accountId: string;
  readonly state: TalkState;
  /** Epoch microseconds of tick 0. */
  readonly startedUs: number;
}

/** What a device may ask for the recording that it makes. */
export interface DeviceRecordings {
  /** What the gate would say; changes nothing. `comers`: who would be recorded, so that plans and objections are looked up too. */
  mayStart(
    facts: GateFacts,
    comers?: Pick<NewDeviceTalk, 'planned' | 'organisationId' | 'parties'>,
  ): Promise<GateAnswer>;
  /**
   * As `recordings.begin`, through the gate, with the right to deliver. Asked again for the same recording and secret it
   * changes nothing. Rejects `recording-taken`, `organisation-not-found`, `talk-not-planned`, `gate-facts-malformed`.
   */
  begin(
    talk: NewDeviceTalk,
    accountId: string,
  ): Promise<{ readonly talkId: string } | { readonly refused: Extract<GateAnswer, { may: false }> }>;
  /** Undefined where there is no such recording, or the secret (SHA-256, hex) is another. */
  right(recordingId: string, secretSha256: string): Promise<UploadRight | undefined>;
  /** The last `received` in the seal; undefined where nothing was received yet. */
  received(recordingId: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Locks the talk to everyone and has its recording destroyed after 24 hours, unless something forbids it. `at`: epoch microseconds. */
  makePrivate(right: UploadRight, at: number, because: LockedBecause): Promise<void>;
  /** Somebody joins: a leaf that says so, then a party with this name. `at`: epoch microseconds. */
  joined(right: UploadRight, name: string, at: number): Promise<void>;
}
