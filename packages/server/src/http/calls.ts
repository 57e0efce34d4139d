/** A call under way, in a person's hand: pause, go on, private. */
import type { Handlers } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';

type CallHandlers = Pick<Handlers, 'getPause' | 'pauseCall' | 'resumeCall' | 'makeTalkPrivate'>;

/** Handlers for calls under way. */
export function callHandlers({ calls }: Pick<HttpParts, 'calls'>): CallHandlers {
  const underWay = (found: boolean) => {
    if (!found) throw new HttpProblem('talk-not-live');
  };
  return {
    async getPause({ params }) {
      return { paused: await calls.paused(params.talkId) };
    },
    async pauseCall({ params, body, visitor }) {
      underWay(await calls.pause(params.talkId, body.reason, visitor.actor));
      return { paused: true };
    },
    async resumeCall({ params, visitor }) {
      underWay(await calls.resume(params.talkId, visitor.actor));
      return { paused: false };
    },
    async makeTalkPrivate({ params, visitor }) {
      await calls.makePrivate(params.talkId, visitor.actor);
    },
  };
}
