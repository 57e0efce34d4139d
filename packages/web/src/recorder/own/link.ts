/** The link by which the other side records, kept on this device until its recording is deleted here. */
import { ApiError, type ClientOf, clientOf, type OwnRecording, ownRecordingRoutes } from '@woordelijk/api';
import { chosenLanguage } from '../words.tsx';

/** What the link names. */
export interface OwnLink {
  readonly recordingId: string;
  readonly link: string;
}

const KEPT = 'woordelijk.recorder.own';

/** The link in the address, which is taken out of it, else the one that was kept; undefined for an official. */
export function takeOwnLink(): OwnLink | undefined {
  // A link opened in a tab that has the page open already changes the hash only.
  addEventListener('hashchange', () => location.hash !== '' && location.reload(), { once: true });
  const [, recordingId, link] = /^#([0-9a-f-]{36})\.([\w-]{8,200})$/.exec(location.hash) ?? [];
  if (recordingId !== undefined && link !== undefined) {
    history.replaceState(null, '', location.pathname);
    localStorage.setItem(KEPT, JSON.stringify({ recordingId, link }));
  }
  const kept = localStorage.getItem(KEPT);
  return kept === null ? undefined : (JSON.parse(kept) as OwnLink);
}

/** The page is an official's again. */
export function forgetOwnLink(): void {
  localStorage.removeItem(KEPT);
}

/** A client that carries a secret and no login. */
export function holder(secret: string): ClientOf<typeof ownRecordingRoutes> {
  return clientOf(
    ownRecordingRoutes,
    (url, init) => fetch(url, { ...init, credentials: 'omit' }),
    '',
    () => ({ 'accept-language': chosenLanguage(), authorization: `Bearer ${secret}` }),
  );
}

/** What the server knows by this link; `unknown` where it knows none, `offline` where nobody answers. */
export async function askOwn({ recordingId, link }: OwnLink): Promise<OwnRecording | 'unknown' | 'offline'> {
  try {
    return await holder(link).getOwnRecording({ params: { recordingId } });
  } catch (error) {
    return error instanceof ApiError && error.status === 404 ? 'unknown' : 'offline';
  }
}
