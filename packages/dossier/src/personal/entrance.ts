/**
 * A door behind a secret and a fresh code: personal links and shared links come in by it. To a stranger every no is the
 * same, and what only a known link brings about begins well after the answer.
 */
import { setTimeout } from 'node:timers/promises';
import { codeOf } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { writeAct } from '../ledger/write.ts';
import { tokenHash } from '../people/secrets.ts';
import { type ItemKeys, keysIfKept, keysOf } from '../sealed.ts';
import { Codes, REFUSED_EVERY_MS } from './codes.ts';
import type { CodeWay, SendCode, Senders } from './face.ts';
import { Visits } from './visits.ts';

/** What is over is taken away this often, and at the start. */
const SWEEP_MS = 10 * 60_000;
const MOST_TOLD = 10_000;
/** Answers to a guess come at whole multiples of this: what counting one takes is not seen in it. */
const ANSWER_MS = 25;
/** How long after an answer the work begins that only a known link brings about. */
const AFTER_MS = 20;
const SPREAD_MS = 200;

/** A link as its row tells it. */
export interface LinkPlace {
  readonly id: string;
  readonly organisationId: string;
  readonly talkId: string;
}

/** A link that lives, found by its secret. */
export interface LivingLink extends LinkPlace {
  readonly keys: ItemKeys;
}

/** Whose links they are, and what is told of them. */
export interface Links<W> {
  /** The living link with this hash of a secret. */
  find(secretSha256: string): Promise<LinkPlace | undefined>;
  /** Whether a link still lives; asked at every step of a visit, for another server may have closed it. */
  lives(linkId: string): Promise<boolean>;
  /** By which way its codes go, and to what number or address; null where nothing is sent. */
  codeTo(link: LivingLink): Promise<{ readonly by: CodeWay; readonly to: string | null } | undefined>;
  /** Who comes in by it. */
  who(link: LivingLink): Promise<W>;
  readonly actor: (linkId: string) => Actor;
  readonly acts: {
    readonly codeMade: 'personal-link.code-made' | 'share.code-made';
    readonly opened: 'personal-link.opened' | 'share.opened';
    readonly refused: 'personal-link.refused' | 'share.refused';
  };
}

type Told = Links<never>['acts'][keyof Links<never>['acts']];

export class Entrance<W extends { readonly linkId: string; readonly talkId: string }> {
  readonly #house: House;
  readonly #links: Links<W>;
  readonly #codes: Codes;
  readonly #visits: Visits<W>;
  readonly #underWay = new Set<Promise<void>>();
  readonly #sweeping: NodeJS.Timeout;
  /** Links of which this process told a refusal not long ago: the rows need not be asked. */
  readonly #toldAt = new Map<string, number>();

  constructor(house: House, links: Links<W>) {
    this.#house = house;
    this.#links = links;
    this.#codes = new Codes(house);
    this.#visits = new Visits(house);
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeping.unref();
    this.#sweep();
  }

