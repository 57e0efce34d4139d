/** Organisations and their lines over HTTP. */
import type { Dossier } from '@woordelijk/dossier';
import type { Handlers } from './mount.ts';

type OrganisationHandlers = Pick<
  Handlers,
  'listOrganisations' | 'addOrganisation' | 'listLines' | 'addLine' | 'removeLine'
>;

/** Handlers for organisations and lines. */
export function organisationHandlers(dossier: Dossier): OrganisationHandlers {
  return {
    async listOrganisations() {
      return { items: [...(await dossier.organisations())] };
    },
    async addOrganisation({ body, visitor }) {
      return dossier.addOrganisation(body.name, visitor.actor);
    },
    async listLines() {
      return { items: [...(await dossier.lines())] };
    },
    async addLine({ body, visitor }) {
      return dossier.addLine(body.organisationId, body.key, visitor.actor);
    },
    async removeLine({ params, visitor }) {
      await dossier.removeLine(params.lineId, visitor.actor);
    },
  };
}
