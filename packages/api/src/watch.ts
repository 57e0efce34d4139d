/** The nightly watch over HTTP: when what was checked, and what is not as it was written. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { id, moment, said } from './schemas.ts';

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(4000));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

export const WatchRound = z
  .object({
    id: z.string(),
    by: z.string().check(z.describe('Actor: system for a night, or who asked for it')),
    begunAt: moment,
    doneAt: z.nullable(moment).check(z.describe('null: under way')),
    chains: z.nullable(z.int()).check(z.describe('Chains of acts that were read whole; null: not that far yet')),
    recordings: z.int().check(z.describe('Recordings that were checked against their seal')),
    found: z.int(),
  })
  .register(z.globalRegistry, { id: 'WatchRound' });
export type WatchRound = z.infer<typeof WatchRound>;

export const WatchFinding = z
  .object({
    id: z.string(),
    organisationId: z.string(),
    talkId: z.nullable(z.string()),
    place: z.string(),
    because: said.check(z.describe('What it means, and what to do')),
    meaning: z.string().check(z.describe('What the check said, for an engineer; English')),
    foundAt: moment,
    settled: z.nullable(z.object({ at: moment, actor: z.string(), words: z.string(), by: z.string() })),
  })
  .register(z.globalRegistry, { id: 'WatchFinding' });
export type WatchFinding = z.infer<typeof WatchFinding>;

export const WatchState = z
  .object({
    last: z.nullable(WatchRound),
    running: z.nullable(WatchRound),
    overdue: z.boolean().check(z.describe('No round was finished in the last day and a half')),
    recordings: z.int().check(z.describe('Stored recordings there are')),
    nights: z.int().check(z.describe('Each has its turn within so many nights')),
    rounds: z.array(WatchRound),
    open: z.array(WatchFinding),
    settled: z.array(WatchFinding),
  })
  .register(z.globalRegistry, { id: 'WatchState' });
export type WatchState = z.infer<typeof WatchState>;

export const watchRoutes = table({
  getWatch: {
    method: 'GET',
    path: '/watch',
    tag: 'watch',
    summary: 'The nightly watch: what was checked when, and what it found',
    access: 'login',
    answer: json(WatchState),
    problems: [],
  },
  beginWatch: {
    method: 'POST',
    path: '/watch/rounds',
    tag: 'watch',
    summary: 'Begins a round now, or gives the one that is under way',
    access: 'person',
    answer: json(WatchRound, 201),
    problems: ['not-allowed'],
  },
  settleFinding: {
    method: 'POST',
    path: '/organisations/{organisationId}/findings/{findingId}/settling',
    tag: 'watch',
    summary: 'A named person says what was done about it',
    access: 'person',
    params: z.object({ organisationId: id, findingId: id }),
    body: z.object({ words, by: name }).register(z.globalRegistry, { id: 'FindingSettled' }),
    answer: json(WatchFinding),
    problems: ['organisation-not-found', 'finding-not-found', 'words-malformed', 'not-allowed'],
  },
});
