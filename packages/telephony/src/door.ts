/**
 * The door between a phone call on the wire and the recording that is kept: what telephony asks of the house.
 * Telephony owns this port; the server hands it in. Promises made here are kept by the dossier and the vault.
 */
import type { ChannelFormat } from '@woordelijk/audio';

/** A party as the signalling names it. All of it comes from the network: unchecked, possibly false or hostile text. */
export interface CallParty {
  /** rs-metadata participant_id, or a made-up id where the client gave none. */
  readonly id: string;
  /** Address of record as received: `sip:+999…@host`, `tel:+999…`. */
  readonly aor?: string;
  readonly name?: string;
}

/** One stream of the call (one m-line), for the channel number by which it is kept. */
export interface CallChannel {
  /** 1, 2, … in order of the m-lines. 0 is the recording itself. */
  readonly channel: number;
  /** SDP a=label, opaque; the m-line's number where the client gave none. */
  readonly label: string;
  readonly format: ChannelFormat;
  /** Parties whose voice the stream carries, by CallParty.id; empty where the metadata does not say. */
  readonly parties: readonly string[];
}

export interface IncomingCall {
  /** Epoch microseconds at which the INVITE arrived: the recording's start, tick 0 of every channel. */
  readonly startedAt: number;
  readonly callId: string;
  /** The Request-URI's user part and the To/From addresses: the line table looks numbers up in these. */
  readonly from: string;
  readonly to: string;
  readonly requestUri: string;
  /** Address of the signalling peer, and whether it is this very machine. */
  readonly peer: {
    readonly address: string;
    readonly port: number;
    readonly transport: 'udp' | 'tcp' | 'tls';
    readonly loopback: boolean;
  };
  /** Set by our own test caller (header X-Woordelijk-Demo); honoured from loopback only. */
  readonly demo: boolean;
  readonly parties: readonly CallParty[];
  readonly channels: readonly CallChannel[];
  /** The metadata as received (rs-metadata XML), kept encrypted. */
  readonly rawMetadata?: string;
}

/** About one second of one channel. `entries` is packed by `@woordelijk/audio` (packEntries). */
export interface CallChunk {
  readonly channel: number;
  readonly leaves: readonly CallLeaf[];
}

export interface CallLeaf {
  /** Epoch microseconds of the first tick in it. */
  readonly start: number;
  /** Microseconds. */
  readonly duration: number;
  /** Packed entries (packets and gaps). */
  readonly entries: Uint8Array;
}

/**
 * Something that happened on the call and belongs in its timeline. `at`: epoch microseconds. `hold` and `resume` are told
 * for the client's hold and for our own pause; `media-missing` with the moment of the last sound (so it lies in the past),
 * `media-back` with that of the sound that came back; `format` when codecs or label changed, or a stream was added.
 */
export type CallEvent =
  | { readonly event: 'hold' | 'resume'; readonly at: number; readonly channel: number }
  | { readonly event: 'media-missing' | 'media-back'; readonly at: number; readonly channel: number }
  | {
      readonly event: 'format';
      readonly at: number;
      readonly channel: number;
      readonly format: ChannelFormat;
      readonly label: string;
    };

/** Why a recording ended. */
export type CallEnding =
  | 'bye' // the client hung up
  | 'no-media' // five minutes without sound on any leg
  | 'no-ack' // the client never confirmed our answer
  | 'dialog-lost' // the signalling connection or session timer ended without BYE
  | 'shutdown' // this server stopped in an orderly way
  | 'storage' // the journal could not be written
  | 'interrupted'; // this server stopped without warning (set at the next start, never by telephony)

/** What the house answers to a new call. A refusal says which SIP status fits. */
export type CallAnswer =
  | { readonly recordingId: string }
  | { readonly refused: 'storage-full' | 'stopping' | 'not-allowed'; readonly status: number };

export interface RecordingDoor {
  /** Called before the 200 OK. When it resolves, the talk and its keys are on disk. Rejects only on faults (→ 500). */
  begin(call: IncomingCall): Promise<CallAnswer>;
  /** Resolves when the chunk is on disk and signed for. Calls for one channel come in order; many may be under way. */
  append(recordingId: string, chunk: CallChunk): Promise<void>;
  event(recordingId: string, event: CallEvent): Promise<void>;
  /**
   * Metadata updates (complete or partial), already merged: everybody known so far (who left stays named), and the raw
   * XML as received; empty where only the streams changed.
   */
  parties(
    recordingId: string,
    parties: readonly CallParty[],
    channels: readonly CallChannel[],
    rawMetadata: string,
  ): Promise<void>;
  /** After every other call for it was answered, or could not be waited for any longer (`storage`). `at`: epoch microseconds of the last moment. */
  end(recordingId: string, ending: CallEnding, at: number): Promise<void>;
}
