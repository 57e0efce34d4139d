/** Which talks somebody may use for a purpose: those of their role, recorded under a version whose lock opens for it. */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { lockFacts, lockUnder } from '../plan/lock.ts';
import { type Sight, sightOf } from '../policy.ts';
import type { TalkQuery } from './face.ts';
import type { NarrowedQuery } from './talks.ts';

/** The question, narrowed to what may be used. Rejects `not-allowed`. */
export async function narrowed(house: House, { use, ...query }: TalkQuery): Promise<NarrowedQuery> {
  if (use === undefined) return query;
  const { purpose, who } = use;
  const seen = sightOf(who, 'talk.see', purpose);
  const sight = isEmpty(seen) ? sightOf(who, 'talk.hear', purpose) : seen;
  if (isEmpty(sight))
    throw new DossierError(
      'not-allowed',
      'Your role does not use recordings for this purpose. Choose another purpose.',
    );
  const versions: string[] = [];
  let allOpen = true;
  for (const organisationId of await organisationsIn(house, sight)) {
    const facts = await lockFacts(house, organisationId);
    for (const version of facts.plans.flatMap((plan) => plan.versions)) {
      if (lockUnder(version, facts).refused(purpose, who) === undefined) versions.push(version.id);
      else allOpen = false;
    }
  }
  const withoutPlan = lockUnder(undefined, { plans: [], public: true, day: '' }).refused(purpose, who) === undefined;
  if (withoutPlan) versions.push('');
  return allOpen && withoutPlan ? { ...query, sight } : { ...query, sight, versions };
}

function isEmpty({ all, organisations, subjects }: Sight): boolean {
  return !all && organisations.length === 0 && subjects.length === 0;
}

/** Those whose talks can be in sight; somebody's own talks may be of any. */
async function organisationsIn(house: House, { all, organisations, subjects }: Sight): Promise<readonly string[]> {
  if (!all && subjects.length === 0) return organisations;
  const rows = await house.database.read.selectFrom('organisation').select('id').where('kind', '<>', 'house').execute();
  return rows.map(({ id }) => id);
}
