/** Quality monitoring, read out of its acts; see Quality. */
import { createHash } from 'node:crypto';
import { dayOf, rules } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { actsOfOrganisation } from '../ledger/of-organisation.ts';
import { lockOf } from '../plan/lock.ts';
import type { Standing } from '../policy.ts';
import { keysOf } from '../sealed.ts';
import { inOrganisation, known } from '../staff/in-organisation.ts';
import { words } from '../table/at-table.ts';
import { actsOf, inTalk, type TalkGround } from '../talk/act.ts';
import { talkRow } from '../talk/talks.ts';
import type { QualityActs } from './acts.ts';
import {
  type Draw,
  MARKS,
  type NewDraw,
  type NewProtocol,
  type Protocol,
  type Quality,
  type Review,
  type TalkQuality,
} from './face.ts';
import { methodRefused } from './method.ts';

const MOST_CRITERIA = 30;
const MOST_DRAWN = 50;
const MOST_CANDIDATES = 20_000;
/** So many talks are looked into at most to find those that may be used. */
const MOST_LOOKED = 500;
const SHOWN = 50;
const DAY_MS = 86_400_000;

export function quality(house: House): Quality {
  return {
    protocols: (organisationId) => protocols(house, organisationId),
    async adopt(organisationId, given, asking) {
      const said = properProtocol(given);
      const refused = methodRefused(rules, said.scoredBy, dayOf(house.now()));
      if (refused !== undefined) throw refused;
      const id = await inOrganisation(
        house,
        organisationId,
        asking,
        'quality.protocol-adopted',
        said,
        async ({ write }) => {
          const protocol = newId(house);
          await write('quality.protocol-adopted', { protocol, ...said });
          return protocol;
        },
      );
      return (await protocols(house, organisationId)).find((one) => one.id === id)!;
    },
    draws: (organisationId) => draws(house, organisationId),
    async draw(organisationId, wanted, who, asking) {
      const [protocol] = await protocols(house, organisationId);
      if (protocol === undefined)
        throw new DossierError('quality-protocol-missing', 'Adopt a protocol for quality monitoring first.');
      const asked = properDraw(wanted, protocol);
      await knownDepartment(house, organisationId, asked.departmentId);
      const sample = await sampleOf(house, organisationId, asked, who);
      const id = await inOrganisation(house, organisationId, asking, 'quality.drawn', asked, async ({ write }) => {
        const draw = newId(house);
        await write('quality.drawn', { draw, ...asked, ...sample });
        return draw;
      });
      return (await draws(house, organisationId)).find((one) => one.id === id)!;
    },
    async of(talkId) {
      const talk = await talkRow(house, talkId);
      return await ofTalk(house, { talk, tx: house.database.read, keys: await keysOf(house, talkId) });
    },
    async score(talkId, { marks, remark, by }, asking) {
      return await inTalk(house, {
        talkId,
        asking,
        kind: 'quality.scored',
        input: { marks, remark, by },
        read: (ground) => ofTalk(house, ground),
        decide({ waiting, reviews }) {
          if (waiting === null)
            throw reviews.length > 0
              ? new DossierError('quality-scored', 'This talk has its card already.')
              : new DossierError('review-not-found', 'This talk is in no sample: nobody picks a talk to score.');
          return {
            act: 'quality.scored',
            detail: {
              draw: waiting.draw,
              marks: properMarks(marks, waiting.criteria),
              remark: remark.trim(),
              by: words(by),
            },
          };
        },
      });
    },
    async answer(talkId, { draw, text, by }, asking) {
      return await inTalk(house, {
        talkId,
        asking,
        kind: 'quality.answered',
        input: { draw, text, by },
        read: (ground) => ofTalk(house, ground),
        decide({ reviews }) {
          if (!reviews.some((review) => review.draw === draw))
            throw new DossierError('review-not-found', 'There is no such card of this talk.');
          return { act: 'quality.answered', detail: { draw, text: words(text), by: words(by) } };
        },
      });
    },
  };
}

/** A transaction, or reading beside one. */
type Reading = Pick<TalkGround['tx'], 'selectFrom'>;

type QualityGround = Omit<TalkGround, 'tx'> & { readonly tx: Reading };

async function protocols(house: House, organisationId: string): Promise<Protocol[]> {
  await known(house, organisationId);
  return await protocolsIn(house.database.read, house, organisationId);
}

async function protocolsIn(db: Reading, house: House, organisationId: string): Promise<Protocol[]> {
  const keys = await keysOf(house, organisationId);
  const acts = await actsOfOrganisation(db, keys, organisationId, ['quality.protocol-adopted']);
  return acts.map(({ row, detail: { protocol, ...said } }) => ({ ...said, id: protocol, at: row.at })).reverse();
}

async function drawActs(db: Reading, house: House, organisationId: string) {
  const keys = await keysOf(house, organisationId);
  return await actsOfOrganisation(db, keys, organisationId, ['quality.drawn']);
}

async function draws(house: House, organisationId: string): Promise<Draw[]> {
  await known(house, organisationId);
  const found = (await drawActs(house.database.read, house, organisationId)).reverse().slice(0, SHOWN);
  const ids = found.flatMap(({ detail }) => detail.talks);
  if (ids.length === 0)
    return found.map(({ row, detail: { draw, ...said } }) => ({ ...said, id: draw, at: row.at, talks: [] }));
  const { read } = house.database;
  const done = await read
    .selectFrom('ledger')
    .select(['talk_id', 'act'])
    .where('talk_id', 'in', ids)
    .where('act', 'in', ['quality.scored', 'quality.answered'])
    .execute();
  const gone = await read.selectFrom('destruction').select('talk_id').where('talk_id', 'in', ids).execute();
  const has = (talkId: string, act: string) => done.some((row) => row.talk_id === talkId && row.act === act);
  return found.map(({ row, detail: { draw, talks, ...said } }) => ({
    ...said,
    id: draw,
    at: row.at,
    talks: talks.map((talkId) => ({
      talkId,
      state: gone.some((one) => one.talk_id === talkId)
        ? 'gone'
        : has(talkId, 'quality.answered')
          ? 'answered'
          : has(talkId, 'quality.scored')
            ? 'scored'
            : 'open',
    })),
  }));
}

