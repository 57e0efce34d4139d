/** A dossier on a data folder, as the server opens it, without anything that listens. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Dossier, openDossier } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';

/** `ahead`: how far its clock is before ours, in milliseconds, so that what a stop left need not be waited for. */
export async function openHouse(data: string, ahead = 0): Promise<{ dossier: Dossier; close: () => Promise<void> }> {
  const vault = await openVault({ folder: data, segmentBytes: 1 << 20, batchMs: 1 });
  const dossier = await openDossier({
    database: { kind: 'sqlite', file: join(data, 'dossier.db') },
    vault,
    searchKey: vault.keys.derive('search'),
    now: () => Date.now() + ahead,
    random: (length) => randomBytes(length),
  });
  return {
    dossier,
    async close() {
      await dossier.close();
      await vault.close();
    },
  };
}
