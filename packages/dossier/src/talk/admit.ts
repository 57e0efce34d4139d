/** The question of every door: may whoever stands there do this here? */

import { codeOf, DossierError } from '../error.ts';
import type { Actor, Dossier, Where } from '../face.ts';
import type { House } from '../house.ts';
import { notDestroyed } from '../keeping/locked.ts';
import { writeAct } from '../ledger/write.ts';
import { mustBeAnnounced } from '../plan/lock.ts';
import { may, maySomewhere, type Place, type Purpose, type Right, type Standing, usualPurpose } from '../policy.ts';
import { notRestricted } from '../rights/restriction.ts';
import { keysIfKept, keysOf } from '../sealed.ts';
import { attending } from './attendance.ts';
import { talkRow } from './talks.ts';

const SAME_READING_MS = 10 * 60_000;
const KEPT_READINGS = 2048;

/** Refusals of somebody who may see that the talk is there. */
const REFUSALS: ReadonlySet<string> = new Set(['not-allowed', 'purpose-not-announced']);

/** Rights at a talk that mean something when it is destroyed: to see that it was. */
const STAYS_OPEN: ReadonlySet<Right> = new Set(['talk.see', 'talk.destroy']);

/** Answers by `policy.ts`; see Dossier. */
export async function admit(
  house: House,
  who: Standing,
  right: Right,
  where: Where,
  purpose?: Purpose,
): Promise<Purpose | undefined> {
  const place = await placeOf(house, where);
  if (place === undefined || !sees(who, place, where)) throw unknown(where);
  if ('talkId' in where && !STAYS_OPEN.has(right)) await notDestroyed(house, where.talkId);
  const asked = purpose ?? usualPurpose(who, right, place);
  if (!may(who, right, place, asked))
    throw new DossierError(
      'not-allowed',
      'Your role does not allow this here, or not for this purpose. Ask your manager, or who manages the roles.',
    );
  if ('talkId' in where && (right === 'talk.hear' || right === 'talk.copy')) {
    await notRestricted(house, where.talkId, asked);
    if (asked !== undefined) await mustBeAnnounced(house, where.talkId, asked, who);
  }
  return asked;
}

/** Where there is nothing to see there is nothing: who may not even know of it hears what a stranger to it hears. */
function sees(who: Standing, place: Place, where: Where): boolean {
  if ('talkId' in where) return usualPurpose(who, 'talk.see', place) !== undefined;
  if (place.organisationId !== null)
    return who.seats.some((seat) => seat.organisationId === null || seat.organisationId === place.organisationId);
  return true;
}

