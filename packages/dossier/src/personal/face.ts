/** The personal link: how the other side of a talk comes in without an account. */
import type { Actor } from '../face.ts';
import type { Message } from '../mail/face.ts';
import type { Proof } from './proofs.ts';

/** How the code comes: by text message, by mail (where the link itself went another way), or read out by the staff. */
export const CODE_WAYS = ['sms', 'mail', 'desk'] as const;
export type CodeWay = (typeof CODE_WAYS)[number];

export interface PersonalLink {
  readonly id: string;
  /** Party of the talk whose link it is. */
  readonly party: string;
  readonly name: string;
  readonly codeBy: CodeWay;
  /** Key of the login where its holder proves who they are, in place of a code; null: by a code. */
  readonly proofBy: string | null;
  /** Supervised listening where that was the alternative: sound only, no copies by this link. */
  readonly listenOnly: boolean;
  readonly madeAt: number;
  readonly revokedAt: number | null;
  /** When it was last come in by; null: never yet. */
  readonly openedAt: number | null;
  /** How often a wrong code, or one that was over, was tried. */
  readonly refused: number;
}

/** Somebody who came in by a link and a code. */
export interface Visit {
  readonly linkId: string;
  readonly talkId: string;
  readonly party: string;
  readonly listenOnly: boolean;
  readonly actor: Extract<Actor, `link:${string}`>;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What happened with the recording and its link, as its holder may see it. */
export interface PersonalUse {
  readonly at: number;
  /**
   * `you`: by this link. `other`: by the link of another at the talk. `outsider`: with whom it was shared, or who listened
   * to a publication. `office`: staff, operator and programs.
   */
  readonly who: 'you' | 'other' | 'outsider' | 'office' | 'system';
  readonly act: string;
  readonly purpose: string | null;
}

/** Sends a code to a number or an address. Rejects where it could not be handed over. */
export type SendCode = (to: string, code: string) => Promise<void>;
/** By which ways codes can be sent here. */
export interface Senders {
  readonly sms?: SendCode | undefined;
  readonly mail?: SendCode | undefined;
}

/**
 * Links, codes, visits and download tickets. All are rows that hold hashes only: a restart throws nobody out, and forgets no
 * guess. To a stranger every no is the same: `undefined`.
 */
export interface Personal {
  /** Those of a talk, newest first. */
  links(talkId: string): Promise<readonly PersonalLink[]>;
  /**
   * The secret is told once. Rejects `talk-not-found`, `participant-not-found`, `number-malformed`, `mail-malformed`, `proof-malformed`, `mail-same-way` where
   * link and code would go the same way, and `listening-not-planned` for supervised listening where that was not the alternative.
   */
  make(
    talkId: string,
    wanted: {
      readonly party: string;
      readonly codeBy: CodeWay;
      readonly number?: string | undefined;
      readonly listenOnly?: boolean | undefined;
      /** Who its holder must prove to be; then codes are read out at the desk only. */
      readonly proof?: Proof | undefined;
      /** Where the link is mailed to, with its text; the code then goes another way. */
      readonly mail?: { readonly to: string; readonly message: (secret: string) => Message } | undefined;
    },
    actor: Actor,
  ): Promise<{ readonly link: PersonalLink; readonly secret: string }>;
  /** Closes the link and every visit by it. Rejects `personal-link-not-found`. */
  revoke(talkId: string, linkId: string, actor: Actor): Promise<void>;
  /** A code for the staff to read out; an earlier one is over. Rejects `personal-link-not-found`. */
  makeCode(
    talkId: string,
    linkId: string,
    actor: Actor,
  ): Promise<{ readonly code: string; readonly expiresAt: number }>;
  /** The holder asks for a code. What comes of it is never told here: making and sending go on by themselves. */
  askCode(secret: string, senders: Senders): Promise<void>;
  /** Whoever has the link wants no more mail. What comes of it is never told here. */
  stopMail(secret: string): Promise<void>;
  /** Opens a visit by link and code; undefined for every no. The code is then used up. */
  open(
    secret: string,
    code: string,
  ): Promise<{ readonly token: string; readonly expiresAt: number; readonly visit: Visit } | undefined>;
  /** As `open`, for who proved at the organisation’s broker to be whom the link is for. `organisationId`: whose broker it is. */
  openByProof(
    secret: string,
    organisationId: string,
    proof: Proof,
  ): Promise<{ readonly token: string; readonly expiresAt: number; readonly visit: Visit } | undefined>;
  /** The visit as it stands now; undefined where it is over, or its link was revoked. */
  visit(token: string): Promise<Visit | undefined>;
  close(token: string): Promise<void>;
  /** A ticket for one download within a minute, by this visit only. */
  ticket(token: string, what: string): Promise<string>;
  /** Uses a ticket up; undefined where it is unknown, used, too old, or of another visit. */
  useTicket(token: string, ticket: string): Promise<string | undefined>;
  /** What was done with the talk, oldest first. */
  uses(visit: Visit): Promise<readonly PersonalUse[]>;
}
