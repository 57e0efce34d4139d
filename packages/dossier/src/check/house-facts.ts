/**
 * What the acts that concern no talk say there must be: organisations, lines, accounts, passkeys, access tokens, own rules,
 * questions.
 */
import { createHash } from 'node:crypto';
import type { LedgerRow } from '../db/schema.ts';
import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import type { Acts, PasskeyDetail } from '../ledger/acts.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { placeOf } from '../organisation/questions.ts';
import { keysOf, unsealJson } from '../sealed.ts';

/** Per table, by id, the columns that never change but by an act. */
type Facts = Map<string, Readonly<Record<string, unknown>>>;

/** Gathers facts while the chains are read. */
export class HouseFacts {
  readonly organisation: Facts = new Map();
  readonly line: Facts = new Map();
  readonly account: Facts = new Map();
  readonly passkey: Facts = new Map();
  readonly accessToken: Facts = new Map();
  readonly ownRules: Facts = new Map();
  readonly question: Facts = new Map();

  /** Takes up one act with its opened detail. */
  tell(row: LedgerRow, detail: Readonly<Record<string, unknown>>): void {
    const organisation_id = row.organisation_id;
    switch (row.act) {
      case 'organisation.added': {
        const { id, kind, name, createdAt: created_at } = detail as Acts['organisation.added'];
        this.organisation.set(id, { organisation_id, kind, name, created_at });
        break;
      }
      case 'line.added': {
        const { id, key, createdAt: created_at } = detail as Acts['line.added'];
        this.line.set(id, { organisation_id, line_key: key, created_at });
        break;
      }
      case 'line.removed':
        this.line.delete((detail as Acts['line.removed']).id);
        break;
      case 'administrator.created': {
        const { account, name, createdAt: created_at, passkey } = detail as Acts['administrator.created'];
        this.account.set(account, { organisation_id, name, created_at });
        this.passkey.set(passkey.id, passkeyFact(organisation_id, account, passkey));
        break;
      }
      case 'passkey.added': {
        const { account, passkey } = detail as Acts['passkey.added'];
        this.passkey.set(passkey.id, passkeyFact(organisation_id, account, passkey));
        break;
      }
      case 'own-rules.adopted': {
        const { id, key, validFrom, content, adoptedAt } = detail as Acts['own-rules.adopted'];
        this.ownRules.set(id, {
          organisation_id,
          rules_key: key,
          valid_from: validFrom,
          content,
          adopted_at: adoptedAt,
        });
        break;
      }
      case 'question.asked': {
        const { id, secretSha256, askedAt, text } = detail as Acts['question.asked'];
        const fact = { organisation_id, secret_sha256: secretSha256, state: 'open', asked_at: askedAt, text };
        this.question.set(id, { ...fact, published_question: null, answer: null, refers_to: null, done_at: null });
        break;
      }
      case 'question.answered': {
        const { id, question: published_question, answer, doneAt: done_at } = detail as Acts['question.answered'];
        this.question.set(id, { ...this.question.get(id), state: 'answered', published_question, answer, done_at });
        break;
      }
      case 'question.referred': {
        const { id, to: refers_to, doneAt: done_at } = detail as Acts['question.referred'];
        this.question.set(id, { ...this.question.get(id), state: 'answered', refers_to, done_at });
        break;
      }
      case 'question.closed': {
        const { id, reason: answer, doneAt: done_at } = detail as Acts['question.closed'];
        this.question.set(id, { ...this.question.get(id), state: 'closed', answer, done_at });
        break;
      }
      case 'access-token.made': {
        const { id, name, sha256, createdAt: created_at, expiresAt } = detail as Acts['access-token.made'];
        const fact = { organisation_id, name, secret_sha256: sha256, created_at, expires_at: expiresAt };
        this.accessToken.set(id, { ...fact, revoked_at: null });
        break;
      }
      case 'access-token.revoked': {
        const { id, revokedAt: revoked_at } = detail as Acts['access-token.revoked'];
        this.accessToken.set(id, { ...this.accessToken.get(id), revoked_at });
        break;
      }
    }
  }
}

/** Compares the tables with the facts. */
export async function* checkHouse(house: ReadHouse, facts: HouseFacts): AsyncGenerator<LedgerProblem> {
  const { read } = house.database;
  const organisations = await read.selectFrom('organisation').selectAll().execute();
  yield* compare(
    'organisation',
    facts.organisation,
    organisations.map(({ id, ...row }) => [id, row]),
  );
  const lines = await read.selectFrom('line').selectAll().execute();
  yield* compare(
    'line',
    facts.line,
    lines.map(({ id, ...row }) => [id, row]),
  );
  const accounts = await read.selectFrom('account').selectAll().execute();
  yield* compare(
    'account',
    facts.account,
    accounts.map(({ id, ...row }) => [id, row]),
  );
  const passkeys = await read.selectFrom('passkey').selectAll().execute();
  yield* compare(
    'passkey',
    facts.passkey,
    passkeys.map(({ id, organisation_id, account_id, public_key, transports }) => [
      id,
      { organisation_id, account_id, key: createHash('sha256').update(public_key).digest('hex'), transports },
    ]),
  );
  const tokens = await read.selectFrom('access_token').selectAll().execute();
  yield* compare(
    'access_token',
    facts.accessToken,
    tokens.map(({ id, used_day: _, ...row }) => [id, row]),
  );
  const ownRules = await read.selectFrom('own_rules').selectAll().execute();
  yield* compare(
    'own_rules',
    facts.ownRules,
    ownRules.map(({ id, ...row }) => [id, row]),
  );
  const questions = await read.selectFrom('question').selectAll().execute();
  yield* compare(
    'question',
    facts.question,
    await Promise.all(
      questions.map(async ({ sealed, ...row }): Promise<[string, Readonly<Record<string, unknown>>]> => {
        const { id, ...rest } = row;
        return [id, { ...rest, text: await wordsOf(house, row, sealed) }];
      }),
    ),
  );
}

async function wordsOf(house: ReadHouse, row: { organisation_id: string; id: string }, sealed: Uint8Array) {
  try {
    const keys = await keysOf(house, row.organisation_id);
    return unsealJson<{ text: string }>(keys, placeOf(row), sealed).text;
  } catch {
    return null; // then it is not what the ledger says
  }
}

function passkeyFact(organisation_id: string, account_id: string, passkey: PasskeyDetail) {
  return { organisation_id, account_id, key: passkey.publicKeySha256, transports: JSON.stringify(passkey.transports) };
}

function* compare(
  table: string,
  facts: Facts,
  rows: readonly (readonly [string, Readonly<Record<string, unknown>>])[],
): Generator<LedgerProblem> {
  const found = new Map(rows);
  for (const [id, fact] of facts) {
    const row = found.get(id);
    if (row === undefined)
      yield { place: `table ${table}, row ${id}`, meaning: 'The ledger says this row was added, but it is not there.' };
    else if (canonicalJson(row) !== canonicalJson(fact))
      yield {
        place: `table ${table}, row ${id}`,
        meaning: 'The row is not what the ledger says was written: it was changed outside this program.',
      };
  }
  for (const id of found.keys())
    if (!facts.has(id))
      yield {
        place: `table ${table}, row ${id}`,
        meaning: 'No act in the ledger added this row: it was put in outside this program.',
      };
}
