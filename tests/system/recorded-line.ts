/** An organisation that may record, made over the product's own interface by the acts of a person. */
import type { Client } from '@woordelijk/api';
import { putInOrder } from '../../packages/cli/src/demo-plan.ts';

/** Makes one whose lines these are; resolves with its id. */
export async function recordedLines(client: Client, ...lines: readonly string[]): Promise<string> {
  const { id } = await client.addOrganisation({ body: { name: 'Gemeente Voorbeeld' } });
  for (const key of lines) await client.addLine({ body: { organisationId: id, key } });
  await putInOrder(client, id, 'gemeente');
  return id;
}
