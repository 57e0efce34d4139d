/** What quality monitoring leaves in the ledger: protocol and sample under the organisation's key, cards under the talk's. */
import type { NewDraw, NewProtocol, Review } from './face.ts';

export interface QualityActs {
  'quality.protocol-adopted': NewProtocol & { readonly protocol: string };
  'quality.drawn': NewDraw & {
    readonly draw: string;
    readonly seed: string;
    readonly candidates: number;
    readonly passedOver: number;
    readonly talks: readonly string[];
  };
  'quality.scored': Pick<Review, 'draw' | 'marks' | 'remark' | 'by'>;
  'quality.answered': { readonly draw: string; readonly text: string; readonly by: string };
}
