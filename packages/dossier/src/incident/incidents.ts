/** Acts about incidents; see Incidents. */
import { tellAlarm } from '../alarm/tell.ts';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation, known } from '../staff/in-organisation.ts';
import type { IncidentActs } from './acts.ts';
import {
  BREACH_DATA,
  BREACH_NATURES,
  BREACH_RISKS,
  INCIDENT_KINDS,
  INCIDENT_TOLD,
  type Incident,
  type Incidents,
  type NewIncident,
  type NewIncidentAssessment,
  type NewIncidentTelling,
} from './face.ts';
import { breachDueAt, incidentsIn, unsettled } from './state.ts';

const MOST_TEXT = 4000;
const MOST_TALKS = 200;
const MOST_PEOPLE = 100_000_000;

export function incidents(house: House): Incidents {
  const one: Incidents['one'] = async (organisationId, incidentId) => {
    await known(house, organisationId);
    return find(
      await incidentsIn(house.database.read, await keysOf(house, organisationId), organisationId, house.now()),
      incidentId,
    );
  };
  return {
    one,

    async list(organisationId) {
      await known(house, organisationId);
      return await incidentsIn(house.database.read, await keysOf(house, organisationId), organisationId, house.now());
    },

    async report(organisationId, incident, asking) {
      const said = properIncident(incident, house.now());
      let run = () => {};
      const id = await inOrganisation(
        house,
        organisationId,
        asking,
        'incident.reported',
        said,
        async ({ tx, write }) => {
          await knownTalks(tx, organisationId, said.talks);
          const made = newId(house);
          const alarm = tellAlarm(house, tx, organisationId, { kind: 'incident', about: made });
          await write('incident.reported', { incident: made, ...said }, { rows: [alarm.row] });
          run = alarm.run;
          return made;
        },
      );
      run();
      return await one(organisationId, id);
    },

    async assess(organisationId, incidentId, assessment, asking) {
      const said = properAssessment(assessment);
      await atIncident(house, organisationId, incidentId, asking, 'incident.assessed', () => said);
      return await one(organisationId, incidentId);
    },

    async tell(organisationId, incidentId, telling, asking) {
      await atIncident(house, organisationId, incidentId, asking, 'incident.told', (incident) =>
        properTelling(telling, incident, house.now()),
      );
      return await one(organisationId, incidentId);
    },

    async note(organisationId, incidentId, words, asking) {
      const said = { words: text(words) };
      await atIncident(house, organisationId, incidentId, asking, 'incident.noted', () => said);
      return await one(organisationId, incidentId);
    },

    async close(organisationId, incidentId, { lessons, by }, asking) {
      const said = { lessons: text(lessons), by: text(by, 200) };
      await atIncident(house, organisationId, incidentId, asking, 'incident.closed', (incident) => {
        const still = unsettled(incident);
        if (still !== undefined) throw new DossierError('incident-not-settled', STILL[still]);
        return said;
      });
      return await one(organisationId, incidentId);
    },
  };
}

const STILL = {
  assess: 'Let a named person weigh the risk first.',
  authority: 'Tell the regulator first, or find the risk unlikely, and write down why.',
  people: 'Tell the people concerned first, or write down why they are not told.',
} as const;

/** Does an act about an open incident. `decide` gives the rest of the detail, or throws. */
async function atIncident<C extends Exclude<keyof IncidentActs, 'incident.reported'>>(
  house: House,
  organisationId: string,
  incidentId: string,
  asking: Asking,
  act: C,
  decide: (incident: Incident) => Omit<IncidentActs[C], 'incident'>,
): Promise<void> {
  await known(house, organisationId);
  const keys: ItemKeys = await keysOf(house, organisationId);
  const asked = decide(find(await incidentsIn(house.database.read, keys, organisationId, house.now()), incidentId));
  await inOrganisation(house, organisationId, asking, act, { incidentId, asked }, async ({ tx, write }) => {
    const incident = find(await incidentsIn(tx, keys, organisationId, house.now()), incidentId);
    if (incident.closed !== null)
      throw new DossierError('incident-closed', 'This incident is closed. Report a new one if there is more.');
    await write(act, { incident: incidentId, ...decide(incident) } as never);
    return incidentId;
  });
}

function find(all: readonly Incident[], id: string): Incident {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new DossierError('incident-not-found', 'There is no incident with this id.');
  return found;
}

async function knownTalks(tx: Tx, organisationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .selectFrom('talk')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', [...ids])
    .execute();
  if (rows.length !== ids.length) throw new DossierError('talk-not-found', 'There is no talk with this id here.');
}

function properIncident(incident: NewIncident, now: number): NewIncident {
  const { kind, natures, beganAt, endedAt, awareAt, talks } = incident;
  if (!INCIDENT_KINDS.includes(kind)) malformed('Say whether it is a data breach or another breach of the rules.');
  if (kind === 'breach' && natures.length === 0)
    malformed('Say what was breached: who could see it, whether it is still true, or whether it is still there.');
  if (talks.length > MOST_TALKS) malformed(`Name at most ${MOST_TALKS} talks.`);
  past(awareAt, now);
  if (beganAt !== null && past(beganAt, now) > awareAt) malformed('Nobody knows of it before it began.');
  if (endedAt !== null && past(endedAt, now) < (beganAt ?? 0)) malformed('It does not end before it began.');
  return {
    kind,
    words: text(incident.words),
    found: text(incident.found),
    beganAt,
    endedAt,
    awareAt,
    natures: kind === 'breach' ? BREACH_NATURES.filter((one) => natures.includes(one)) : [],
    talks: [...new Set(talks)],
    by: text(incident.by, 200),
  };
}

function properAssessment(assessment: NewIncidentAssessment): NewIncidentAssessment {
  const { risk, people, data, tellPeople } = assessment;
  if (!BREACH_RISKS.includes(risk)) malformed('Say how large the risk is.');
  if (people !== null) {
    const { least, most } = people;
    if (!Number.isInteger(least) || !Number.isInteger(most) || least < 0 || most < least || most > MOST_PEOPLE)
      malformed('Say how many people at least and at most, in whole numbers.');
  }
  return {
    risk,
    why: text(assessment.why),
    people: people && { least: people.least, most: people.most },
    data: BREACH_DATA.filter((one) => data.includes(one)),
    consequences: text(assessment.consequences),
    measures: text(assessment.measures),
    tellPeople,
    tellWhy: text(assessment.tellWhy),
    by: text(assessment.by, 200),
  };
}

function properTelling(telling: NewIncidentTelling, { kind, awareAt }: Incident, now: number): NewIncidentTelling {
  const { who, at, lateWhy } = telling;
  if (!INCIDENT_TOLD.includes(who)) malformed('Say who was told.');
  if (past(at, now) < awareAt) malformed('Nobody is told before it is known.');
  const late = who === 'authority' && kind === 'breach' && at > breachDueAt(awareAt);
  if (late && (lateWhy ?? '').trim() === '')
    malformed('The regulator was told after 72 hours: say why it took longer (GDPR 33(1)).');
  return { who, at, words: text(telling.words), lateWhy: late ? text(lateWhy ?? '') : null, by: text(telling.by, 200) };
}

function past(at: number, now: number): number {
  if (!Number.isInteger(at) || at < 0 || at > now) malformed('Give moments that have come.');
  return at;
}

function text(given: string, most = MOST_TEXT): string {
  const trimmed = given.trim();
  if (trimmed === '' || trimmed.length > most) malformed(`Fill in each field, with at most ${most} characters.`);
  return trimmed;
}

function malformed(message: string): never {
  throw new DossierError('incident-malformed', message);
}
