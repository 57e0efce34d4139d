import type { Client } from '@woordelijk/api';
import { say } from './output.ts';

/** Makes a one-time link for the first administrator, as `{ link, expiresAt }`. */
export async function administratorLink(client: Client) {
  return await client.makeAdministratorLink();
}

/** Makes an access token; it is told here, once. `days`: how long it lives. */
export async function makeToken(client: Client, { name, days }: { readonly name: string; readonly days: number }) {
  const made = await client.makeAccessToken({ body: { name, days } });
  say(
    'This is the only time that the token is shown. Use it on another machine with WOORDELIJK_URL (address of this server) and WOORDELIJK_TOKEN.',
  );
  return made;
}

/** All access tokens as `{ items }`, without their secrets. */
export async function listTokens(client: Client) {
  return await client.listAccessTokens();
}

/** Ends an access token; from now on it is refused. */
export async function revokeToken(client: Client, id: string) {
  await client.revokeAccessToken({ params: { tokenId: id } });
  return { id, state: 'revoked' };
}
