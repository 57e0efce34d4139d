/** The server as this page asks it, and the secret of the link, which stays out of address bar and history. */
import { ApiError, createClient } from '@woordelijk/api';
import type { MineWords } from '../language/mine.nl.ts';
import { chosenLanguage } from './words.tsx';

export const server = createClient(
  (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  '',
  () => ({ 'accept-language': chosenLanguage() }),
);

/** A secret in the address; what is shorter is a place on the page. */
const SECRET = /^#([\w-]{40,200})$/;

/** Takes the secret out of the address; undefined where there is none. Called once. */
export function takeSecret(page: string): string | undefined {
  // A link pasted into a tab that has the page open already changes the hash only.
  addEventListener('hashchange', () => SECRET.test(location.hash) && location.reload());
  const secret = SECRET.exec(location.hash)?.[1];
  if (location.hash !== '') history.replaceState(null, '', page);
  return secret;
}

/** Whether the visit is over, so that a code is needed again. */
export function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'visit-needed';
}

/** What went wrong, with what to do next. */
export function failureText(words: MineWords, error: unknown): string {
  return error instanceof ApiError && error.problem ? error.problem.detail : words.unreachable;
}

/** Downloads by a fresh ticket, which works once. */
export async function download(
  what:
    | 'mp3'
    | 'legs'
    | 'agreement'
    | 'receipt'
    | `${'file' | 'edit' | 'package' | 'decision' | 'package-receipt'}:${string}`,
): Promise<void> {
  const { ticket } = await server.makeTicket({ body: { what } });
  startDownload(server.url('download', { params: { ticket } }));
}

/** Lets the browser save what stands at an address. */
export function startDownload(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
