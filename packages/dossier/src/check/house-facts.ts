/**
 * What the acts that concern no talk say there must be: organisations, their people, lines and own rules, passkeys, access
 * tokens, questions.
 */
import { createHash } from 'node:crypto';
import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import type { Acts, NewPost, PasskeyDetail, PostDetail } from '../ledger/acts.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { sha256 } from '../objection/objections.ts';
import { placeOf } from '../organisation/questions.ts';
import { keysOf, unsealJson } from '../sealed.ts';
import { readContact } from '../staff/contacts.ts';
import { compare, type Facts } from './compare.ts';
import { checkSigns, SignFacts } from './signs.ts';

/** Gathers facts while the chains are read. */
export class HouseFacts {
  readonly organisation: Facts = new Map();
  readonly line: Facts = new Map();
  readonly account: Facts = new Map();
  readonly passkey: Facts = new Map();
  readonly accessToken: Facts = new Map();
  readonly ownRules: Facts = new Map();
  readonly question: Facts = new Map();
  readonly department: Facts = new Map();
  readonly post: Facts = new Map();
  readonly invitation: Facts = new Map();
  readonly contact: Facts = new Map();
  readonly identity: Facts = new Map();
  readonly objection: Facts = new Map();
  readonly signs = new SignFacts();
  readonly letterhead: Facts = new Map();
  /** By talk. */
  readonly destruction: Facts = new Map();
  readonly sweep: Facts = new Map();
  readonly watchRound: Facts = new Map();
  readonly watchFinding: Facts = new Map();

