/** A real dossier on a vault and an SQLite file of its own, thrown away when it is closed. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dossier, type DossierOptions, openDossier } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';

export interface RealDossier {
  readonly dossier: Dossier;
  close(): Promise<void>;
}

/** Opens one; `options` beside the usual ones. */
export async function realDossier(options: Partial<DossierOptions> = {}): Promise<RealDossier> {
  const folder = await mkdtemp(join(tmpdir(), 'woordelijk-dossier-'));
  const vault = await openVault({ folder });
  const dossier = await openDossier({
    database: { kind: 'sqlite', file: join(folder, 'dossier.db') },
    vault,
    searchKey: vault.keys.derive('search'),
    now: Date.now,
    random: (length) => randomBytes(length),
    ...options,
  });
  return {
    dossier,
    async close() {
      await dossier.close();
      await vault.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Token of a session of a fresh first administrator. */
export async function administratorSession({ people }: Dossier): Promise<string> {
  const { token } = await people.makeAdministratorLink('cli');
  const passkey = { id: 'AAAA', publicKey: new Uint8Array(1), counter: 0, transports: [] };
  const { account } = await people.createAdministrator(token, 'Beheerder', passkey);
  return (await people.openSession(account.id)).token;
}
