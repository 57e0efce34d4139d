/** A backup or a restore cannot be made. The message says what to do. */
export class BackupError extends Error {
  readonly code:
    | 'backup-damaged'
    | 'backup-not-there'
    | 'backup-of-another'
    | 'backup-running'
    | 'data-not-empty'
    | 'data-not-there'
    | 'identity-exists'
    | 'identity-wrong'
    | 'recipient-wrong';
  constructor(code: BackupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
    this.code = code;
  }
}
