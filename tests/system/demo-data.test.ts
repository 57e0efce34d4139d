/** The example data: every page of it has something to look at, and what was written checks out. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { act } from '../../packages/cli/src/act.ts';
import { demoData } from '../../packages/cli/src/demo-data.ts';
import { verify } from '../../packages/cli/src/verify.ts';
import { type Product, startProduct, temporaryFolder } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct(join(await temporaryFolder(), 'data'));
});
afterAll(async () => {
  expect(await product?.stop()).toBe(0);
});

it('fills a municipality and a company once, and all of it is as it was written', async () => {
  const { client } = product;
  await demoData(client);
  const organisations = (await client.listOrganisations()).items.filter(({ kind }) => kind === 'organisation');
  expect(organisations.map(({ sector }) => sector).sort()).toEqual(['gemeente', 'organisatie']);
  const planned = (await client.listTalks({ query: { state: 'planned', limit: '100' } })).items;
  expect(planned).toHaveLength(9);
  const files = await Promise.all(planned.map(({ id }) => client.getTalkFile({ params: { talkId: id } })));
  const alternatives = files.flatMap(({ requests }) => requests.flatMap(({ alternative }) => alternative?.kind ?? []));
  expect(alternatives.sort()).toEqual(['companion', 'office-records', 'written-account']);
  expect(files.some(({ hindrances }) => hindrances.some(({ because }) => because === 'objection'))).toBe(true);
  const stored = async () => (await client.listTalks({ query: { state: 'stored' } })).items.length;
  await expect.poll(stored, { timeout: 30_000 }).toBe(3);
  expect((await client.listTalks({ query: { state: 'unrecorded' } })).items).toHaveLength(1);
  const recorded = (await client.listTalks({ query: { state: 'stored' } })).items;
  const after = await Promise.all(recorded.map(({ id }) => client.getTalkFile({ params: { talkId: id } })));
  expect(after.flatMap(({ handovers }) => handovers)).toMatchObject([{ to: 'Beller', kind: 'mp3' }]);
  const town = organisations.find(({ sector }) => sector === 'gemeente')!;
  const ofTown = { params: { organisationId: town.id } };
  expect((await client.listHolds(ofTown)).items.length).toBeGreaterThan(0);
  expect((await client.listProcessors(ofTown)).items).toMatchObject([{ name: 'Telefonie Voorbeeld' }]);
  expect((await client.listIncidents(ofTown)).items).toMatchObject([{ kind: 'rule' }]);
  const company = organisations.find(({ sector }) => sector === 'organisatie')!;
  const [draw] = (await client.listDraws({ params: { organisationId: company.id } })).items;
  expect(draw!.talks).toMatchObject([{ state: 'open' }]);
  const { items } = await client.getSelfAudit({ params: { organisationId: company.id } });
  expect(items.filter(({ state }) => state !== 'good').map(({ subject }) => subject)).toEqual([
    'seals',
    'backup',
    'rules',
  ]);
  const [talk] = planned;
  const asked = await act(
    client,
    'registerRequest',
    [`talkId=${talk!.id}`, ...['by=p1', 'recorder=resident', 'place=kantoor', 'camera=geen', 'others=geen']],
    {},
  );
  expect(asked).toMatchObject({ requests: [{}, {}] });
  await expect(act(client, 'getTalk', [], {})).rejects.toMatchObject({ code: 'field-missing' });
  await expect(demoData(client)).rejects.toMatchObject({ code: 'demo-there' });
  expect(await verify(product.data, [])).toMatchObject({ state: 'intact' });
});
