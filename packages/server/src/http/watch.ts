/** The nightly watch over HTTP. */
import type { WatchFinding as FindingOnTheWire, WatchRound as RoundOnTheWire } from '@woordelijk/api';
import { type Dossier, sightOf, type WatchFinding, type WatchRound } from '@woordelijk/dossier';
import { type Handlers, onceOf } from './mount.ts';

/** Handlers for the nightly watch. */
export function watchHandlers({ watch }: Dossier): Pick<Handlers, 'getWatch' | 'beginWatch' | 'settleFinding'> {
  return {
    async getWatch({ visitor }) {
      const { last, running, rounds, open, settled, ...rest } = await watch.state(
        sightOf(visitor.standing, 'watch.see'),
      );
      return {
        ...rest,
        last: last && roundOnTheWire(last),
        running: running && roundOnTheWire(running),
        rounds: rounds.map(roundOnTheWire),
        open: open.map(findingOnTheWire),
        settled: settled.map(findingOnTheWire),
      };
    },
    beginWatch: async ({ visitor }) => roundOnTheWire(await watch.begin(visitor.actor)),
    async settleFinding({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return findingOnTheWire(await watch.settle(params.organisationId, params.findingId, body, asking));
    },
  };
}

function roundOnTheWire({ begunAt, doneAt, ...rest }: WatchRound): RoundOnTheWire {
  return {
    ...rest,
    begunAt: new Date(begunAt).toISOString(),
    doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
  };
}

function findingOnTheWire({ foundAt, settled, ...rest }: WatchFinding): FindingOnTheWire {
  return {
    ...rest,
    foundAt: new Date(foundAt).toISOString(),
    settled: settled && { ...settled, at: new Date(settled.at).toISOString() },
  };
}
