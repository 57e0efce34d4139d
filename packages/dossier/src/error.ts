/** Codes of the dossier's errors; stable, for programs. */
export type DossierErrorCode =
  | 'access-token-not-found'
  | 'account-ended'
  | 'administrator-exists'
  | 'channel-not-found'
  | 'contact-not-found'
  | 'cursor-malformed'
  | 'data-in-use'
  | 'database-closed'
  | 'database-nested'
  | 'database-unreachable'
  | 'department-exists'
  | 'department-not-found'
  | 'invitation-invalid'
  | 'invitation-not-found'
  | 'line-exists'
  | 'line-malformed'
  | 'line-not-found'
  | 'link-invalid'
  | 'name-malformed'
  | 'not-allowed'
  | 'no-role'
  | 'once-reused'
  | 'organisation-not-found'
  | 'own-rules-key'
  | 'own-rules-malformed'
  | 'account-not-found'
  | 'passkey-exists'
  | 'question-not-found'
  | 'question-settled'
  | 'person-not-found'
  | 'plan-malformed'
  | 'post-not-found'
  | 'posts-malformed'
  | 'recording-not-found'
  | 'recording-not-stored'
  | 'recording-silent'
  | 'row-damaged'
  | 'sector-unknown'
  | 'schema-newer'
  | 'schema-older'
  | 'talk-live'
  | 'talk-not-found'
  | 'talk-not-planned'
  | 'text-malformed'
  | 'token-days-malformed';

/** The dossier's one error. The message says what is wrong and what to do next; `code` is stable. */
export class DossierError extends Error {
  readonly code: DossierErrorCode;
  constructor(code: DossierErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DossierError';
    this.code = code;
  }
}

/** A word for the log: an error's code, else its name. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
