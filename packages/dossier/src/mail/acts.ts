/** What mail leaves in the ledger. Its text stands sealed in its own row until it is sent. */
export interface MailActs {
  'mail.queued': {
    readonly mail: string;
    readonly party: string;
    readonly kind: string;
    readonly to: string;
    readonly queuedAt: number;
  };
  /** A mail server took it. */
  'mail.sent': { readonly mail: string; readonly sentAt: number };
  /** Given up: refused for good, or not taken for two days. */
  'mail.failed': { readonly mail: string; readonly failedAt: number; readonly code: string };
  'mail.retried': { readonly mail: string; readonly retriedAt: number };
  /** Somebody wants no more mail about this talk; what still waited is not sent. */
  'mail.stopped': { readonly party: string; readonly stoppedAt: number; readonly cancelled: readonly string[] };
}
