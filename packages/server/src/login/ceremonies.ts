/** WebAuthn ceremonies under way: kept here and nowhere else, each used once, five minutes long, at most a thousand. */

const LIFE_MS = 5 * 60_000;
const MOST = 1000;

/** What a challenge was given out for. */
export type Purpose =
  | { readonly kind: 'login' }
  | { readonly kind: 'administrator'; readonly token: string; readonly name: string }
  | { readonly kind: 'joining'; readonly token: string }
  | { readonly kind: 'passkey'; readonly accountId: string };

export interface Ceremony {
  readonly purpose: Purpose;
  readonly challenge: string;
  /** Origin and relying party that the browser named when it began. */
  readonly origin: string;
  readonly rpId: string;
}

/** The store of open ceremonies. When it is full the oldest is forgotten: a flood costs others a retry, never memory. */
export class Ceremonies {
  readonly #open = new Map<string, { readonly ceremony: Ceremony; readonly until: number }>();
  readonly #clock: () => number;
  readonly #random: (bytes: number) => Uint8Array;

  constructor(clock: () => number, random: (bytes: number) => Uint8Array) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Keeps a ceremony and returns its name. */
  begin(ceremony: Ceremony): string {
    const now = this.#clock();
    for (const [name, { until }] of this.#open) {
      if (until > now && this.#open.size < MOST) break;
      this.#open.delete(name);
    }
    const name = Buffer.from(this.#random(18)).toString('base64url');
    this.#open.set(name, { ceremony, until: now + LIFE_MS });
    return name;
  }

  /** Takes a ceremony out; undefined where it is unknown, used, too old, or was begun for something else. */
  take<K extends Purpose['kind']>(
    name: string,
    kind: K,
  ): (Ceremony & { readonly purpose: Extract<Purpose, { kind: K }> }) | undefined {
    const found = this.#open.get(name);
    this.#open.delete(name);
    if (found === undefined || found.until <= this.#clock() || found.ceremony.purpose.kind !== kind) return undefined;
    return found.ceremony as Ceremony & { readonly purpose: Extract<Purpose, { kind: K }> };
  }
}
