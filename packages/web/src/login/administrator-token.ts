/**
 * The one-time link carries its token behind the `#`, where no server and no log sees it. It is taken out of the address
 * bar and the history at once and lives in memory only.
 */
const LINK = /^#\/eerste-beheerder\/([A-Za-z0-9_-]{8,200})$/;

let token: string | undefined;

/** Takes the token out of the address; called once, before anything else looks at it. */
export function takeAdministratorToken(): void {
  if (!location.hash.startsWith('#/eerste-beheerder')) return;
  token = LINK.exec(location.hash)?.[1];
  history.replaceState(null, '', '/eerste-beheerder');
}

/** The token of the link that opened this page, if any. */
export function administratorToken(): string | undefined {
  return token;
}

/** Forgets the token once it is used. */
export function forgetAdministratorToken(): void {
  token = undefined;
}
