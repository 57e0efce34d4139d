/** Organisations and their lines over HTTP. */
import { type Dossier, sightOf } from '@woordelijk/dossier';
import type { Handlers } from './mount.ts';
import { HttpProblem } from './problems.ts';

type OrganisationHandlers = Pick<
  Handlers,
  'listOrganisations' | 'addOrganisation' | 'listLines' | 'addLine' | 'removeLine'
>;

/** Handlers for organisations and lines. */
export function organisationHandlers(dossier: Dossier): OrganisationHandlers {
  return {
    async listOrganisations({ visitor }) {
      const { seats } = visitor.standing;
      const own = new Set(seats.map((seat) => seat.organisationId));
      return { items: (await dossier.organisations()).filter(({ id }) => own.has(null) || own.has(id)) };
    },
    async addOrganisation({ body, visitor }) {
      return dossier.addOrganisation(body.name, visitor.actor);
    },
    async listLines({ visitor }) {
      const { all, organisations } = sightOf(visitor.standing, 'line.see');
      const lines = await dossier.lines();
      return { items: lines.filter(({ organisation }) => all || organisations.includes(organisation.id)) };
    },
    async addLine({ body, visitor }) {
      return dossier.addLine(body.organisationId, body.key, visitor.actor, body.departmentId);
    },
    async removeLine({ params, visitor }) {
      await dossier.removeLine(params.lineId, visitor.actor);
    },
  };
}

/** One by its id. Rejects `organisation-not-found`. */
export async function organisationOf(dossier: Dossier, id: string) {
  const found = (await dossier.organisations()).find((one) => one.id === id);
  if (found === undefined) throw new HttpProblem('organisation-not-found');
  return found;
}