  /** A code for the staff to read out; an earlier one is over. */
  async makeCode(link: LinkPlace, actor: Actor): Promise<{ code: string; expiresAt: number }> {
    const keys = await keysOf(this.#house, link.talkId);
    await this.#tell({ ...link, keys }, actor, this.#links.acts.codeMade, { link: link.id, by: 'desk' });
    return await this.#codes.make(link);
  }

  /** The holder asks for a code. What comes of it is never told here. */
  askCode(secret: string, senders: Senders): Promise<void> {
    return this.later(secret, (link) => this.#sendCode(link, senders));
  }

  /** Does something for who has a link, well after the answer; nothing for a stranger. */
  async later(secret: string, work: (link: LivingLink) => Promise<void>): Promise<void> {
    const link = await this.#living(secret);
    if (link !== undefined) this.#byItself(() => work(link));
  }

  /** Opens a visit by link and code; undefined for every no. */
  async open(
    secret: string,
    code: string,
  ): Promise<{ token: string; expiresAt: number; visit: W & { readonly expiresAt: number } } | undefined> {
    const began = performance.now();
    const link = await this.#living(secret);
    const guess = await this.#codes.guess(link?.id, code);
    await nextBeat(began);
    if (link === undefined) {
      this.#house.log({ level: 'warn', event: 'personal-link.unknown' });
      return undefined;
    }
    if (guess !== 'right') {
      this.#byItself(() => this.#refused(link, guess === 'wrong'));
      return undefined;
    }
    return await this.#begin(link, {});
  }

  /** As `open`, by what was proved at the login `by` in place of a code. Every refusal of a known link is told. */
  async openBy(
    secret: string,
    by: string,
    proved: (link: LivingLink) => Promise<boolean>,
  ): ReturnType<Entrance<W>['open']> {
    const began = performance.now();
    const link = await this.#living(secret);
    const right = link !== undefined && (await proved(link));
    await nextBeat(began);
    if (link === undefined) {
      this.#house.log({ level: 'warn', event: 'personal-link.unknown' });
      return undefined;
    }
    if (right) return await this.#begin(link, { by });
    const detail = { link: link.id, codeWasThere: false, by };
    this.#byItself(() => this.#tell(link, 'system', this.#links.acts.refused, detail));
    return undefined;
  }

  async #begin(link: LivingLink, how: { readonly by?: string }): ReturnType<Entrance<W>['open']> {
    const who = await this.#links.who(link);
    await this.#tell(link, this.#links.actor(link.id), this.#links.acts.opened, { link: link.id, ...how });
    const { token, visit } = await this.#visits.begin(link, who);
    return { token, expiresAt: visit.expiresAt, visit };
  }

  /** The visit as it stands now. */
  async visit(token: string): Promise<(W & { readonly expiresAt: number }) | undefined> {
    const visit = await this.#visits.of(token);
    if (visit === undefined) return undefined;
    // Asked anew each time: another server on this database may have closed the link.
    if (await this.#links.lives(visit.linkId)) return visit;
    await this.#visits.end(token);
    return undefined;
  }

  close(token: string): Promise<void> {
    return this.#visits.end(token);
  }

  /** A ticket for one download within a minute. Throws RangeError where the visit is over. */
  ticket(token: string, what: string): Promise<string> {
    return this.#visits.ticket(token, what);
  }

  useTicket(token: string, ticket: string): Promise<string | undefined> {
    return this.#visits.use(token, ticket);
  }

  /** A link is closed: its code and its visits are over. */
  async shut(linkId: string): Promise<void> {
    await this.#codes.forget(linkId);
    await this.#visits.endAll(linkId);
  }

  /** Waits for what was begun and not waited for. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Begins nothing more, and waits for what was begun. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeping);
    await this.settled();
  }

  #sweep(): void {
    const work = Promise.all([this.#codes.sweep(), this.#visits.sweep()])
      .catch((error: unknown) => this.#house.log({ level: 'error', event: 'visits.not-swept', code: codeOf(error) }))
      .then(() => undefined)
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** The link of a secret while it lives, and its talk is still there to be read. */
  async #living(secret: string): Promise<LivingLink | undefined> {
    const place = await this.#links.find(tokenHash(secret));
    const keys = await keysIfKept(this.#house, place?.talkId ?? this.#house.builtIn.house); // the same work for a stranger
    return place === undefined || keys === undefined ? undefined : { ...place, keys };
  }

  /** The act comes before the message: a code that was sent is in the ledger. */
  async #sendCode(link: LivingLink, senders: Senders): Promise<void> {
    const way = await this.#links.codeTo(link);
    if (way === undefined || way.by === 'desk' || way.to === null) return;
    const send: SendCode | undefined = senders[way.by];
    if (send === undefined) return;
    const fresh = await this.#codes.makeToSend(link);
    if (fresh === undefined) return;
    await this.#tell(link, this.#links.actor(link.id), this.#links.acts.codeMade, { link: link.id, by: way.by });
    await send(way.to, fresh.code);
  }

  async #refused(link: LivingLink, codeWasThere: boolean): Promise<void> {
    if (!codeWasThere && !(await this.#mayTell(link))) return;
    await this.#tell(link, 'system', this.#links.acts.refused, { link: link.id, codeWasThere });
  }

  async #mayTell(link: LivingLink): Promise<boolean> {
    const now = this.#house.now();
    if ((this.#toldAt.get(link.id) ?? 0) > now - REFUSED_EVERY_MS) return false;
    if (this.#toldAt.size >= MOST_TOLD) this.#toldAt.clear();
    this.#toldAt.set(link.id, now);
    return await this.#codes.mayTell(link);
  }

  /** Is done a while after the answer, so that no answer says by its time that there is work. What fails is told in the log. */
  #byItself(work: () => Promise<void>): void {
    const all = setTimeout(AFTER_MS + (this.#house.random(1)[0]! / 256) * SPREAD_MS)
      .then(work)
      .catch((error: unknown) =>
        this.#house.log({ level: 'error', event: 'personal-link.failed', code: codeOf(error) }),
      )
      .finally(() => this.#underWay.delete(all));
    this.#underWay.add(all);
  }

  async #tell<C extends Told>(link: LivingLink, actor: Actor, act: C, detail: Acts[C]): Promise<void> {
    const { organisationId, talkId, keys } = link;
    await this.#house.database.transaction((tx) =>
      writeAct(this.#house, tx, { organisationId, talkId, keys, actor, act, detail }),
    );
  }
}

/** Resolves at the next whole multiple of ANSWER_MS since `began`, by the clock of `performance`. */
async function nextBeat(began: number): Promise<void> {
  await setTimeout(ANSWER_MS - ((performance.now() - began) % ANSWER_MS));
}
