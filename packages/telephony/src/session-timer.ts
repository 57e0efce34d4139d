/** Session timers (RFC 4028), from the side that answers the INVITE. Pure. */
import { type Answer, type Header, header, headerList, type SipRequest } from '@woordelijk/sip';

export interface SessionTimer {
  /** Seconds. */
  readonly interval: number;
  /** Who has to refresh: the client that called, or we. */
  readonly refresher: 'uac' | 'uas';
}

/** What a request asks for: no timer, one that we grant, or a refusal (422) because it is shorter than we accept. */
export function sessionTimerOf(
  request: SipRequest,
  minimum: number,
): { readonly timer: SessionTimer | undefined } | { readonly refusal: Answer } {
  const value = header(request, 'session-expires');
  const interval = Number(/^\s*([0-9]{1,9})\s*(;|$)/.exec(value ?? '')?.[1] ?? Number.NaN);
  if (value === undefined) return { timer: undefined };
  if (!Number.isFinite(interval)) return { refusal: { status: 400, reason: 'Bad Session-Expires header' } };
  const supported = [...headerList(request, 'supported'), ...headerList(request, 'require')];
  const knows = supported.some((tag) => tag.toLowerCase() === 'timer');
  if (interval < minimum) {
    if (knows) return { refusal: { status: 422, headers: [{ name: 'min-se', value: String(minimum) }] } };
    return { timer: undefined };
  }
  // A client that does not know the extension cannot refresh: then it is ours (RFC 4028 section 9, table 2).
  const asked = /;\s*refresher\s*=\s*(uac|uas)/i.exec(value)?.[1]?.toLowerCase();
  const refresher = !knows || asked === 'uas' ? 'uas' : 'uac';
  return { timer: { interval: Math.min(interval, 86_400), refresher } };
}

/** The headers for our 200. */
export function sessionTimerHeaders(timer: SessionTimer | undefined): Header[] {
  if (timer === undefined) return [];
  const headers = [{ name: 'session-expires', value: `${timer.interval};refresher=${timer.refresher}` }];
  if (timer.refresher === 'uac') headers.push({ name: 'require', value: 'timer' });
  return headers;
}

/** Milliseconds after a refresh at which the session counts as lost: a margin before the end (RFC 4028 section 10). */
export function expiresAfter(timer: SessionTimer): number {
  return (timer.interval - Math.min(32, timer.interval / 3)) * 1_000;
}
