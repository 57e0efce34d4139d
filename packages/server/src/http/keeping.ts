/** Holds and destruction over HTTP. */
import type {
  Destruction as DestructionOnTheWire,
  Hold as HoldOnTheWire,
  KeepingOverview,
  KeptTalk as KeptOnTheWire,
  Sweep as SweepOnTheWire,
} from '@woordelijk/api';
import { destructionCertificate } from '@woordelijk/documents';
import type { Destruction, Dossier, Hold, KeptTalk, Overview, Sweep } from '@woordelijk/dossier';
import { letterheadFor } from './letterhead.ts';
import { type Handlers, onceOf } from './mount.ts';
import { organisationOf } from './organisations.ts';
import { HttpProblem } from './problems.ts';
import { sendDocument } from './send-document.ts';

const PAGE = 50;

type KeepingHandlers = Pick<
  Handlers,
  | 'getKeeping'
  | 'keepTalk'
  | 'endCase'
  | 'getKeepingOverview'
  | 'arrangeKeeping'
  | 'listDueTalks'
  | 'listSweeps'
  | 'beginSweep'
  | 'listHolds'
  | 'listTalkHolds'
  | 'placeHold'
  | 'reviewHold'
  | 'liftHold'
  | 'destroyTalk'
  | 'getDestruction'
  | 'getCertificate'
  | 'listDestructions'
>;

/** Who decided, without a name: that stands in the ledger. */
const DECIDED = {
  system: { nl: 'zo ingesteld: elke nacht vanzelf', en: 'as arranged: every night by itself' },
  cli: { nl: 'de beheerder, op de server zelf', en: 'the administrator, on the server itself' },
  person: { nl: 'een medewerker, met naam in het logboek', en: 'a member of the staff, by name in the ledger' },
} as const;

