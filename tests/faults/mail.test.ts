/**
 * A server is killed without warning while mail is under way to a real mail server, and started again on the same data.
 * Every message arrives. One arrives twice, under one Message-ID: what the mail server had taken whole while its answer had not
 * come back yet, for of that moment SMTP tells a sender nothing (docs/order-of-writes.md, "A mail").
 */
import { checkData } from '@woordelijk/server';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { freePort, type Product, startProduct, temporaryFolder } from '../system/product.ts';

interface Got {
  readonly to: string;
  readonly id: string;
  /** Secret of the link that it holds. */
  readonly secret: string | undefined;
}

/** Answers of the mail server that it keeps to itself until the kill, by receiver. */
type Held = 'at the receiver' | 'after the message';

let product: Product | undefined;
let smtp: SMTPServer | undefined;
afterEach(async () => {
  await product?.kill();
  await new Promise<void>((closed) => (smtp ? smtp.close(() => closed()) : closed()));
});

/** A mail server that takes everything, and says nothing where `held` tells it so. */
async function mailServer(port: number, held: Map<string, Held>): Promise<{ got: Got[]; reached: Set<string> }> {
  const got: Got[] = [];
  const reached = new Set<string>();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      reached.add(address);
      if (held.get(address) !== 'at the receiver') done();
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo[0]!.address;
        const source = Buffer.concat(parts).toString('utf8').replace(/=\r\n/g, '').replaceAll('=3D', '=');
        const [, id = ''] = /^Message-ID: (.*)\r$/im.exec(source)!;
        got.push({ to, id, secret: /\/mijn#([\w-]+)/.exec(source)?.[1] });
        if (held.get(to) !== 'after the message') done();
      });
    },
  });
  smtp.on('error', () => undefined); // who is killed hangs up in the middle
  await new Promise<void>((up) => smtp!.listen(port, '127.0.0.1', up));
  return { got, reached };
}

it('loses no mail when the server is killed, and sends twice only what SMTP leaves no way to know of', async () => {
  const port = await freePort();
  const held = new Map<string, Held>([
    ['gekregen@post.example', 'after the message'],
    ['begonnen@post.example', 'at the receiver'],
  ]);
  const { got, reached } = await mailServer(port, held);
  const data = await temporaryFolder();
  const settings = ['--smtp', `smtp://127.0.0.1:${port}`, '--mail-from', 'Gemeente Oost <opnamen@oost.example>'];
  product = await startProduct(data, settings);
  const { client } = product;
  const { id: organisationId } = await client.addOrganisation({ body: { name: 'Gemeente Oost' } });
  const params = { organisationId };
  const department = await client.addDepartment({ params, body: { name: 'Wmo' } });
  const { id: talkId } = await client.planTalk({
    params,
    body: {
      plannedAt: new Date().toISOString(),
      kind: 'gewoon',
      place: 'kantoor',
      subject: 'Aanvraag',
      departmentIds: [department.id],
      participants: [
        { part: 'resident', name: 'Inwoner' },
        { part: 'official', name: 'Medewerker' },
      ],
    },
  });
  const secrets = new Map<string, string>();
  const invite = async (name: string) => {
    const to = `${name}@post.example`;
    const body = { party: 'p1', codeBy: 'desk', mail: to } as const;
    const { address } = await client.makePersonalLink({ params: { talkId }, body });
    secrets.set(to, address.split('#')[1]!);
  };
  const states = async () =>
    Object.fromEntries(
      (await product!.client.listMails({ params: { talkId } })).items.map(({ to, state }) => [to, state]),
    );

  await invite('eerder');
  await expect.poll(states, { timeout: 20_000 }).toEqual({ 'eerder@post.example': 'sent' });
  for (const name of ['gekregen', 'begonnen', 'wacht-1', 'wacht-2', 'wacht-3']) await invite(name);
  await expect
    .poll(() => got.some(({ to }) => to.startsWith('gekregen')) && reached.has('begonnen@post.example'), {
      timeout: 20_000,
    })
    .toBe(true);
  expect(got).toHaveLength(2);
  await product.kill();

  held.clear();
  product = await startProduct(data, settings);
  const all = Object.fromEntries([...secrets.keys()].map((to) => [to, 'sent']));
  await expect.poll(states, { timeout: 60_000, interval: 250 }).toEqual(all);
  const times = new Map<string, number>();
  for (const { to, secret } of got) {
    times.set(to, (times.get(to) ?? 0) + 1);
    expect(secret, `the link to ${to}`).toBe(secrets.get(to));
  }
  expect(Object.fromEntries(times)).toEqual({
    'eerder@post.example': 1,
    'gekregen@post.example': 2,
    'begonnen@post.example': 1,
    'wacht-1@post.example': 1,
    'wacht-2@post.example': 1,
    'wacht-3@post.example': 1,
  });
  const twice = got.filter(({ to }) => to.startsWith('gekregen')).map(({ id }) => id);
  expect(twice[0]).toMatch(/^<.+@oost\.example>$/);
  expect(twice[1]).toBe(twice[0]);
  expect(new Set(got.map(({ id }) => id)).size).toBe(secrets.size);

  expect(await product.stop()).toBe(0);
  product = undefined;
  expect(await checkData(data, {})).toMatchObject({ state: 'intact', problems: [] });
});
