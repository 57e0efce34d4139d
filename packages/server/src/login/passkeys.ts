/** The two WebAuthn ceremonies (level 3), with user verification: a passkey is the only lock on these recordings. */

import { isIP } from 'node:net';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { PasskeyRecord } from '@woordelijk/dossier';
import { HttpProblem } from '../http/problems.ts';
import type { Ceremony } from './ceremonies.ts';

/** Loaded at the first ceremony: it is large, and a start need not wait for it. */
const webauthn = () => import('@simplewebauthn/server');

type NewPasskey = Omit<PasskeyRecord, 'accountId'>;

/** The relying party for a host name. Throws `passkey-needs-name` for an IP address, which WebAuthn does not take. */
export function relyingParty(hostname: string): string {
  if (hostname.startsWith('[') || isIP(hostname) !== 0) throw new HttpProblem('passkey-needs-name');
  return hostname;
}

/** Options for making a passkey. `handle`: random user handle, says nothing about the person. */
export async function optionsToRegister(
  rpId: string,
  challenge: Uint8Array,
  handle: Uint8Array,
  name: string,
  known: readonly PasskeyRecord[],
): Promise<Record<string, unknown>> {
  const options = await (await webauthn()).generateRegistrationOptions({
    rpName: 'Woordelijk',
    rpID: rpId,
    userName: name,
    userDisplayName: name,
    userID: Uint8Array.from(handle),
    challenge: Uint8Array.from(challenge),
    timeout: 300_000,
    attestationType: 'none',
    excludeCredentials: known.map((p) => ({ id: p.id, transports: [...p.transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { ...options };
}

/** Options for logging in with any passkey that the browser has for us. */
export async function optionsToLogin(rpId: string, challenge: Uint8Array): Promise<Record<string, unknown>> {
  const options = await (await webauthn()).generateAuthenticationOptions({
    rpID: rpId,
    challenge: Uint8Array.from(challenge),
    timeout: 300_000,
    userVerification: 'required',
  });
  return { ...options };
}

/** The new passkey, checked. Throws `passkey-refused`. */
export async function registered(ceremony: Ceremony, response: Record<string, unknown>): Promise<NewPasskey> {
  const verified = await refusing(async () =>
    (await webauthn()).verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: ceremony.rpId,
      requireUserVerification: true,
    }),
  );
  if (!verified.verified) throw new HttpProblem('passkey-refused');
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
  return { id, publicKey, counter, transports: (transports ?? []).slice(0, 10) };
}

/** The counter to remember after a login. Throws `passkey-refused`. */
export async function loggedIn(
  ceremony: Ceremony,
  passkey: PasskeyRecord,
  response: Record<string, unknown>,
): Promise<number> {
  const { verified, authenticationInfo } = await refusing(async () =>
    (await webauthn()).verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: ceremony.rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports] as AuthenticatorTransport[],
      },
    }),
  );
  if (!verified) throw new HttpProblem('passkey-refused');
  return authenticationInfo.newCounter;
}

/** The library throws on anything odd in the response, which is a stranger's bytes: all of it is a refusal. */
async function refusing<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw new HttpProblem('passkey-refused', { cause });
  }
}
