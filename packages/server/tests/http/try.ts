/** Runs the pages against the house without rooms: `node packages/server/tests/http/try.ts [port] [talks]`. For looking, not for use. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';

const port = Number(process.argv[2] ?? 8090);
const parts = house({
  talks: Number(process.argv[3] ?? 60),
  webRoot: join(import.meta.dirname, '../../../web/dist'),
  real: true,
});
const app = await createHttp(parts);
await app.listen({ host: '127.0.0.1', port });
await parts.dossier.people.makeAdministratorLink('cli');
process.stdout.write(`http://localhost:${port}/#/eerste-beheerder/${parts.token()}\n`);
if (process.argv[4] === 'in') {
  const { account, recoveryCodes } = await parts.dossier.people.createAdministrator(parts.token(), 'Beheerder', {
    id: randomBytes(16).toString('base64url'),
    publicKey: new Uint8Array(32),
    counter: 0,
    transports: [],
  });
  const { token } = await parts.dossier.people.openSession(account.id);
  process.stdout.write(`session ${token}\nrecovery ${recoveryCodes[0]}\n`);
  parts.begin();
  parts.begin();
}
