/** The register of processor agreements over HTTP. */
import type { ListedProcessor as ProcessorOnTheWire } from '@woordelijk/api';
import type { Asking, Dossier, Processor } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { type Handlers, onceOf, type Visitor } from './mount.ts';

type ProcessorHandlers = Pick<Handlers, 'listProcessors' | 'addProcessor' | 'changeProcessor' | 'endProcessor'>;

/** Handlers for the register of processor agreements. */
export function processorHandlers({ processors }: Dossier): ProcessorHandlers {
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  return {
    listProcessors: async ({ params }) => ({ items: (await processors.list(params.organisationId)).map(onTheWire) }),
    addProcessor: async (a) => onTheWire(await processors.add(a.params.organisationId, a.body, asking(a))),
    async changeProcessor(a) {
      return onTheWire(await processors.change(a.params.organisationId, a.params.processorId, a.body, asking(a)));
    },
    async endProcessor(a) {
      return onTheWire(await processors.end(a.params.organisationId, a.params.processorId, a.body, asking(a)));
    },
  };
}

function onTheWire({ plans, clauses, missing, ended, at, ...rest }: Processor): ProcessorOnTheWire {
  return {
    ...rest,
    plans: [...plans],
    clauses: [...clauses],
    at: new Date(at).toISOString(),
    ended: ended && { ...ended, at: new Date(ended.at).toISOString() },
    missing: missing.map(({ code, because }) => ({ code, because: { ...because } })),
  };
}
