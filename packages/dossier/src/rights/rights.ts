/** Requests under somebody's rights; see Rights. */
import { dayOf, requestTerm, termEnds } from '@woordelijk/rules';
import type { ExpressionBuilder } from 'kysely';
import { absentsIn } from '../absent/state.ts';
import type { Tx } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import type { Sight } from '../policy.ts';
import { keysIfKept, keysOf } from '../sealed.ts';
import { onOneLine } from '../table/agreement-text.ts';
import { maybeWords, words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { talkRow } from '../talk/talks.ts';
import { atRequest, changed, requestRow } from './at-request.ts';
import { carryOut } from './carry-out.ts';
import {
  type FoundTalk,
  type Given,
  HANDED_WAYS,
  IDENTITY_WAYS,
  type NewRightsDecision,
  REFUSAL_GROUNDS,
  RIGHT_OUTCOMES,
  type Rights,
  type RightsRequest,
} from './face.ts';
import { aboutRows, closing, keep, letGo } from './freeze.ts';
import { ownTalks } from './own.ts';
import { readRequest } from './read.ts';
import { readingsOf } from './readings.ts';
import { liftRestriction, restrictionOf } from './restriction.ts';
import type { RightsRequestRow } from './tables.ts';
import { needsRepresentative, takeDown } from './take-down.ts';

const MOST_LISTED = 500;
const MOST_TALKS = 200;
/** Evidence of a few words is none. */
const LEAST_EVIDENCE = 20;
const PACKED: ReadonlySet<string> = new Set(['access', 'copy', 'portability']);

/** The rights' part of the dossier's face. */
export function rights(house: House, book: RuleBook): Rights {
  return {
    async of(talkId) {
      await talkRow(house, talkId);
      const rows = await house.database.read
        .selectFrom('rights_request')
        .innerJoin('rights_talk', 'rights_talk.request_id', 'rights_request.id')
        .selectAll('rights_request')
        .where('rights_talk.talk_id', '=', talkId)
        .orderBy('rights_request.id')
        .execute();
      return await readAll(house, rows);
    },

    async ofAccount(accountId) {
      const rows = await house.database.read
        .selectFrom('rights_request')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('id')
        .execute();
      return await readAll(house, rows);
    },

    async list(sight, closedAfter) {
      let open = house.database.read.selectFrom('rights_request').selectAll().where('state', '<>', 'closed');
      if (!sight.all) open = open.where((eb) => requestInSight(eb, sight));
      const rows = await open.orderBy('due_on').orderBy('id').limit(MOST_LISTED).execute();
      if (closedAfter === undefined) return await readAll(house, rows);
      let closed = house.database.read
        .selectFrom('rights_request')
        .selectAll()
        .where('state', '=', 'closed')
        .where('closed_at', '>=', closedAfter);
      if (!sight.all) closed = closed.where((eb) => requestInSight(eb, sight));
      const done = await closed.orderBy('closed_at', 'desc').orderBy('id').limit(MOST_LISTED).execute();
      return await readAll(house, [...rows, ...done]);
    },

    get: (requestId) => get(house, requestId),
    request: async (organisationId, wanted, asking) =>
      await get(house, await takeDown(house, book, organisationId, wanted, asking)),

    takeUp: (requestId, by, asking) =>
      atRequest(house, requestId, asking, 'rights.taken-up', { by }, OPEN, () => ({
        act: 'rights.taken-up',
        detail: { request: requestId, by: words(by) },
      })),

    identify: (requestId, { how, by }, asking) =>
      atRequest(house, requestId, asking, 'rights.identified', { how, by }, ['received'], (request, { tx }) => {
        if (!IDENTITY_WAYS.some(({ code }) => code === how))
          throw new DossierError('facts-malformed', 'Say how it was established who asks.');
        if (request.representative === null && needsRepresentative(request.rules))
          throw new DossierError(
            'representative-missing',
            'For somebody so young, or represented, the law lets the representative ask (UAVG 5). Take the request down with the representative.',
          );
        return {
          act: 'rights.identified',
          detail: { request: requestId, how, by: words(by) },
          rows: [changed(tx, requestId, { state: 'identified' })],
        };
      }),

    find: (requestId, found, asking) =>
      atRequest(house, requestId, asking, 'rights.found', found, ['identified', 'found'], async (request, ground) => {
        const { tx, row } = ground;
        const talks = properTalks(found.talks);
        await ofThisOrganisation(tx, row.organisation_id, talks);
        const before = await tx.selectFrom('rights_talk').selectAll().where('request_id', '=', requestId).execute();
        const dropped = before.map(({ talk_id }) => talk_id).filter((id) => !talks.some(({ talk }) => talk === id));
        const keeping = {
          organisationId: row.organisation_id,
          request: requestId,
          kind: request.kind,
          dueOn: request.dueOn,
          actor: asking.actor,
        };
        const about = [];
        for (const { talk } of talks)
          if (!before.some(({ talk_id }) => talk_id === talk)) about.push(await keep(house, tx, keeping, talk));
        if (dropped.length > 0) await letGo(house, tx, keeping, dropped);
        const gone = dropped.map((talk) =>
          tx.deleteFrom('rights_talk').where('request_id', '=', requestId).where('talk_id', '=', talk),
        );
        const detail: Acts['rights.found'] = {
          request: requestId,
          by: words(found.by),
          searched: words(found.searched),
          talks,
          about,
          dropped,
        };
        return {
          act: 'rights.found',
          detail,
          rows: [...gone, ...aboutRows(tx, keeping, about), changed(tx, requestId, { state: 'found' })],
        };
      }),

    extend: (requestId, why, asking) =>
      atRequest(house, requestId, asking, 'rights.extended', { why }, UNDECIDED, (request, { tx }) => {
        const { extendedDueOn: dueOn } = requestTerm(dayOf(request.receivedAt));
        if (dueOn === null || request.extended !== null || dayOf(house.now()) > request.dueOn)
          throw new DossierError(
            'extension-not-possible',
            'A term is extended once, before it is over, and only under the AVG. Answer as soon as you can and say why it is late.',
          );
        return {
          act: 'rights.extended',
          detail: { request: requestId, dueOn, why: words(why) },
          rows: [changed(tx, requestId, { due_on: dueOn })],
        };
      }),

    async decide(requestId, decision, asking) {
      const { organisation_id: organisationId } = await requestRow(house, requestId);
      const organisation = await house.database.read
        .selectFrom('organisation')
        .select('sector')
        .where('id', '=', organisationId)
        .executeTakeFirstOrThrow();
      if (organisation.sector === null)
        throw new DossierError(
          'sector-missing',
          'Say first what this organisation is: against the decision of an authority another way is open than against a company’s.',
        );
      const authority = organisation.sector !== 'organisatie';
      return await atRequest(
        house,
        requestId,
        asking,
        'rights.decided',
        decision,
        UNDECIDED,
        async (request, { tx }) => {
          const proper = properDecision(request, decision);
          for (const one of proper.talks) {
            if (one.edit !== null) await isMade(tx, one.talk, one.edit);
            if (PACKED.has(request.kind)) await otherAbsentsWeighed(house, tx, request, one);
          }
          const today = dayOf(house.now());
          const term = authority ? 'objection-to-decision' : 'petition-to-court';
          const detail: Acts['rights.decided'] = {
            request: requestId,
            ...proper,
            remedy: authority ? 'bezwaar' : 'court',
            remedyUntil: termEnds(term, today),
          };
          return { act: 'rights.decided', detail, rows: [changed(tx, requestId, { state: 'decided' })] };
        },
      );
    },

    carryOut: (requestId, asking) => carryOut(house, requestId, asking),

    handOver: (requestId, { way, sha256 }, asking) =>
      atRequest(
        house,
        requestId,
        asking,
        'rights.handed',
        { way, sha256 },
        ['decided', 'closed'],
        async (request, ground) => {
          if (!HANDED_WAYS.includes(way) || !/^[0-9a-f]{64}$/.test(sha256))
            throw new DossierError('facts-malformed', 'Name the package by its SHA-256 in hex, and how it was handed.');
          if (!hasPackage(request))
            throw new DossierError('decision-not-fitting', 'Nothing was granted that can be handed over.');
          const closedAt = request.closed === null ? house.now() : null;
          const rows = closedAt === null ? [] : await closing(house, request, ground.tx, asking, closedAt);
          const receipt = house.vault.sign(
            [
              'woordelijk-document/v1 ontvangstbewijs',
              'Ontvangstbewijs van wat op een verzoek is gegeven',
              '',
              `Verzoek: ${requestId}`,
              `Gegeven aan: ${onOneLine(request.representative?.name ?? request.name)}`,
              `Op: ${new Date(house.now()).toISOString()}`,
              `Vingerafdruk (SHA-256): ${sha256}`,
              '',
            ].join('\n'),
          );
          return { act: 'rights.handed', detail: { request: requestId, way, sha256, receipt, closedAt }, rows };
        },
      ),

    close: (requestId, how, asking) =>
      atRequest(
        house,
        requestId,
        asking,
        'rights.closed',
        { how },
        how === 'withdrawn' ? OPEN : ['decided'],
        async (request, { tx }) => {
          const closedAt = house.now();
          const rows = await closing(house, request, tx, asking, closedAt);
          return { act: 'rights.closed', detail: { request: requestId, how, closedAt }, rows };
        },
      ),

    readings: (talkId) => readingsOf(house, talkId),
    restriction: (talkId) => restrictionOf(house.database.read, talkId),
    liftRestriction: (talkId, why, asking) => liftRestriction(house, talkId, why, asking),
    ownTalks: (accountId) => ownTalks(house, accountId),
  };
}

const UNDECIDED = ['received', 'identified', 'found'] as const;
const OPEN = [...UNDECIDED, 'decided'] as const;

/** Whether something of sound was granted that goes over as a package. */
export function hasPackage({ kind, decision }: RightsRequest): boolean {
  return (
    PACKED.has(kind) &&
    (decision?.outcome === 'granted' || decision?.outcome === 'partly') &&
    decision.talks.some(({ give }) => give !== 'none')
  );
}

async function get(house: House, requestId: string): Promise<RightsRequest> {
  const row = await requestRow(house, requestId);
  return await readRequest(house.database.read, await keysOf(house, requestId), row);
}

async function readAll(house: House, rows: readonly RightsRequestRow[]): Promise<RightsRequest[]> {
  const found: RightsRequest[] = [];
  for (const row of rows) {
    const keys = await keysIfKept(house, row.id);
    if (keys !== undefined) found.push(await readRequest(house.database.read, keys, row));
  }
  return found;
}

/** Of an organisation that may be seen, or about a talk that may. What a colleague asks about themselves is not for colleagues. */
function requestInSight(eb: ExpressionBuilder<Schema, 'rights_request'>, { organisations, subjects }: Sight) {
  return eb.or([
    eb('rights_request.organisation_id', 'in', [...organisations, '']),
    eb.and([
      eb('rights_request.account_id', 'is', null),
      eb.exists(
        eb
          .selectFrom('rights_talk')
          .innerJoin('attendance', 'attendance.talk_id', 'rights_talk.talk_id')
          .select('rights_talk.talk_id')
          .whereRef('rights_talk.request_id', '=', 'rights_request.id')
          .where('attendance.subject', 'in', [...subjects, '']),
      ),
    ]),
  ]);
}

function properTalks(talks: readonly FoundTalk[]): FoundTalk[] {
  if (talks.length > MOST_TALKS || new Set(talks.map(({ talk }) => talk)).size !== talks.length)
    throw new DossierError('facts-malformed', `Name each talk once, and at most ${MOST_TALKS} of them.`);
  return talks.map(({ talk, as, others }) => ({ talk, as, others: others.trim() === '' ? '' : words(others) }));
}

async function ofThisOrganisation(tx: Tx, organisationId: string, talks: readonly FoundTalk[]): Promise<void> {
  if (talks.length === 0) return;
  const ids = talks.map(({ talk }) => talk);
  const rows = await tx
    .selectFrom('talk')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .execute();
  if (rows.length !== ids.length) throw new DossierError('talk-not-found', 'There is no talk with this id.');
}

/** Rejects `decision-not-fitting` with what is missing. */
function properDecision(request: RightsRequest, decision: NewRightsDecision): NewRightsDecision {
  const { outcome, ground, text, by, evidence, talks } = decision;
  const no = (message: string) => new DossierError('decision-not-fitting', message);
  if (!RIGHT_OUTCOMES.includes(outcome)) throw no(`A decision is one of ${RIGHT_OUTCOMES.join(', ')}.`);
  const refuses = outcome === 'refused' || outcome === 'partly';
  const known = REFUSAL_GROUNDS.find(({ code }) => code === ground);
  if (refuses && !(known?.kinds as readonly string[] | undefined)?.includes(request.kind))
    throw no('A refusal names a ground of the law that fits what was asked.');
  if (ground === 'abuse' && (evidence ?? '').trim().length < LEAST_EVIDENCE)
    throw no('Who refuses because of abuse must show it: write down what shows it (AVG 12 (5)).');
  if (request.state !== 'found' && !(outcome === 'refused' && (ground === 'identity' || ground === 'abuse')))
    throw no('Establish who asks, and look for what there is, before you decide.');
  const there = (request.found?.talks ?? []).filter(({ destroyedAt }) => destroyedAt === null);
  if (outcome === 'gone' && there.length > 0) throw no('Something was found that is still there.');
  const gives = outcome === 'granted' || outcome === 'partly';
  if (gives && there.length === 0 && request.kind !== 'objection')
    throw no('Nothing was found that is still there: say that it is no longer processed.');
  const named = gives ? there.map((one) => givenOf(one.talk, talks)) : [];
  if (outcome === 'granted' && named.some((one) => one?.give === 'none'))
    throw no('What is granted in part is not granted whole.');
  if (named.includes(undefined)) throw no('Say of each talk that was found what is done with it.');
  if (named.some((one) => one?.give === 'masked' && (one.edit === null || !PACKED.has(request.kind))))
    throw no('A copy in which others are masked is made first; name it here.');
  return {
    outcome,
    ground: refuses ? ground : null,
    text: words(text),
    by: words(by),
    evidence: ground === 'abuse' && refuses ? words(evidence ?? '') : null,
    talks: named.flatMap((one) => (one === undefined ? [] : [one])),
  };
}

/** Rejects where a copy in which others are masked is not there. */
async function isMade(tx: Tx, talk: string, edit: string): Promise<void> {
  const row = await tx
    .selectFrom('edited_copy')
    .select('state')
    .where('id', '=', edit)
    .where('talk_id', '=', talk)
    .executeTakeFirst();
  if (row?.state !== 'made')
    throw new DossierError('decision-not-fitting', 'The edited copy is not there, or is not made yet. Make it first.');
}

/** Rejects where the whole of a talk goes over, and nobody said why the rights of who is talked about in it weigh less. */
async function otherAbsentsWeighed(
  house: House,
  tx: Tx,
  { name }: RightsRequest,
  { talk, give, despite }: Given,
): Promise<void> {
  if (give !== 'whole' || despite !== undefined) return;
  const absent = await absentsIn(tx, await keysOf(house, talk), talk);
  if (absent.some((one) => one.state !== 'struck' && one.name !== name))
    throw new DossierError(
      'decision-not-fitting',
      'Somebody who was not there is talked about in this talk. Give a copy in which that is not heard, or write down why the whole may go (AVG 15 (4)).',
    );
}

function givenOf(talk: string, talks: readonly Given[]): Given | undefined {
  const one = talks.find((given) => given.talk === talk);
  if (one === undefined) return undefined;
  const { give, edit, despite } = one;
  const why = give === 'whole' ? maybeWords(despite) : null;
  return { talk, give, edit: give === 'masked' ? edit : null, ...(why === null ? {} : { despite: why }) };
}
