/** Coming in and going out: the first administrator, passkeys, recovery codes, sessions. */
import type { FastifyRequest } from 'fastify';
import { hostnameOf, originOf } from '../http/doorman.ts';
import type { Handlers } from '../http/mount.ts';
import type { HttpParts } from '../http/ports.ts';
import { HttpProblem } from '../http/problems.ts';
import { Ceremonies, type Ceremony, type Purpose } from './ceremonies.ts';
import { loggedIn, optionsToLogin, optionsToRegister, registered, relyingParty } from './passkeys.ts';
import type { Sessions } from './sessions.ts';

type LoginHandlers = Pick<
  Handlers,
  | 'getSession'
  | 'endSession'
  | 'beginAdministrator'
  | 'createAdministrator'
  | 'makeAdministratorLink'
  | 'beginJoining'
  | 'join'
  | 'beginLogin'
  | 'login'
  | 'recover'
  | 'beginPasskey'
  | 'addPasskey'
>;

/** The address behind which the first administrator is made. The token stands in the fragment: no server or proxy sees it. */
export function administratorLink(publicUrl: string, token: string): string {
  return `${publicUrl}/#/eerste-beheerder/${token}`;
}

/** Handlers for everything about login. `dismiss` ends what a visitor still has open when they log out. */
export function loginHandlers(
  { dossier: { people, staff }, config, clock, random }: HttpParts,
  sessions: Sessions,
  dismiss: (visitor: string) => void,
): LoginHandlers {
  const ceremonies = new Ceremonies(clock, random);
  return {
    async getSession({ visitor }) {
      const account = visitor?.account;
      return {
        account: account ? { id: account.id, name: account.name } : null,
        seats: visitor?.standing.seats.map((seat) => ({ ...seat })) ?? [],
        administratorExists: await people.administratorExists(),
        logins: (config.logins ?? []).map(({ key, name }) => ({ key, name })),
      };
    },
    async endSession({ visitor, request, reply }) {
      await sessions.close(request, reply);
      if (visitor) dismiss(visitor.actor);
    },
    async beginAdministrator({ body, request }) {
      if (await people.administratorExists()) throw new HttpProblem('administrator-exists');
      if (!(await people.checkAdministratorLink(body.token))) throw new HttpProblem('administrator-link-refused');
      return begin(request, { kind: 'administrator', token: body.token, name: body.name }, ({ rpId }, challenge) =>
        optionsToRegister(rpId, challenge, random(32), body.name, []),
      );
    },
    async createAdministrator({ body, request, reply }) {
      const ceremony = take(body.ceremony, 'administrator');
      if (ceremony.purpose.token !== body.token) throw new HttpProblem('administrator-link-refused');
      const passkey = await registered(ceremony, body.response);
      const made = await people.createAdministrator(body.token, ceremony.purpose.name, passkey);
      await sessions.open(request, reply, made.account.id);
      return {
        account: { id: made.account.id, name: made.account.name },
        recoveryCodes: [...made.recoveryCodes],
      };
    },
    async beginJoining({ body, request }) {
      const invited = await staff.invited(body.token);
      if (invited === undefined) throw new HttpProblem('invitation-refused');
      const begun = await begin(request, { kind: 'joining', token: body.token }, ({ rpId }, challenge) =>
        optionsToRegister(rpId, challenge, random(32), invited.name, []),
      );
      return { ...begun, name: invited.name, organisation: invited.organisation.name };
    },
    async join({ body, request, reply }) {
      const ceremony = take(body.ceremony, 'joining');
      if (ceremony.purpose.token !== body.token) throw new HttpProblem('invitation-refused');
      const made = await staff.join(body.token, await registered(ceremony, body.response));
      await sessions.open(request, reply, made.account.id);
      return { account: { id: made.account.id, name: made.account.name }, recoveryCodes: [...made.recoveryCodes] };
    },
    async makeAdministratorLink({ visitor }) {
      const { token, expiresAt } = await people.makeAdministratorLink(visitor.actor);
      return { link: administratorLink(config.publicUrl(), token), expiresAt: new Date(expiresAt).toISOString() };
    },
    async beginLogin({ request }) {
      return begin(request, { kind: 'login' }, ({ rpId }, challenge) => optionsToLogin(rpId, challenge));
    },
    async login({ body, request, reply }) {
      const ceremony = take(body.ceremony, 'login');
      const passkey = typeof body.response.id === 'string' ? await people.passkey(body.response.id) : undefined;
      if (passkey === undefined) throw new HttpProblem('passkey-refused');
      await people.passkeyUsed(passkey.id, await loggedIn(ceremony, passkey, body.response));
      const { id, name } = await sessions.open(request, reply, passkey.accountId);
      return { id, name };
    },
    async recover({ body, request, reply }) {
      const account = await people.redeemRecoveryCode(body.code);
      if (account === undefined) throw new HttpProblem('recovery-code-refused');
      await sessions.open(request, reply, account.id);
      return { id: account.id, name: account.name };
    },
    async beginPasskey({ visitor, request }) {
      const account = visitor.account ?? refuse();
      const known = await people.passkeysOf(account.id);
      return begin(request, { kind: 'passkey', accountId: account.id }, ({ rpId }, challenge) =>
        optionsToRegister(rpId, challenge, random(32), account.name, known),
      );
    },
    async addPasskey({ body, visitor }) {
      const account = visitor.account ?? refuse();
      const ceremony = take(body.ceremony, 'passkey');
      if (ceremony.purpose.accountId !== account.id) throw new HttpProblem('passkey-refused');
      await people.addPasskey(account.id, await registered(ceremony, body.response));
    },
  };

  async function begin(
    request: FastifyRequest,
    purpose: Purpose,
    options: (place: { rpId: string }, challenge: Uint8Array) => Promise<Record<string, unknown>>,
  ): Promise<{ ceremony: string; options: Record<string, unknown> }> {
    const rpId = relyingParty(hostnameOf(request));
    const challenge = random(32);
    const made = await options({ rpId }, challenge);
    const ceremony = ceremonies.begin({
      purpose,
      challenge: Buffer.from(challenge).toString('base64url'),
      origin: originOf(request),
      rpId,
    });
    return { ceremony, options: made };
  }

  function take<K extends Purpose['kind']>(
    name: string,
    kind: K,
  ): Ceremony & { readonly purpose: Extract<Purpose, { kind: K }> } {
    const ceremony = ceremonies.take(name, kind);
    if (ceremony === undefined) throw new HttpProblem('ceremony-expired');
    return ceremony;
  }
}

/** The local command line has no account to hang a passkey on. */
function refuse(): never {
  throw new HttpProblem('login-needed');
}
