import type { Dossier } from '@woordelijk/dossier';
import { putInOrder } from '../packages/dossier/tests/in-order.ts';

/** Gives the dossier an organisation whose line +999800100 is recorded, by the same acts as in its tests. `now`: epoch milliseconds. */
export async function mayRecord(dossier: Dossier, now: number): Promise<void> {
  const { id } = await dossier.addOrganisation('Gemeente Voorbeeld', 'cli');
  await dossier.addLine(id, '+999800100', 'cli');
  await putInOrder(dossier, id, new Date(now).toISOString().slice(0, 10));
}
