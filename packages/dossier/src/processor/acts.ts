/** The acts about processors, with what each leaves in the organisation's ledger. */
import type { NewProcessor } from './face.ts';

export interface ProcessorActs {
  /** Whole; the first one adds it, a later one replaces what was said. */
  'processor.listed': NewProcessor & { readonly processor: string };
  'processor.ended': { readonly processor: string; readonly on: string; readonly why: string };
}

/** Codes of all acts about processors. */
export const PROCESSOR_ACTS = [
  'processor.listed',
  'processor.ended',
] as const satisfies readonly (keyof ProcessorActs)[];
