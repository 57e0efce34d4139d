/** What is done in place of a refused recording, step by step to its end (spelregel 1; factsheet f1, f2, f3). */
import { createHash } from 'node:crypto';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { insertParticipant } from '../talk/parties.ts';
import { participantDetail } from '../talk/plan.ts';
import { atTable, maybeWords, words } from './at-table.ts';
import type { AlternativeKind, AlternativeState, TalkFile } from './face.ts';
import type { KeptFile } from './file.ts';
import { requestOf } from './request.ts';
import type { RuleBook } from './rule-book.ts';

/** Somebody joins the talk; see Table. */
export function join(
  house: House,
  book: RuleBook,
  talkId: string,
  person: {
    part: 'representative' | 'companion' | 'third';
    name: string;
    mandate?: string | undefined;
    requestId?: string | undefined;
  },
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'participant.joined', person, ({ file, talk, tx, keys }) => {
    if (person.requestId !== undefined) alternativeOf(file, person.requestId, 'companion');
    const position = file.participants.length;
    const participant = participantDetail(house, { part: person.part, name: person.name }, position);
    const place = { organisationId: talk.organisation_id, talkId, startedAt: talk.started_at };
    const mandate = person.part === 'representative' ? words(person.mandate) : maybeWords(person.mandate);
    return {
      detail: { participant, mandate, request: person.requestId ?? null },
      rows: insertParticipant(house, tx, keys, place, participant.party, position),
    };
  });
}

/** The office records, and the resident listens back: when and where; see Table. */
export function planListening(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  at: number,
  place: string,
  asking: Asking,
): Promise<TalkFile> {
  const input = { requestId, at, place };
  return atTable(house, book, talkId, asking, 'listening.planned', input, ({ file }) => {
    alternativeOf(file, requestId, 'office-records');
    return { detail: { request: requestId, at, place: words(place) } };
  });
}

/** The resident listened; see Table. */
export function holdListening(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  note: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'listening.held', { requestId, note }, ({ file }) => {
    const { listening } = alternativeOf(file, requestId, 'office-records');
    if (listening === null)
      throw new DossierError('listening-not-planned', 'Say first when and where the other side can listen.');
    if (!file.recorded)
      throw new DossierError(
        'nothing-recorded',
        'Nothing of this talk was recorded, so there is nothing to listen to.',
      );
    return { detail: { request: requestId, at: house.now(), note: maybeWords(note) ?? '' } };
  });
}

/** A draft of the written account, or a better one; see Table. */
export function draft(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  text: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'account.drafted', { requestId, text }, ({ file }) => {
    unsettled(file, requestId);
    return { detail: { request: requestId, draft: newId(house), text: words(text) } };
  });
}

/** What the other side says of it; see Table. It stands beside the account, not in it. */
export function remark(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  by: string,
  text: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'account.remarked', { requestId, by, text }, ({ file }) => {
    if (unsettled(file, requestId).drafts.length === 0) throw empty();
    return { detail: { request: requestId, by: words(by), text: words(text) } };
  });
}

/** The last draft becomes the account; see Table. */
export function settleAccount(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'account.settled', requestId, ({ file }) => {
    const { drafts, remarks } = unsettled(file, requestId);
    const last = drafts.at(-1);
    if (last === undefined) throw empty();
    const whole = [last.text, ...remarks.map(({ by, text }) => `${by}: ${text}`)].join('\n\n');
    const sha256 = createHash('sha256').update(whole, 'utf8').digest('hex');
    return { detail: { request: requestId, draft: last.id, sha256 } };
  });
}

function alternativeOf(file: KeptFile, requestId: string, kind: AlternativeKind): AlternativeState {
  const { alternative } = requestOf(file, requestId);
  if (alternative?.kind !== kind)
    throw new DossierError('alternative-other', 'This request was not refused with this alternative.');
  return alternative;
}

function unsettled(file: KeptFile, requestId: string): NonNullable<AlternativeState['account']> {
  const account = alternativeOf(file, requestId, 'written-account').account!;
  if (account.final !== null) throw new DossierError('account-final', 'The account is final. It is changed no more.');
  return account;
}

function empty(): DossierError {
  return new DossierError('account-empty', 'There is no draft of the account yet. Write one first.');
}
