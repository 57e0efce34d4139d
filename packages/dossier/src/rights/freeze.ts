/** What a request is about stays while the request runs (C6): a hold on each talk, placed and let go with the request's own acts. */
import { nextDay, startOf } from '@woordelijk/rules';
import type { Tx } from '../db/database.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import { liftOne, place, reviewOne } from '../keeping/holds.ts';
import { keysIfKept } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import type { AboutTalk } from './acts.ts';
import { changed } from './at-request.ts';
import type { RightKind, RightsRequest } from './face.ts';
import { FORGET_REQUEST, forgottenFrom } from './forget.ts';

/** Who asks that something goes, or is not used, does not ask that it stays. */
const FREEZES: ReadonlySet<RightKind> = new Set([
  'access',
  'copy',
  'supplement',
  'correction',
  'restriction',
  'portability',
]);
const DAY_MS = 86_400_000;

/** What a hold is placed for. */
export interface KeepFor {
  readonly organisationId: string;
  readonly request: string;
  readonly kind: RightKind;
  readonly dueOn: string;
  readonly actor: Actor;
}

/** Keeps a talk from being destroyed while the request runs; one that was destroyed before is only named. */
export async function keep(
  house: House,
  tx: Tx,
  { organisationId, request, kind, dueOn, actor }: KeepFor,
  talk: string,
): Promise<AboutTalk> {
  const ending = await tx.selectFrom('destruction').select('talk_id').where('talk_id', '=', talk).executeTakeFirst();
  const keys = await keysIfKept(house, talk);
  if (ending !== undefined || keys === undefined || !FREEZES.has(kind)) return { talk, hold: null };
  const hold = await place(
    house,
    tx,
    { organisationId, talkId: talk, keys, actor },
    {
      reason: 'access-request',
      owner: 'Wie het verzoek behandelt',
      words: `Verzoek ${request.slice(-8)} loopt`,
      reviewAt: Math.max(startOf(nextDay(dueOn)), house.now() + DAY_MS),
    },
  );
  return { talk, hold };
}

/** The request no longer needs it: its hold is lifted. With `until` (epoch milliseconds) it stays, to be looked at then. */
export async function letGo(
  house: House,
  tx: Tx,
  { organisationId, request, actor }: Pick<KeepFor, 'organisationId' | 'request' | 'actor'>,
  talks: readonly string[] | undefined,
  until?: number,
): Promise<void> {
  const rows = await tx.selectFrom('rights_talk').selectAll().where('request_id', '=', request).execute();
  for (const { talk_id: talkId, hold_id: hold } of rows) {
    if (hold === null || (talks !== undefined && !talks.includes(talkId))) continue;
    const keys = await keysIfKept(house, talkId);
    if (keys === undefined) continue;
    const at = { organisationId, talkId, keys, actor };
    if (until === undefined) await liftOne(house, tx, at, hold, `Verzoek ${request.slice(-8)} is afgehandeld`);
    else await reviewOne(house, tx, at, hold, until);
  }
}

/**
 * Ends it: what was kept for it is let go. After a refusal it stays until the term for going further is over, so that there
 * is something left to go on about. The request itself is forgotten when its own term is over.
 */
export async function closing(
  house: House,
  { id, organisationId, decision }: RightsRequest,
  tx: Tx,
  { actor }: Asking,
  closedAt: number,
) {
  const disputable = decision?.outcome === 'refused' || decision?.outcome === 'partly';
  const until = disputable ? startOf(nextDay(decision.remedyUntil)) : undefined;
  await letGo(house, tx, { organisationId, request: id, actor }, undefined, until);
  const forget = house.jobs.ask(tx, organisationId, FORGET_REQUEST, id, forgottenFrom(closedAt));
  return [changed(tx, id, { state: 'closed', closed_at: closedAt }), forget.row];
}

/** The statements that tie a request to its talks. */
export function aboutRows(
  tx: Tx,
  { organisationId, request }: Pick<KeepFor, 'organisationId' | 'request'>,
  about: readonly AboutTalk[],
) {
  return about.map(({ talk, hold }) =>
    tx
      .insertInto('rights_talk')
      .values({ request_id: request, talk_id: talk, organisation_id: organisationId, hold_id: hold }),
  );
}
