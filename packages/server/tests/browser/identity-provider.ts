/** A real identity provider (the npm package oidc-provider) on loopback, with a login form of one field. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

export interface Person {
  readonly name: string;
  groups: readonly string[];
  /** How strongly they log in. */
  acr: string;
  /** Number that a broker gives. */
  readonly bsn?: string;
}

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientSecret: string;
  /** By their name for the provider. */
  readonly people: Record<string, Person>;
  /** Takes the application at this address as its client `woordelijk`; told before anybody comes. */
  knows(application: string): void;
  close(): Promise<void>;
}

/** Starts one. */
export async function identityProvider(people: Record<string, Person>): Promise<IdentityProvider> {
  const clientSecret = 'a secret of the test only, long enough for HS256';
  const server: Server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const providerFor = (application: string) => {
    const made = new Provider(issuer, {
      clients: [
        {
          client_id: 'woordelijk',
          client_secret: clientSecret,
          redirect_uris: [`${application}/inloggen/oost/terug`, `${application}/mijn/terug/digid`],
          backchannel_logout_uri: `${application}/inloggen/oost/afgemeld`,
          backchannel_logout_session_required: false,
        },
      ],
      scopes: ['openid', 'profile', 'groups', 'bsn'],
      claims: { openid: ['sub'], profile: ['name'], groups: ['groups'], bsn: ['bsn'] },
      conformIdTokenClaims: false,
      // Its own guard keeps away from this very machine.
      fetch: (url, options) => {
        const { dispatcher: _, ...plain } = (options ?? {}) as RequestInit & { dispatcher?: unknown };
        return fetch(url, plain);
      },
      acrValues: ['low', 'high'],
      features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ['a key of the test only'] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: async () => ({ sub, name: people[sub]!.name, groups: [...people[sub]!.groups], bsn: people[sub]!.bsn }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
        grant.addOIDCScope('openid profile groups bsn');
        await grant.save();
        return grant;
      },
    });
    made.on('backchannel.error', (_, error) => process.stderr.write(`backchannel: ${error.stack}\n`));
    made.on('server_error', (_, error) => process.stderr.write(`identity provider: ${error.stack}\n`));
    return made;
  };
  let provider: Provider | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url!.startsWith('/interaction/')) return await provider!.callback()(request, response);
    if (request.method === 'GET')
      return response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><title>Login</title><form method="post"><label>Wie <input name="who"></label><button>Verder</button></form>',
        );
    const who = new URLSearchParams(await text(request)).get('who')!;
    await provider!.interactionFinished(request, response, { login: { accountId: who, acr: people[who]!.acr } });
  };
  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy()); // the browser, or the test, left in the middle
  });
  return {
    issuer,
    clientSecret,
    people,
    knows(application) {
      provider = providerFor(application);
    },
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}
