/** Codes of the vault's errors; stable, for programs. */
export type VaultErrorCode =
  | 'recording-exists'
  | 'recording-unknown'
  | 'recording-closed'
  | 'recording-open'
  | 'recording-damaged'
  | 'recording-too-long'
  | 'chunk-too-large'
  | 'key-exists'
  | 'key-missing'
  | 'key-damaged'
  | 'house-key-damaged'
  | 'journal-failed'
  | 'object-damaged'
  | 'object-missing'
  | 'vault-closed';

/** The vault's one error. The message says what is wrong and what to do next; `code` is stable. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;
  constructor(code: VaultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VaultError';
    this.code = code;
  }
}
