/** For which purposes somebody may use one talk's recording: what their role is for, behind the lock of its plan. */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { TalkPurposes } from '../plan/face.ts';
import { lockOf, PurposeRefused } from '../plan/lock.ts';
import { may, PURPOSES, type Standing, usualPurpose } from '../policy.ts';
import { placeOf } from './admit.ts';

/** What the page offers to choose from; see RecordingPlans. */
export async function purposesAt(house: House, talkId: string, who: Standing): Promise<TalkPurposes> {
  const place = await placeOf(house, { talkId });
  if (place === undefined) throw new DossierError('talk-not-found', 'There is no talk with this id.');
  const lock = await lockOf(house, talkId);
  const purposes = PURPOSES.flatMap((purpose) => {
    const [hear, copy] = [may(who, 'talk.hear', place, purpose), may(who, 'talk.copy', place, purpose)];
    if (!hear && !copy) return [];
    const shut = lock.refused(purpose, who);
    const refused = shut === undefined ? null : new PurposeRefused(purpose, shut).because;
    const open = refused === null;
    const tell = open && lock.tell(purpose);
    return [{ purpose, hear: hear && open, copy: copy && open, tell, refused, askable: shut?.askable === true }];
  });
  const first = [usualPurpose(who, 'talk.hear', place), usualPurpose(who, 'talk.copy', place)];
  const open = purposes.filter(({ refused }) => refused === null).map(({ purpose }) => purpose);
  return {
    announced: lock.version?.content.purposes.map(({ words }) => words) ?? [],
    planId: lock.version?.plan ?? null,
    usual: first.find((one) => one !== undefined && open.includes(one)) ?? open[0] ?? null,
    purposes,
  };
}
