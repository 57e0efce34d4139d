import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { type AuditSources, selfAudit } from './audit.ts';
import { type CouncilSources, councilView } from './council.ts';
import { decisions, refused } from './decisions.ts';
import type { Oversight } from './face.ts';
import { figures } from './figures.ts';

/** The part of the dossier's face for who looks after the rules; see face.ts. */
export function oversight(house: House, sources: AuditSources & CouncilSources): Oversight {
  const known = async (organisationId: string) => {
    const row = await house.database.read
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId)
      .where('kind', '<>', 'house')
      .executeTakeFirst();
    if (row === undefined) throw new DossierError('organisation-not-found', 'There is no such organisation.');
  };
  return {
    async figures(organisationId) {
      await known(organisationId);
      return await figures(house, organisationId);
    },
    async selfAudit(organisationId) {
      await known(organisationId);
      return await selfAudit(house, sources, organisationId);
    },
    async council(organisationId) {
      await known(organisationId);
      return await councilView(house, sources, organisationId);
    },
    async decisions(organisationId, page) {
      await known(organisationId);
      return await decisions(house, organisationId, page);
    },
    async refused(organisationId, limit) {
      await known(organisationId);
      return await refused(house, organisationId, limit);
    },
  };
}
