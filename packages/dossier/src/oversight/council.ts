/**
 * What the works council (ondernemingsraad) sees (WOR 27 (1) k and l, 31): what was agreed with it, what changed since, and
 * figures that tell nothing of one employee. No sound, no names.
 */
import { rules } from '@woordelijk/rules';
import type { House } from '../house.ts';
import type { JudgedPlan, PlanContent, PlanPurpose, RecordingPlans } from '../plan/face.ts';
import { termText } from '../plan/texts.ts';
import type { Quality } from '../quality/face.ts';
import { type Opened, openedActs } from './details.ts';
import { type AgreedPlan, type CouncilView, FEWEST, type PlanChange, type Told } from './face.ts';

const PERIOD_MS = 12 * 604_800_000;
const MOST_OPENED = 5_000;
const AT_ONCE = 500;

/** Registers that it is told of, each by its own face. */
export interface CouncilSources {
  readonly plans: Pick<RecordingPlans, 'of'>;
  readonly quality: Pick<Quality, 'protocols'>;
}

/** See Oversight. */
export async function councilView(
  house: House,
  { plans, quality }: CouncilSources,
  organisationId: string,
): Promise<CouncilView> {
  const since = house.now() - PERIOD_MS;
  const [protocol] = await quality.protocols(organisationId);
  return {
    plans: (await plans.of(organisationId)).filter(({ state }) => state !== 'ended').map(agreed),
    protocol:
      protocol === undefined
        ? null
        : {
            criteria: protocol.criteria,
            mostDrawn: protocol.mostDrawn,
            use: protocol.use,
            council: protocol.council,
            at: protocol.at,
          },
    figures: { since, ...(await counted(house, organisationId, since)) },
  };
}

function agreed(plan: JudgedPlan): AgreedPlan {
  const { live, council, content } = plan;
  const now = live?.content ?? content;
  return {
    plan: plan.id,
    name: now.name,
    live: live === null ? null : { number: live.number, since: live.from },
    purposes: now.purposes.map(({ words, keep }) => ({ words, keep: keep === null ? null : termText(keep) })),
    software: worded('ai', now.ai),
    pattern: worded('patroon', now.pattern),
    bufferDays: now.bufferDays,
    council:
      council === null
        ? null
        : {
            way: council.way,
            on: council.on,
            document: council.document,
            scope: council.scope,
            nullityUntil: council.nullityUntil,
          },
    again: council?.stale ?? false,
    changes: live === null ? [] : changes(live.content, content),
  };
}

/** What is written differently from what is live, of that which the council consents to (plan/content.ts, `councilJudged`). */
function changes(before: PlanContent, after: PlanContent): PlanChange[] {
  const found: PlanChange[] = [];
  const differ = (what: PlanChange['what'], was: PlanChange['before'], is: PlanChange['after']) => {
    if (was?.nl !== is?.nl || was?.en !== is?.en) found.push({ what, before: was, after: is });
  };
  const term = ({ keep }: PlanPurpose) => (keep === null ? null : termText(keep));
  for (const purpose of after.purposes) {
    const was = before.purposes.find(({ id }) => id === purpose.id);
    differ('purpose', was?.words ?? null, purpose.words);
    if (was !== undefined) differ('term', term(was), term(purpose));
  }
  for (const was of before.purposes)
    if (!after.purposes.some(({ id }) => id === was.id)) differ('purpose', was.words, null);
  differ('software', worded('ai', before.ai), worded('ai', after.ai));
  differ('pattern', worded('patroon', before.pattern), worded('patroon', after.pattern));
  differ('buffer', days(before), days(after));
  return found;
}

function days({ bufferDays }: PlanContent) {
  return bufferDays === null ? null : { nl: `${bufferDays} dagen`, en: `${bufferDays} days` };
}

function worded(dimension: string, code: string) {
  const values = rules.ruleSet.dimensions.find(({ key }) => key === dimension)?.values;
  return values?.find((one) => one.code === code)?.text ?? { nl: code, en: code };
}

/** Whom a number is about, and who did it; see FEWEST. */
interface Behind {
  readonly count: number;
  readonly talks: readonly string[];
  readonly actors: ReadonlySet<string>;
}

async function counted(house: House, organisationId: string, since: number) {
  const page = { limit: MOST_OPENED, since };
  const staff = await staffOf(house, organisationId);
  const told = async ({ count, talks, actors }: Behind): Promise<Told> => {
    if (count === 0) return 0;
    if (count < FEWEST || actors.size === 1) return null;
    return (await employeesIn(house, talks, staff)) < FEWEST ? null : count;
  };
  const behind = (acts: readonly Opened[]): Behind => ({
    count: acts.length,
    talks: acts.flatMap(({ talk_id }) => (talk_id === null ? [] : [talk_id])),
    actors: new Set(acts.map(({ actor }) => actor)),
  });
  const recorded = await house.database.read
    .selectFrom('ledger')
    .select('talk_id')
    .where('organisation_id', '=', organisationId)
    .where('act', '=', 'recording.stored')
    .where('at', '>=', since)
    .execute();
  const nobody = { actors: new Set<string>() }; // a recording is stored by the house itself
  const readings = await openedActs(house, organisationId, ['sound.played', 'copy.made', 'talk.read'], page);
  const byPurpose: Record<string, Told> = {};
  for (const [purpose, acts] of Map.groupBy(readings, ({ detail }) => String(detail?.purpose ?? 'unknown')))
    byPurpose[purpose] = await told(behind(acts));
  const refused = await openedActs(house, organisationId, ['reading.refused'], page);
  const draws = await openedActs(house, organisationId, ['quality.drawn'], page);
  const drawn = draws.flatMap(({ detail }) => (detail?.talks as readonly string[] | undefined) ?? []);
  return {
    recorded: await told({ count: recorded.length, talks: recorded.map(({ talk_id }) => talk_id!), ...nobody }),
    readings: byPurpose,
    // It is about who was refused.
    refused: refused.length === 0 ? 0 : behind(refused).actors.size < FEWEST ? null : refused.length,
    drawn: await told({ count: drawn.length, talks: drawn, ...nobody }),
  };
}

/** Of the staff in these talks, how many at the least. Where it is not known who of the staff was in one: as many as work there. */
async function employeesIn(house: House, talks: readonly string[], staff: number): Promise<number> {
  const ids = [...new Set(talks)];
  const people = new Set<string>();
  const known = new Set<string>();
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const rows = await house.database.read
      .selectFrom('attendance')
      .select(['talk_id', 'subject'])
      .where('kind', '=', 'account')
      .where('talk_id', 'in', ids.slice(i, i + AT_ONCE))
      .execute();
    for (const { talk_id, subject } of rows) {
      known.add(talk_id);
      people.add(subject);
    }
  }
  return known.size === ids.length ? people.size : Math.max(people.size, staff);
}

/** Who may be in a talk for the organisation. */
async function staffOf(house: House, organisationId: string): Promise<number> {
  const rows = await house.database.read
    .selectFrom('post')
    .select('account_id')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('role', 'in', ['employee', 'manager'])
    .where('ended_at', 'is', null)
    .execute();
  return rows.length;
}
