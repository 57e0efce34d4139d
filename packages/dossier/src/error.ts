/** Codes of the dossier's errors; stable, for programs. */
export type DossierErrorCode =
  | 'access-token-not-found'
  | 'account-ended'
  | 'account-empty'
  | 'account-final'
  | 'agreement-not-there'
  | 'agreement-there'
  | 'alternative-other'
  | 'administrator-exists'
  | 'channel-not-found'
  | 'confirmed-already'
  | 'contact-not-found'
  | 'cursor-malformed'
  | 'data-in-use'
  | 'database-closed'
  | 'database-nested'
  | 'database-unreachable'
  | 'department-exists'
  | 'department-not-found'
  | 'facts-malformed'
  | 'hold-not-found'
  | 'invitation-invalid'
  | 'invitation-not-found'
  | 'gate-facts-malformed'
  | 'line-exists'
  | 'line-malformed'
  | 'line-not-found'
  | 'listening-not-planned'
  | 'link-invalid'
  | 'name-malformed'
  | 'not-allowed'
  | 'no-role'
  | 'not-granted'
  | 'nothing-recorded'
  | 'notice-unknown'
  | 'objection-not-found'
  | 'offer-not-found'
  | 'offer-settled'
  | 'number-malformed'
  | 'once-reused'
  | 'organisation-not-found'
  | 'own-rules-key'
  | 'own-rules-malformed'
  | 'account-not-found'
  | 'passkey-exists'
  | 'question-not-found'
  | 'question-settled'
  | 'participant-not-found'
  | 'person-not-found'
  | 'personal-link-not-found'
  | 'plan-malformed'
  | 'post-not-found'
  | 'posts-malformed'
  | 'recording-not-found'
  | 'recording-taken'
  | 'recording-not-stored'
  | 'recording-silent'
  | 'review-malformed'
  | 'row-damaged'
  | 'refusal-incomplete'
  | 'report-closed'
  | 'report-not-found'
  | 'request-decided'
  | 'request-not-found'
  | 'request-open'
  | 'secret-refused'
  | 'sector-missing'
  | 'sector-unknown'
  | 'sign-not-found'
  | 'schema-newer'
  | 'schema-older'
  | 'talk-destroyed'
  | 'talk-held'
  | 'talk-live'
  | 'talk-not-found'
  | 'talk-planned'
  | 'talk-private'
  | 'talk-not-at-table'
  | 'talk-not-planned'
  | 'text-malformed'
  | 'token-days-malformed'
  | 'words-malformed';

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
