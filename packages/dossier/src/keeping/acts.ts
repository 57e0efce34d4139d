/**
 * The acts of keeping and destroying. A hold stands under the talk's own key; a destruction under the organisation's, for it
 * must be readable when the talk's key is gone.
 */
import type { Certificate, HoldReason } from './face.ts';

export interface KeepingActs {
  'hold.placed': {
    readonly id: string;
    readonly reason: HoldReason;
    readonly owner: string;
    readonly words: string;
    readonly reviewAt: number;
    readonly placedAt: number;
  };
  'hold.reviewed': { readonly id: string; readonly reviewAt: number };
  'hold.lifted': { readonly id: string; readonly why: string; readonly liftedAt: number };
  'destruction.decided': Certificate;
  /** Somebody chose to keep it. */
  'talk.kept': { readonly why: string };
  /** The case or contract it belongs to has ended; `on` null: it has not, after all. */
  'case.ended': { readonly on: string | null; readonly contract: boolean | null };
  'sweep.begun': { readonly id: string; readonly by: string; readonly at: number; readonly total: number };
  'sweep.done': {
    readonly id: string;
    readonly at: number;
    readonly destroyed: number;
    readonly held: number;
    readonly stayed: number;
  };
  'retention.arranged': { readonly nightly: boolean };
  'destruction.done': { readonly talk: string; readonly destroyedAt: number };
}
