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
  'destruction.done': { readonly talk: string; readonly destroyedAt: number };
}