/** The organisation, departments and people of what is asked about; undefined: there is no such thing. */
export async function placeOf(house: House, where: Where): Promise<Place | undefined> {
  const { read } = house.database;
  if ('talkId' in where) {
    const row = await read
      .selectFrom('talk')
      .select('organisation_id')
      .where('id', '=', where.talkId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const rows = await read.selectFrom('attendance').selectAll().where('talk_id', '=', where.talkId).execute();
    return { organisationId: row.organisation_id, ...attending(rows) };
  }
  if ('lineId' in where) {
    const row = await read
      .selectFrom('line')
      .select('organisation_id')
      .where('id', '=', where.lineId)
      .executeTakeFirst();
    return row && { organisationId: row.organisation_id };
  }
  if ('questionId' in where) {
    const row = await read
      .selectFrom('question')
      .select('organisation_id')
      .where('id', '=', where.questionId)
      .executeTakeFirst();
    return row && { organisationId: row.organisation_id };
  }
  if ('requestId' in where) {
    const row = await read
      .selectFrom('rights_request')
      .select(['organisation_id', 'account_id'])
      .where('id', '=', where.requestId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    // What a colleague asks about themselves is not for colleagues: then it is of no department.
    const rows = await read
      .selectFrom('attendance')
      .innerJoin('rights_talk', 'rights_talk.talk_id', 'attendance.talk_id')
      .select(['attendance.kind', 'attendance.subject'])
      .where('rights_talk.request_id', '=', where.requestId)
      .execute();
    return { organisationId: row.organisation_id, ...attending(row.account_id === null ? rows : []) };
  }
  if ('organisationId' in where) {
    const row = await read
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', where.organisationId)
      .where('kind', '<>', 'house')
      .executeTakeFirst();
    return row && { organisationId: row.id };
  }
  return { organisationId: null };
}

function unknown(where: Where): DossierError {
  if ('talkId' in where) return new DossierError('talk-not-found', 'There is no talk with this id.');
  if ('questionId' in where) return new DossierError('question-not-found', 'There is no question with this id.');
  if ('requestId' in where)
    return new DossierError('rights-request-not-found', 'There is no such request. Load the list again.');
  if ('lineId' in where) return new DossierError('line-not-found', 'This line is not there, or no more.');
  return new DossierError('organisation-not-found', 'There is no such organisation.');
}

/** Whether the right is given anywhere. Throws `not-allowed`. */
export function admitSomewhere(who: Standing, right: Right): void {
  if (!maySomewhere(who, right))
    throw new DossierError('not-allowed', 'Your role does not allow this. Ask who manages the roles.');
}

/** Who read what is known of a talk, and why: told once, however many questions a page asks. */
export class Readings {
  readonly #house: House;
  readonly #told = new Map<string, number>();

  constructor(house: House) {
    this.#house = house;
  }

  /** Writes a reading of a talk down; see Dossier. */
  note(talkId: string, actor: Actor, purpose: Purpose): Promise<void> {
    return this.#once([talkId, actor, purpose], async () => {
      const { organisation_id: organisationId } = await talkRow(this.#house, talkId);
      const keys = await keysIfKept(this.#house, talkId);
      if (keys === undefined) return; // destroyed: what is read tells of nobody
      const act = { organisationId, talkId, keys, actor, act: 'talk.read', detail: { purpose } } as const;
      await this.#house.database.transaction((tx) => writeAct(this.#house, tx, act));
    });
  }

  /** Writes down that somebody wanted to hear or copy a talk and was refused, and rejects with that refusal. */
  async noteRefused(
    refusal: unknown,
    { accountId }: Standing,
    right: Right,
    where: Where,
    purpose: Purpose | undefined,
  ): Promise<never> {
    const code = codeOf(refusal);
    // A page that shows no player asks for no sound: who names a purpose, or wants a copy, wants it.
    const wanted = right === 'talk.copy' || (right === 'talk.hear' && purpose !== undefined);
    if (!('talkId' in where) || !wanted || accountId === null || !REFUSALS.has(code)) throw refusal;
    const { talkId } = where;
    const actor: Actor = `user:${accountId}`;
    await this.#once([talkId, actor, right, purpose, code], async () => {
      const { organisation_id: organisationId } = await talkRow(this.#house, talkId);
      const keys = await keysIfKept(this.#house, talkId);
      if (keys === undefined) return;
      const detail = { right, purpose: purpose ?? null, code };
      const act = { organisationId, talkId, keys, actor, act: 'reading.refused', detail } as const;
      await this.#house.database.transaction((tx) => writeAct(this.#house, tx, act));
    });
    throw refusal;
  }

  /** Writes a reading of a list down; see Dossier. */
  async noteList(
    ...[organisationIds, who, actor, { searched, purpose: told }]: Parameters<Dossier['noteListing']>
  ): Promise<void> {
    for (const organisationId of new Set(organisationIds)) {
      const purpose = told ?? usualPurpose(who, 'talk.see', { organisationId }) ?? null;
      await this.#once([organisationId, actor, purpose, searched], async () => {
        const keys = await keysOf(this.#house, organisationId);
        const detail = { purpose, searched };
        const act = { organisationId, talkId: null, keys, actor, act: 'talks.listed', detail } as const;
        await this.#house.database.transaction((tx) => writeAct(this.#house, tx, act));
      });
    }
  }

  /** Tells the same thing once in ten minutes. */
  async #once(what: readonly unknown[], tell: () => Promise<void>): Promise<void> {
    const now = this.#house.now();
    const key = JSON.stringify(what);
    if ((this.#told.get(key) ?? 0) > now) return;
    this.#told.delete(key);
    if (this.#told.size >= KEPT_READINGS) this.#told.delete(this.#told.keys().next().value!);
    this.#told.set(key, now + SAME_READING_MS); // before the writing: the questions of one page come together
    try {
      await tell();
    } catch (error) {
      this.#told.delete(key);
      throw error;
    }
  }
}
