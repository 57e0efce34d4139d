/** The browser's half of the passkey ceremonies. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { server } from '../server.ts';

type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** The person closed the window, the time ran out, or the device has no fitting passkey. */
export class PasskeyCancelled extends Error {
  readonly code = 'passkey-cancelled';
}

/** Whether this browser, at this address, can use passkeys. */
export function passkeysPossible(): 'yes' | 'no' | 'needs-name' {
  if (/^[\d.]+$|^\[/.test(location.hostname)) return 'needs-name';
  return browserSupportsWebAuthn() ? 'yes' : 'no';
}

/** Logs in. */
export async function logIn(): Promise<void> {
  const { ceremony, options } = await server.beginLogin();
  const response = await asking(() =>
    startAuthentication({ optionsJSON: options as unknown as AuthenticationOptions }),
  );
  await server.login({ body: { ceremony, response: { ...response } } });
}

/** Makes the first administrator; returns the recovery codes, told this once. */
export async function becomeAdministrator(token: string, name: string): Promise<readonly string[]> {
  const { ceremony, options } = await server.beginAdministrator({ body: { token, name } });
  const response = await asking(() => startRegistration({ optionsJSON: options as unknown as RegistrationOptions }));
  const made = await server.createAdministrator({ body: { token, ceremony, response: { ...response } } });
  return made.recoveryCodes;
}

/** Takes up an invitation; returns the recovery codes, told this once. */
export async function join(token: string): Promise<readonly string[]> {
  const { ceremony, options } = await server.beginJoining({ body: { token } });
  const response = await asking(() => startRegistration({ optionsJSON: options as unknown as RegistrationOptions }));
  const made = await server.join({ body: { token, ceremony, response: { ...response } } });
  return made.recoveryCodes;
}

/** Adds a passkey to the account that is logged in. */
export async function addPasskey(): Promise<void> {
  const { ceremony, options } = await server.beginPasskey();
  const response = await asking(() => startRegistration({ optionsJSON: options as unknown as RegistrationOptions }));
  await server.addPasskey({ body: { ceremony, response: { ...response } } });
}

async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new PasskeyCancelled('The passkey was not used.', { cause });
  }
}