  /** Takes up one act with its opened detail. */
  tell(row: LedgerRow, detail: Readonly<Record<string, unknown>>): void {
    const organisation_id = row.organisation_id;
    switch (row.act) {
      case 'organisation.added': {
        const { id, kind, name, createdAt: created_at } = detail as Acts['organisation.added'];
        this.organisation.set(id, { organisation_id, kind, name, created_at, sector: null, nightly: null });
        break;
      }
      case 'organisation.arranged': {
        const { sector } = detail as Acts['organisation.arranged'];
        this.organisation.set(organisation_id, { ...this.organisation.get(organisation_id), sector });
        break;
      }
      case 'letterhead.set': {
        const { address, colour, tone, logo, setAt: set_at } = detail as Acts['letterhead.set'];
        this.letterhead.set(organisation_id, {
          organisation_id,
          address: JSON.stringify(address),
          colour,
          tone,
          logo: logo?.sha256 ?? null,
          logo_type: logo?.type ?? null,
          logo_width: logo?.width ?? null,
          logo_height: logo?.height ?? null,
          set_at,
        });
        break;
      }
      case 'department.added': {
        const { id, name, createdAt: created_at } = detail as Acts['department.added'];
        this.department.set(id, { organisation_id, name, created_at });
        break;
      }
      case 'line.added': {
        const { id, key, createdAt: created_at, department: department_id = null } = detail as Acts['line.added'];
        this.line.set(id, { organisation_id, line_key: key, created_at, department_id });
        break;
      }
      case 'line.removed':
        this.line.delete((detail as Acts['line.removed']).id);
        break;
      case 'administrator.created': {
        const { account, name, createdAt: created_at, passkey } = detail as Acts['administrator.created'];
        this.account.set(account, { organisation_id, name, created_at, ended_at: null });
        this.passkey.set(passkey.id, passkeyFact(organisation_id, account, passkey));
        break;
      }
      case 'invitation.made': {
        const { id, sha256, name, posts, createdAt: created_at, expiresAt } = detail as Acts['invitation.made'];
        const fact = { organisation_id, secret_sha256: sha256, name, posts: JSON.stringify(posts.map(inOrder)) };
        this.invitation.set(id, { ...fact, created_at, expires_at: expiresAt, used_at: null, withdrawn_at: null });
        break;
      }
      case 'invitation.withdrawn': {
        const { id, withdrawnAt: withdrawn_at } = detail as Acts['invitation.withdrawn'];
        this.invitation.set(id, { ...this.invitation.get(id), withdrawn_at });
        break;
      }
      case 'account.joined': {
        const { account, name, createdAt: created_at, invitation, passkey, posts } = detail as Acts['account.joined'];
        this.account.set(account, { organisation_id, name, created_at, ended_at: null });
        this.passkey.set(passkey.id, passkeyFact(organisation_id, account, passkey));
        this.invitation.set(invitation, { ...this.invitation.get(invitation), used_at: created_at });
        for (const post of posts) this.post.set(post.id, postFact(organisation_id, account, post));
        break;
      }
      case 'identity.joined': {
        const { identity, account, name, createdAt: created_at, posts } = detail as Acts['identity.joined'];
        this.account.set(account, { organisation_id, name, created_at, ended_at: null });
        this.identity.set(identity, { organisation_id, account_id: account, created_at });
        for (const post of posts) this.post.set(post.id, postFact(organisation_id, account, post));
        break;
      }
      case 'identity.posts-changed': {
        const { account, at: ended_at, given, ended } = detail as Acts['identity.posts-changed'];
        for (const post of given) this.post.set(post.id, postFact(organisation_id, account, post));
        for (const id of ended) this.post.set(id, { ...this.post.get(id), ended_at });
        break;
      }
      case 'post.given': {
        const { account, ...post } = detail as unknown as Acts['post.given'];
        this.post.set(post.id, postFact(organisation_id, account, post));
        break;
      }
      case 'post.ended': {
        const { id, endedAt: ended_at } = detail as Acts['post.ended'];
        this.post.set(id, { ...this.post.get(id), ended_at });
        break;
      }
      case 'account.ended': {
        const { account, endedAt: ended_at, posts } = detail as Acts['account.ended'];
        this.account.set(account, { ...this.account.get(account), ended_at });
        for (const id of posts) this.post.set(id, { ...this.post.get(id), ended_at });
        break;
      }
      case 'contact.listed': {
        const {
          id,
          department: department_id,
          duty,
          createdAt: created_at,
          ...said
        } = detail as Acts['contact.listed'];
        this.contact.set(id, { organisation_id, department_id, duty, created_at, ended_at: null, ...said });
        break;
      }
      case 'objection.registered': {
        const { id, number, name, sealedSha256, createdAt: created_at } = detail as Acts['objection.registered'];
        const fact = { organisation_id, number_token: number, name_token: name, sealed: sealedSha256 };
        this.objection.set(id, { ...fact, created_at, ended_at: null });
        break;
      }
      case 'objection.withdrawn': {
        const { id, endedAt: ended_at } = detail as Acts['objection.withdrawn'];
        this.objection.set(id, { ...this.objection.get(id), number_token: null, name_token: null, ended_at });
        break;
      }
      case 'contact.ended': {
        const { id, endedAt: ended_at } = detail as Acts['contact.ended'];
        this.contact.set(id, { ...this.contact.get(id), ended_at });
        break;
      }
      case 'destruction.decided': {
        const certificate = detail as unknown as Acts['destruction.decided'];
        const { decidedAt: decided_at, sweep: sweep_id } = certificate;
        const fact = { organisation_id, decided_at, destroyed_at: null, sweep_id };
        this.destruction.set(certificate.talk, { ...fact, certificate: canonicalJson(certificate) });
        break;
      }
      case 'sweep.begun': {
        const { id, by: begun_by, at: begun_at, total } = detail as Acts['sweep.begun'];
        const fact = { organisation_id, begun_by, begun_at, total };
        this.sweep.set(id, { ...fact, done_at: null, destroyed: null, held: null, stayed: null });
        break;
      }
      case 'sweep.done': {
        const { id, at: done_at, ...counts } = detail as Acts['sweep.done'];
        this.sweep.set(id, { ...this.sweep.get(id), done_at, ...counts });
        break;
      }
      case 'watch.begun': {
        const { id, by: begun_by, at: begun_at } = detail as Acts['watch.begun'];
        this.watchRound.set(id, { organisation_id, begun_by, begun_at, done_at: null });
        break;
      }
      case 'watch.done': {
        const { id, at: done_at, last: last_recording, ...counts } = detail as Acts['watch.done'];
        this.watchRound.set(id, { ...this.watchRound.get(id), done_at, last_recording, ...counts });
        break;
      }
      case 'watch.found': {
        const { id, round: round_id, talk: talk_id, at: found_at, ...said } = detail as Acts['watch.found'];
        this.watchFinding.set(id, { organisation_id, round_id, talk_id, found_at, ...said, settled_at: null });
        break;
      }
      case 'watch.settled': {
        const { id, at: settled_at } = detail as Acts['watch.settled'];
        this.watchFinding.set(id, { ...this.watchFinding.get(id), settled_at });
        break;
      }
      case 'retention.arranged': {
        const { nightly } = detail as Acts['retention.arranged'];
        const told = this.organisation.get(organisation_id);
        this.organisation.set(organisation_id, { ...told, nightly: nightly ? 1 : 0 });
        break;
      }
      case 'destruction.done': {
        const { talk, destroyedAt: destroyed_at } = detail as Acts['destruction.done'];
        this.destruction.set(talk, { ...this.destruction.get(talk), destroyed_at });
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
      default:
        this.signs.tell(row, detail);
    }
  }
}

/** Compares the tables with the facts. */
export async function* checkHouse(house: ReadHouse, facts: HouseFacts): AsyncGenerator<LedgerProblem> {
  const { read } = house.database;
  const plain = [
    ['organisation', facts.organisation],
    ['line', facts.line],
    ['account', facts.account],
    ['department', facts.department],
    ['post', facts.post],
    ['invitation', facts.invitation],
    ['identity', facts.identity],
    ['sweep', facts.sweep],
    ['watch_finding', facts.watchFinding],
  ] as const;
  for (const [table, told] of plain) {
    const rows = await read.selectFrom(table).selectAll().execute();
    yield* compare(
      table,
      told,
      rows.map(({ id, ...row }) => [id, row]),
    );
  }
  const rounds = await read.selectFrom('watch_round').selectAll().execute();
  yield* compare(
    'watch_round',
    facts.watchRound,
    rounds.map(({ id, chains, recordings, found, last_recording, ...row }) => [
      id,
      row.done_at === null ? row : { ...row, chains, recordings, found, last_recording }, // under way: how far is no act
    ]),
  );
  const destructions = await read.selectFrom('destruction').selectAll().execute();
  yield* compare(
    'destruction',
    facts.destruction,
    destructions.map(({ talk_id, ...row }) => [talk_id, row]),
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
  yield* checkContacts(house, facts.contact);
  yield* checkSigns(house, facts.signs);
  const heads = await read.selectFrom('letterhead').selectAll().execute();
  yield* compare(
    'letterhead',
    facts.letterhead,
    heads.map(({ id, logo, ...row }) => [id, { ...row, logo: logo === null ? null : sha256(logo) }]),
  );
  const objected = await read.selectFrom('objection').selectAll().execute();
  yield* compare(
    'objection',
    facts.objection,
    objected.map(({ id, sealed, ...row }) => [id, { ...row, sealed: sha256(sealed) }]),
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

async function* checkContacts(house: ReadHouse, facts: Facts): AsyncGenerator<LedgerProblem> {
  const rows = await house.database.read.selectFrom('contact').selectAll().execute();
  const opened: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  for (const row of rows) {
    const { id, sealed: _, ...clear } = row;
    try {
      const { name, reach } = readContact(await keysOf(house, row.organisation_id), row);
      opened.push([id, { ...clear, name, reach }]);
    } catch {
      opened.push([id, clear]); // what does not open is not what was written
    }
  }
  yield* compare('contact', facts, opened);
}

/** Members in the order in which the row has them: the ledger sorts them. */
function inOrder({ role, department }: NewPost): NewPost {
  return { role, department };
}

function postFact(organisation_id: string, account_id: string, { department, role, createdAt }: PostDetail) {
  return { organisation_id, account_id, department_id: department, role, created_at: createdAt, ended_at: null };
}

function passkeyFact(organisation_id: string, account_id: string, passkey: PasskeyDetail) {
  return { organisation_id, account_id, key: passkey.publicKeySha256, transports: JSON.stringify(passkey.transports) };
}
