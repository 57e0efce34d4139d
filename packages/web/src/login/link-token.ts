/**
 * One-time links carry their token behind the `#`, where no server and no log sees it. It is taken out of the address bar
 * and the history at once and lives in memory only.
 */
const LINK = /^#\/(eerste-beheerder|uitnodiging|afspraken)(?:\/([A-Za-z0-9_.-]{8,200}))?/;

let token: string | undefined;

/** Takes the token out of the address; called once, before anything else looks at it. */
export function takeLinkToken(): void {
  // A link pasted into a tab that has the pages open already changes the hash only.
  addEventListener('hashchange', () => LINK.test(location.hash) && location.reload());
  const link = LINK.exec(location.hash);
  if (link === null) return;
  token = link[2];
  history.replaceState(null, '', `/${link[1]}`);
}

/** The token of the link that opened this page, if any. */
export function linkToken(): string | undefined {
  return token;
}

/** Forgets the token once it is used. */
export function forgetLinkToken(): void {
  token = undefined;
}
