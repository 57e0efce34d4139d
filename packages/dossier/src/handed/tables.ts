import type { FileType } from '@woordelijk/audio';

/** A copy of the other side's recording that was handed in as a file. Its bytes are a recording of the vault by the same id. */
export interface HandedFileRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  /** Of the act `recording.offered`. */
  offer_id: string;
  /** SHA-256 of the secret that is the right to bring it, hex. */
  secret_sha256: string;
  /** Bytes that it will have. */
  length: number;
  opened_at: number;
  expires_at: number;
  state: 'receiving' | 'storing' | 'stored' | 'given-up';
  /** By its content; null until all of it came, as the three behind it. */
  media_type: FileType | null;
  /** Of the file, hex. */
  sha256: string | null;
  leaves: number | null;
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

/** A recording that stays on the other side's device. Its fingerprints are a recording of the vault by the same id. */
export interface OwnRecordingRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  /** SHA-256 of the secret in the link, hex. */
  secret_sha256: string;
  made_at: number;
  expires_at: number;
  state: 'invited' | 'recording' | 'storing' | 'stored';
  /** SHA-256 of the secret of the device that records, hex. */
  device_sha256: string | null;
  started_at: number | null;
  ended_at: number | null;
  leaves: number | null;
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

/** What the other side hands in, and recordings that stay with them. */
export interface HandedTables {
  handed_file: HandedFileRow;
  own_recording: OwnRecordingRow;
}
