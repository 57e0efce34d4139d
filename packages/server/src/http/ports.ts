/** What the HTTP hall asks of the rest of the house. Handed in by `main.ts`. */
import type { Actor, Dossier, NewDeviceTalk, Senders, UploadRight } from '@woordelijk/dossier';
import type { OwnLogin, ProofLogin } from '../logins.ts';

/** A call under way, as telephony sees it this moment. */
export interface LiveTalk {
  readonly talkId: string;
  readonly recordingId: string;
  /** Length so far. */
  readonly seconds: number;
  /** `level`: loudness of the last moment, 0 to 1. `packets` and `lost` since the start. */
  readonly channels: readonly {
    readonly channel: number;
    readonly level: number;
    readonly packets: number;
    readonly lost: number;
  }[];
}

export interface LiveChange {
  readonly talkId: string;
  readonly change: 'begun' | 'updated' | 'ended';
}

export interface Live {
  /** Calls under way, newest first. Asked a few times a second while anybody watches: must be cheap. */
  current(): readonly LiveTalk[];
  /** `changed` is called once for every talk begun, updated or ended from now on, after it can be read from the dossier. Returns the way out. */
  subscribe(changed: (change: LiveChange) => void): () => void;
}

/** What a check of one talk's seal found. `intact` only where every leaf, head and signature holds. */
export interface SealResult {
  readonly state: 'intact' | 'damaged' | 'unconfirmed';
  readonly findings: readonly { readonly place: string; readonly meaning: string }[];
}

/** One line per event: an object of plain facts, then a fixed sentence. Facts never hold names, numbers, tokens or URLs. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  error(facts: Readonly<Record<string, unknown>>, sentence: string): void;
}

export interface HttpConfig {
  /** Address of the pages for people, such as `http://localhost:8080`; known once the server listens. */
  readonly publicUrl: () => string;
  /** Folder of the built pages (`packages/web/dist`). */
  readonly webRoot: string;
  /** Host names by which the server may be called, beside localhost with its own port; a name may carry `:port`. */
  readonly names: readonly string[];
  /** Certificate and key (PEM) when this server speaks TLS itself. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` and `-Proto` are believed. Empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Where to report weaknesses (security.txt): `mailto:…` or `https://…`. */
  readonly securityContact: string;
  /** Organisations' own logins; none when absent. */
  readonly logins?: readonly OwnLogin[];
  /** Where residents and customers prove who they are; nowhere when absent. */
  readonly proofs?: readonly ProofLogin[];
  readonly version: string;
  /** Where a backup says when it was made (JSON with `at`). */
  readonly lastBackup: string;
  /** Public key of the seals (C2SP vkey). */
  readonly verifierKey: string;
  /** Where calls are received: `udp:127.0.0.1:5060`. */
  readonly sip: readonly string[];
  /** Requests per minute and address: to everything, and to doors where guessing would pay. Default 1200 and 20. */
  readonly rateLimits?: { readonly all: number; readonly guessable: number };
}

/** Where a delivery from a device was taken to. */
export interface DeliveryState {
  readonly part: number;
  readonly next: number;
  readonly sealed: number;
  readonly ended: boolean;
  readonly receivedMs: number;
  readonly headToken: string;
  /** The other side records the same talk on a device of their own. */
  readonly otherRecords: boolean;
}

/** Takes in recordings made on devices. */
export interface RecorderDoor {
  /** P-256, uncompressed: what devices seal to. */
  readonly publicKey: Uint8Array;
  /** Throws `storage-full` or `stopping` where the house takes no bytes now. */
  mustHaveRoom(): void;
  /** As the dossier's, when the house can take a recording. Rejects `storage-full`, `stopping`. */
  begin(talk: NewDeviceTalk, accountId: string): ReturnType<Dossier['deviceRecordings']['begin']>;
  state(right: UploadRight): Promise<DeliveryState>;
  /** Resolves when all that was taken is sealed on disk; `wanted` where the records do not follow. Rejects `part-damaged`. */
  deliver(
    right: UploadRight,
    part: number,
    record: number,
    body: Uint8Array,
  ): Promise<DeliveryState | { readonly wanted: { readonly part: number; readonly record: number } }>;
  /** False where not all parts are here. `at`: epoch microseconds. */
  end(right: UploadRight, end: DeviceEnd): Promise<boolean>;
}

export interface DeviceEnd {
  /** Epoch microseconds. */
  readonly at: number;
  readonly ending: 'stopped' | 'private';
  readonly parts: number;
  readonly records: number;
}

/** What a person may do with a call under way. False where it is none that is recorded here now. */
export interface CallControls {
  /** Leaves out what follows; done before: nothing happens. */
  pause(talkId: string, reason: string, actor: Actor): Promise<boolean>;
  resume(talkId: string, actor: Actor): Promise<boolean>;
  paused(talkId: string): Promise<boolean>;
  /** Also of a talk that has ended. Rejects as `Retention.makePrivate`. */
  makePrivate(talkId: string, actor: Actor): Promise<void>;
}

export interface HttpParts {
  readonly dossier: Dossier;
  readonly recorder: RecorderDoor;
  readonly live: Live;
  readonly calls: CallControls;
  /** Checks one talk's seal now. Rejects `talk-not-found`. */
  readonly verifyTalk: (talkId: string) => Promise<SealResult>;
  readonly config: HttpConfig;
  /** How codes are sent; by a way that is absent they are not, and the staff read them out. */
  readonly senders?: Senders;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}
