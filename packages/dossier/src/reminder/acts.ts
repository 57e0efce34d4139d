/** The acts of reminders of terms. */
import type { TermKind } from './terms.ts';

export interface ReminderActs {
  /** Who is listed was mailed that terms end; `on` YYYY-MM-DD. */
  'terms.reminded': {
    readonly on: string;
    readonly terms: readonly { readonly kind: TermKind; readonly late: number; readonly soon: number }[];
    /** To so many addresses whose mail server took it. */
    readonly sent: number;
  };
}