/** Handlers for how long talks are kept. */
export function keepingHandlers(dossier: Dossier): KeepingHandlers {
  const { holds, destructions, retention } = dossier;
  return {
    async getKeeping({ params }) {
      return keptOnTheWire(await retention.of(params.talkId));
    },
    async keepTalk({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return keptOnTheWire(await retention.keep(params.talkId, body.why, asking));
    },
    async endCase({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return keptOnTheWire(await retention.endCase(params.talkId, body, asking));
    },
    async getKeepingOverview({ params }) {
      return overviewOnTheWire(await retention.overview(params.organisationId));
    },
    async arrangeKeeping({ params, body, visitor }) {
      return overviewOnTheWire(await retention.arrange(params.organisationId, body.nightly, visitor.actor));
    },
    async listDueTalks({ params, query }) {
      const after = placeIn(query.cursor);
      const found = await retention.due(params.organisationId, { limit: PAGE + 1, ...(after && { after }) });
      const items = found
        .slice(0, PAGE)
        .map(({ endedAt, dueAt, ...rest }) => ({ ...rest, endedAt: moment(endedAt), dueAt: moment(dueAt) }));
      const last = found[PAGE - 1];
      return found.length > PAGE && last !== undefined ? { items, next: `${last.dueAt}.${last.talkId}` } : { items };
    },
    async listSweeps({ params }) {
      return { items: (await retention.sweeps(params.organisationId)).map(sweepOnTheWire) };
    },
    async beginSweep({ params, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return sweepOnTheWire(await retention.sweep(params.organisationId, asking));
    },
    async listHolds({ params }) {
      return { items: (await holds.list(params.organisationId)).map(holdOnTheWire) };
    },
    async listTalkHolds({ params }) {
      return { items: (await holds.of(params.talkId)).map(holdOnTheWire) };
    },
    async placeHold({ params, body, visitor, request }) {
      const hold = { ...body, reviewAt: Date.parse(body.reviewAt) };
      return holdOnTheWire(await holds.place(params.talkId, hold, { actor: visitor.actor, once: onceOf(request) }));
    },
    async reviewHold({ params, body, visitor }) {
      return holdOnTheWire(await holds.review(params.talkId, params.holdId, Date.parse(body.reviewAt), visitor.actor));
    },
    async liftHold({ params, body, visitor }) {
      return holdOnTheWire(await holds.lift(params.talkId, params.holdId, body.why, visitor.actor));
    },
    async destroyTalk({ params, body, visitor }) {
      return destructionOnTheWire(await destructions.decide(params.talkId, body.ground, body.words, visitor.actor));
    },
    async getDestruction({ params }) {
      const found = await destructions.of(params.talkId);
      if (found === undefined) throw new HttpProblem('not-destroyed');
      return destructionOnTheWire(found);
    },
    async getCertificate({ params, query: { as = 'html', language = 'nl' }, reply }) {
      const found = await destructions.of(params.talkId);
      if (found === undefined) throw new HttpProblem('not-destroyed');
      const organisation = await organisationOf(dossier, found.organisationId);
      const { ground, words, startedAt, decidedAt, decidedBy, recording, files, copies } = found.certificate;
      const document = destructionCertificate(
        {
          organisation: organisation.name,
          talk: params.talkId,
          ...{ ground, words, startedAt, decidedAt },
          decidedBy: DECIDED[decidedBy === 'system' || decidedBy === 'cli' ? decidedBy : 'person'][language],
          destroyedAt: found.destroyedAt,
          root: recording?.root ?? null,
          bytes: recording?.bytes ?? null,
          files: files.length,
          copies: copies.map(({ at }) => at),
        },
        language,
      );
      const head = await letterheadFor(dossier, organisation);
      return await sendDocument(document, as, `vernietiging-${params.talkId.slice(-8)}`, head, reply);
    },
    async listDestructions({ params, query }) {
      const before = placeIn(query.cursor);
      const found = await destructions.list(params.organisationId, { limit: PAGE + 1, ...(before && { before }) });
      const items = found.slice(0, PAGE).map(destructionOnTheWire);
      const last = items.at(-1);
      if (found.length <= PAGE || last === undefined) return { items };
      return { items, next: `${Date.parse(last.certificate.decidedAt)}.${last.talkId}` };
    },
  };
}

function placeIn(cursor: string | undefined): { at: number; talkId: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, talkId] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (talkId === undefined) throw new HttpProblem('request-invalid', { about: 'cursor' });
  return { at: Number(at), talkId };
}

function keptOnTheWire({ plan, uses, dueAt, ...rest }: KeptTalk): KeptOnTheWire {
  return {
    ...rest,
    plan: plan && { ...plan },
    uses: uses.map(({ until, words, ...use }) => ({
      ...use,
      words: { ...words },
      until: until === null ? null : moment(until),
    })),
    dueAt: dueAt === null ? null : moment(dueAt),
  };
}

function overviewOnTheWire({ months, ...rest }: Overview): KeepingOverview {
  return { ...rest, months: months.map((month) => ({ ...month })) };
}

function sweepOnTheWire({ begunAt, doneAt, ...rest }: Sweep): SweepOnTheWire {
  return { ...rest, begunAt: moment(begunAt), doneAt: doneAt === null ? null : moment(doneAt) };
}

function holdOnTheWire({ reviewAt, placedAt, liftedAt, ...rest }: Hold): HoldOnTheWire {
  return {
    ...rest,
    reviewAt: moment(reviewAt),
    placedAt: moment(placedAt),
    liftedAt: liftedAt === null ? null : moment(liftedAt),
  };
}

function destructionOnTheWire({ talkId, destroyedAt, certificate }: Destruction): DestructionOnTheWire {
  const { decidedAt, startedAt, endedAt, copies, files, recording, ...rest } = certificate;
  return {
    talkId,
    destroyedAt: destroyedAt === null ? null : moment(destroyedAt),
    certificate: {
      ...rest,
      decidedAt: moment(decidedAt),
      startedAt: moment(startedAt),
      endedAt: endedAt === null ? null : moment(endedAt),
      recording: recording && { ...recording },
      files: files.map((file) => ({ ...file })),
      copies: copies.map(({ at, ...copy }) => ({ ...copy, at: moment(at) })),
    },
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
