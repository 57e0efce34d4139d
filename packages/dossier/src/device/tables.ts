/** The right to deliver a recording made on a device. */
export interface UploadRightRow {
  recording_id: string;
  organisation_id: string;
  talk_id: string;
  account_id: string;
  /** SHA-256 of the secret, hex. */
  secret_sha256: string;
  created_at: number;
}

/** Rights to deliver what was recorded on a device. */
export interface DeviceTables {
  upload_right: UploadRightRow;
}
