/** What signs leave in the ledger. A picture stands sealed in its own row; here stand its hashes. */
import type { SignFileType, SignSeen, SignSeenBy } from './face.ts';

export interface SignActs {
  'sign.placed': { readonly id: string; readonly place: string; readonly since: string; readonly words: string };
  'sign.removed': { readonly id: string; readonly removedAt: number };
  'sign.seen': {
    readonly id: string;
    readonly place: string;
    readonly day: string;
    readonly seen: SignSeen;
    readonly seenBy: SignSeenBy;
    readonly words: string;
    readonly notedAt: number;
  };
  'sign-file.added': {
    readonly id: string;
    readonly about: string;
    readonly mediaType: SignFileType;
    readonly bytes: number;
    readonly sha256: string;
    readonly sealedSha256: string;
    readonly addedAt: number;
  };
  'sign-file.destroyed': { readonly id: string; readonly why: string; readonly goneAt: number };
}
