/** A call under way over HTTP: something is left out of it, or it was private. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { TalkParams } from './schemas.ts';
import { line } from './table-schemas.ts';

const Pause = z
  .object({ paused: z.boolean().check(z.describe('Nothing of what is said is kept now')) })
  .register(z.globalRegistry, { id: 'CallPause' });

export const callRoutes = table({
  getPause: {
    method: 'GET',
    path: '/talks/{talkId}/pause',
    tag: 'live',
    summary: 'Whether a call under way is paused',
    access: 'login',
    params: TalkParams,
    answer: json(Pause),
    problems: ['talk-not-found', 'talk-destroyed'],
  },
  pauseCall: {
    method: 'PUT',
    path: '/talks/{talkId}/pause',
    tag: 'live',
    summary: 'Leaves out what follows (payment details, hold music): a gap that is told in the seal; safe to repeat',
    access: 'login',
    params: TalkParams,
    body: z.object({ reason: line }).register(z.globalRegistry, { id: 'PauseReason' }),
    answer: json(Pause),
    problems: ['talk-not-found', 'talk-not-live', 'talk-destroyed'],
  },
  resumeCall: {
    method: 'DELETE',
    path: '/talks/{talkId}/pause',
    tag: 'live',
    summary: 'Records on; safe to repeat',
    access: 'login',
    params: TalkParams,
    answer: json(Pause),
    problems: ['talk-not-found', 'talk-not-live', 'talk-destroyed'],
  },
  makeTalkPrivate: {
    method: 'POST',
    path: '/talks/{talkId}/private',
    tag: 'live',
    summary: 'A private talk: recording stops, what was taken is locked to everyone and destroyed after 24 hours',
    access: 'person',
    params: TalkParams,
    answer: empty,
    problems: ['talk-not-found', 'talk-held', 'talk-must-stay', 'nothing-recorded', 'talk-destroyed'],
  },
});