/** Draws: which talks come first is chance, which of them may be used is the plan's. */
async function sampleOf(
  house: House,
  organisationId: string,
  { departmentId, from, to, size }: NewDraw,
  who: Standing,
): Promise<Pick<QualityActs['quality.drawn'], 'seed' | 'candidates' | 'passedOver' | 'talks'>> {
  const before = new Set(
    (await drawActs(house.database.read, house, organisationId)).flatMap(({ detail }) => detail.talks),
  );
  const rows = await house.database.read
    .selectFrom('attendance')
    .innerJoin('talk', 'talk.id', 'attendance.talk_id')
    .leftJoin('private_stop', 'private_stop.talk_id', 'talk.id')
    .leftJoin('destruction', 'destruction.talk_id', 'talk.id')
    .select('talk.id')
    .where('attendance.subject', '=', departmentId)
    .where('talk.organisation_id', '=', organisationId)
    .where('talk.state', '=', 'stored')
    .where('talk.started_at', '>=', Date.parse(`${from}T00:00:00Z`))
    .where('talk.started_at', '<', Date.parse(`${to}T00:00:00Z`) + DAY_MS)
    .where('private_stop.talk_id', 'is', null)
    .where('destruction.talk_id', 'is', null)
    .limit(MOST_CANDIDATES)
    .execute();
  const seed = Buffer.from(house.random(32)).toString('hex');
  const chance = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  const order = rows
    .filter(({ id }) => !before.has(id))
    .map(({ id }) => ({ id, place: chance(id) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const talks: string[] = [];
  let passedOver = 0;
  for (const { id } of order.slice(0, MOST_LOOKED)) {
    if (talks.length === size) break;
    if ((await lockOf(house, id)).refused('quality', who) === undefined) talks.push(id);
    else passedOver += 1;
  }
  if (talks.length === 0)
    throw new DossierError(
      'quality-nothing-to-draw',
      'No recording of this department and these days may be used for quality: it must be a purpose of their plan.',
    );
  return { seed, candidates: order.length, passedOver, talks };
}

async function ofTalk(house: House, { talk, tx, keys }: QualityGround): Promise<TalkQuality> {
  const reviews: (Omit<Review, 'answers'> & { answers: Review['answers'][number][] })[] = [];
  for (const { row, detail } of await actsOf(tx, keys, talk.id)) {
    if (row.act === 'quality.scored')
      reviews.push({
        ...(detail as QualityActs['quality.scored']),
        at: row.at,
        actor: row.actor as Actor,
        answers: [],
      });
    if (row.act === 'quality.answered') {
      const { draw, text, by } = detail as QualityActs['quality.answered'];
      reviews.find((review) => review.draw === draw)?.answers.push({ text, by, at: row.at });
    }
  }
  const drawn = (await drawActs(tx, house, talk.organisation_id)).findLast((one) => one.detail.talks.includes(talk.id));
  const open = drawn !== undefined && !reviews.some(({ draw }) => draw === drawn.detail.draw);
  const [protocol] = open ? await protocolsIn(tx, house, talk.organisation_id) : [];
  return {
    waiting: protocol === undefined ? null : { draw: drawn!.detail.draw, criteria: protocol.criteria },
    reviews,
  };
}

function properProtocol(given: NewProtocol): NewProtocol {
  const criteria = given.criteria.map((one) => words(one));
  if (criteria.length === 0 || criteria.length > MOST_CRITERIA || new Set(criteria).size < criteria.length)
    malformed(`Name one to ${MOST_CRITERIA} different points to look at.`);
  if (!Number.isInteger(given.mostDrawn) || given.mostDrawn < 1 || given.mostDrawn > MOST_DRAWN)
    malformed(`At most 1 to ${MOST_DRAWN} talks are drawn at a time.`);
  const { mostDrawn, scoredBy } = given;
  return { criteria, mostDrawn, use: words(given.use), council: words(given.council), scoredBy, by: words(given.by) };
}

function properDraw({ departmentId, from, to, size, by }: NewDraw, { mostDrawn }: Protocol): NewDraw {
  for (const day of [from, to])
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`)))
      malformed('Give days as year-month-day.');
  if (from > to) malformed('The first day comes before the last.');
  if (!Number.isInteger(size) || size < 1 || size > mostDrawn)
    malformed(`The protocol lets at most ${mostDrawn} talks be drawn at a time.`);
  return { departmentId, from, to, size, by: words(by) };
}

function properMarks(marks: Review['marks'], criteria: readonly string[]): Review['marks'] {
  if (marks.length !== criteria.length || !marks.every(({ criterion }, i) => criterion === criteria[i]))
    malformed('Fill in each line of the card, in its order.');
  if (!marks.every(({ mark }) => MARKS.includes(mark))) malformed('Choose a mark for each line.');
  return marks.map(({ criterion, mark, note }) => ({ criterion, mark, note: note.trim().slice(0, 2000) }));
}

async function knownDepartment(house: House, organisationId: string, departmentId: string): Promise<void> {
  const row = await house.database.read
    .selectFrom('department')
    .select('id')
    .where('id', '=', departmentId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) throw new DossierError('department-not-found', 'There is no such department.');
}

function malformed(message: string): never {
  throw new DossierError('quality-malformed', message);
}
