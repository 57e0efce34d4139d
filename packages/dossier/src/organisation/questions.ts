/**
 * The question box (vragenbus): anybody may ask about recording; the office answers once, and the answer can be found by
 * all. What was asked stays between the asker and the office; only the words that the office publishes are public.
 */
import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId, type ReadHouse } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf, sealJson, unsealJson } from '../sealed.ts';
import type { AskedQuestion, Questions } from './face.ts';
import type { QuestionRow } from './tables.ts';

const LONGEST = 4000;

/** The questions' part of the dossier's face. */
export function questions(house: House): Questions {
  return {
    ask: (text, organisationId) => ask(house, text, organisationId),
    asked: (secret) => asked(house, secret),
    published: () => published(house),
    register: (organisations) => register(house, organisations),
    answer: (id, words, actor) => answer(house, id, words, actor),
    refer: (id, to, actor) => refer(house, id, to, actor),
    close: (id, reason, actor) => close(house, id, reason, actor),
  };
}

async function ask(house: House, text: string, organisationId = house.builtIn.house): Promise<{ secret: string }> {
  const words = proper(text);
  const keys = await keysOf(house, organisationId).catch((cause) => {
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId}.`, { cause });
  });
  const secret = Buffer.from(house.random(24)).toString('base64url');
  const row: QuestionRow = {
    id: newId(house),
    organisation_id: organisationId,
    secret_sha256: hashed(secret),
    state: 'open',
    asked_at: house.now(),
    sealed: new Uint8Array(),
    published_question: null,
    answer: null,
    refers_to: null,
    done_at: null,
  };
  row.sealed = sealJson(house, keys, placeOf(row), { text: words });
  const { id, secret_sha256: secretSha256, asked_at: askedAt } = row;
  const detail = { id, secretSha256, askedAt, text: words };
  await house.database.transaction(async (tx) => {
    await writeAct(
      house,
      tx,
      { organisationId, talkId: null, keys, actor: 'system', act: 'question.asked', detail },
      { rows: [tx.insertInto('question').values(row)] },
    );
  });
  return { secret };
}

async function asked(house: House, secret: string): Promise<AskedQuestion | undefined> {
  const row = await house.database.read
    .selectFrom('question')
    .selectAll()
    .where('secret_sha256', '=', hashed(secret))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const read = await readable(house, row);
  if (row.refers_to === null) return read;
  const other = await house.database.read
    .selectFrom('question')
    .selectAll()
    .where('id', '=', row.refers_to)
    .executeTakeFirstOrThrow();
  return { ...read, publishedQuestion: other.published_question, answer: other.answer };
}

async function published(house: House): Promise<Omit<AskedQuestion, 'text' | 'refersTo'>[]> {
  const rows = await house.database.read
    .selectFrom('question')
    .selectAll()
    .where('state', '=', 'answered')
    .where('published_question', 'is not', null)
    .orderBy('done_at', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    state: row.state,
    askedAt: row.asked_at,
    publishedQuestion: row.published_question,
    answer: row.answer,
    doneAt: row.done_at,
  }));
}

async function register(house: House, organisations?: readonly string[]): Promise<AskedQuestion[]> {
  let query = house.database.read
    .selectFrom('question')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(1000);
  if (organisations !== undefined) {
    if (organisations.length === 0) return [];
    query = query.where('organisation_id', 'in', [...organisations]);
  }
  return await Promise.all((await query.execute()).map((row) => readable(house, row)));
}

async function answer(
  house: House,
  id: string,
  { question, answer: words }: { readonly question: string | null; readonly answer: string },
  actor: Actor,
): Promise<void> {
  const publishedQuestion = question === null ? null : proper(question);
  await settled(house, id, async (tx, row, keys) => {
    const doneAt = house.now();
    const change = {
      state: 'answered' as const,
      published_question: publishedQuestion,
      answer: proper(words),
      done_at: doneAt,
    };
    await writeAct(
      house,
      tx,
      {
        organisationId: row.organisation_id,
        talkId: null,
        keys,
        actor,
        act: 'question.answered',
        detail: { id, question: publishedQuestion, answer: change.answer, doneAt },
      },
      { rows: [tx.updateTable('question').set(change).where('id', '=', id)] },
    );
  });
}

async function refer(house: House, id: string, to: string, actor: Actor): Promise<void> {
  await settled(house, id, async (tx, row, keys) => {
    const other = await tx.selectFrom('question').selectAll().where('id', '=', to).executeTakeFirst();
    if (other === undefined || other.published_question === null || other.id === id)
      throw new DossierError('question-not-found', 'Refer to a question whose answer is published.');
    const doneAt = house.now();
    await writeAct(
      house,
      tx,
      {
        organisationId: row.organisation_id,
        talkId: null,
        keys,
        actor,
        act: 'question.referred',
        detail: { id, to, doneAt },
      },
      {
        rows: [
          tx.updateTable('question').set({ state: 'answered', refers_to: to, done_at: doneAt }).where('id', '=', id),
        ],
      },
    );
  });
}

async function close(house: House, id: string, reason: string, actor: Actor): Promise<void> {
  await settled(house, id, async (tx, row, keys) => {
    const doneAt = house.now();
    const words = proper(reason);
    await writeAct(
      house,
      tx,
      {
        organisationId: row.organisation_id,
        talkId: null,
        keys,
        actor,
        act: 'question.closed',
        detail: { id, reason: words, doneAt },
      },
      {
        rows: [
          tx.updateTable('question').set({ state: 'closed', answer: words, done_at: doneAt }).where('id', '=', id),
        ],
      },
    );
  });
}

/** Runs an act on a question that is still open; the organisation's chain is held first, so two cannot settle it at once. */
async function settled(
  house: House,
  id: string,
  act: (tx: Tx, row: QuestionRow, keys: Awaited<ReturnType<typeof keysOf>>) => Promise<void>,
): Promise<void> {
  const known = await house.database.read.selectFrom('question').selectAll().where('id', '=', id).executeTakeFirst();
  if (known === undefined) throw new DossierError('question-not-found', 'This question is not there.');
  const keys = await keysOf(house, known.organisation_id);
  await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, known.organisation_id).executeTakeFirst();
    const row = await tx.selectFrom('question').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    if (row.state !== 'open')
      throw new DossierError('question-settled', 'This question was answered or closed before. Reload the list.');
    await act(tx, row, keys);
  });
}

async function readable(house: ReadHouse, row: QuestionRow): Promise<AskedQuestion> {
  const keys = await keysOf(house, row.organisation_id);
  return {
    id: row.id,
    organisationId: row.organisation_id,
    state: row.state,
    askedAt: row.asked_at,
    text: unsealJson<{ text: string }>(keys, placeOf(row), row.sealed).text,
    publishedQuestion: row.published_question,
    answer: row.answer,
    refersTo: row.refers_to,
    doneAt: row.done_at,
  };
}

/** Where a question's own words stand; bound to their ciphertext. */
export function placeOf(row: Pick<QuestionRow, 'organisation_id' | 'id'>): string {
  return `question/${row.organisation_id}/${row.id}`;
}

function proper(text: string): string {
  const words = text.replace(/\r\n?/g, '\n').trim();
  if (words === '' || words.length > LONGEST || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(words))
    throw new DossierError('text-malformed', `Write 1 to ${LONGEST} characters of plain text.`);
  return words;
}

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
