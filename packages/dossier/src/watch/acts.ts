/** The acts of the nightly watch. Rounds stand in the house's own chain, findings in that of whose they are. */

export interface WatchActs {
  'watch.begun': { readonly id: string; readonly by: string; readonly at: number };
  'watch.done': {
    readonly id: string;
    readonly at: number;
    readonly chains: number;
    readonly recordings: number;
    readonly found: number;
    /** The last recording that was checked: the next round goes on after it. Null: it begins anew. */
    readonly last: string | null;
  };
  'watch.found': {
    readonly id: string;
    readonly round: string;
    readonly talk: string | null;
    readonly place: string;
    readonly meaning: string;
    readonly at: number;
  };
  'watch.settled': { readonly id: string; readonly words: string; readonly by: string; readonly at: number };
}
