/** Talks under way over HTTP, as they go on. */
import * as z from 'zod/mini';
import { table } from './route.ts';
import { id } from './schemas.ts';

export const LiveTalk = z
  .object({
    talkId: z.string(),
    seconds: z.number().check(z.describe('Length so far')),
    channels: z.array(
      z.object({
        channel: z.int(),
        level: z.number().check(z.minimum(0), z.maximum(1)),
        packets: z.number(),
        lost: z.number(),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'LiveTalk' });
export type LiveTalk = z.infer<typeof LiveTalk>;

/** Events of the live stream by name; `data` is JSON of this shape. */
export const LiveLevels = z
  .object({ talks: z.array(LiveTalk), total: z.int().check(z.describe('Talks under way, also those not listed here')) })
  .register(z.globalRegistry, {
    id: 'LiveLevels',
    description: 'Event `levels`: at least twice a second while any talk is under way.',
  });
export type LiveLevels = z.infer<typeof LiveLevels>;
export const LiveChange = z
  .object({ talkId: z.string(), change: z.enum(['begun', 'updated', 'ended']) })
  .register(z.globalRegistry, {
    id: 'LiveChange',
    description: 'Event `talk`: something changed; ask for the talk to see what.',
  });
export type LiveChange = z.infer<typeof LiveChange>;
const LiveQuery = z.object({ talkId: z.optional(id).check(z.describe('Only this talk')) });

export const liveRoutes = table({
  watchLive: {
    method: 'GET',
    path: '/live-events',
    tag: 'live',
    summary: 'Talks under way as server-sent events: length and level of each leg, and what begins and ends',
    access: 'login',
    query: LiveQuery,
    answer: { kind: 'events', events: { levels: LiveLevels, talk: LiveChange } },
    problems: ['too-many-streams'],
  },
});
