/** What holds for every route. */

/** The header that a form or a link on another site cannot send. */
export const REQUEST_HEADER = 'woordelijk-request';
/** By which a client names an act of its own, so that sending it again does not do it again. */
export const ONCE_HEADER = 'idempotency-key';
/** Version of the contract, sent with every answer in `API-Version`. */
export const API_VERSION = '1.0.0';
/** Most bytes of one delivery of records. */
export const MOST_DELIVERED = 2 << 20;
/** Everything stands below this path. */
export const BASE_PATH = '/v1';
