/** Every `code` that a problem can carry, with its HTTP status. The texts, in two languages, belong to the server. */
export const problemStatus = {
  'request-invalid': 400,
  'login-needed': 401,
  'token-refused': 401,
  'passkey-refused': 401,
  'recovery-code-refused': 401,
  'administrator-link-refused': 403,
  'request-not-from-page': 403,
  'local-only': 403,
  'person-only': 403,
  'not-found': 404,
  'talk-not-found': 404,
  'organisation-not-found': 404,
  'line-not-found': 404,
  'access-token-not-found': 404,
  'method-not-allowed': 405,
  'administrator-exists': 409,
  'ceremony-expired': 409,
  'line-exists': 409,
  'organisation-exists': 409,
  'passkey-exists': 409,
  'talk-live': 409,
  'talk-storing': 409,
  'talk-destroyed': 410,
  'request-too-large': 413,
  'media-type-unknown': 415,
  'range-not-satisfiable': 416,
  'host-unknown': 421,
  'passkey-needs-name': 422,
  'question-malformed': 422,
  'channel-not-found': 422,
  'codec-unknown': 422,
  'line-malformed': 422,
  'recording-silent': 422,
  'sound-too-long': 422,
  'too-many-requests': 429,
  internal: 500,
  'recording-damaged': 500,
  'storage-full': 507,
  'too-many-streams': 503,
  stopping: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** Whether a word is one of our problem codes. */
export function isProblemCode(word: string): word is ProblemCode {
  return Object.hasOwn(problemStatus, word);
}
