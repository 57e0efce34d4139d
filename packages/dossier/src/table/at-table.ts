/** How an act at the table is done: on the file of the talk, with the rules of its day. */
import type { Statement } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { notDestroyed } from '../keeping/locked.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import type { Sector } from '../organisation/face.ts';
import { keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { type DecidedAct, inTalk, type TalkGround } from '../talk/act.ts';
import { talkRow } from '../talk/talks.ts';
import type { TalkFile } from './face.ts';
import { fileOf, type KeptFile, shown } from './file.ts';
import { type DayRules, type RuleBook, rulesOfDay } from './rule-book.ts';

const MOST_TEXT = 4000;

/** What an act at the table is decided with. */
export interface Ground extends TalkGround {
  readonly file: KeptFile;
  /** The law and the own rules of the day of the talk. */
  readonly rules: DayRules;
}

/** What was decided: the detail of the act, and the rows it makes besides. */
export interface Decided<C extends ActCode> {
  readonly detail: Acts[C];
  readonly rows?: readonly Statement[];
}

/** As `onFile`, for what is done at a table only. Rejects `talk-not-at-table`. */
export function atTable<C extends ActCode>(
  house: House,
  book: RuleBook,
  talkId: string,
  asking: Asking,
  act: C,
  input: unknown,
  decide: (ground: Ground) => Decided<C>,
): Promise<TalkFile> {
  return onFile(house, book, talkId, asking, act, input, (ground) => {
    if (ground.file.plan === null)
      throw new DossierError('talk-not-at-table', 'This talk was not planned, so there is no table to sit at.');
    return decide(ground);
  });
}

/**
 * Does an act on the file of any talk, planned or a call that came in by itself. `decide` throws where it cannot be done.
 * Gives the file as it stands afterwards.
 */
export async function onFile<C extends ActCode>(
  house: House,
  book: RuleBook,
  talkId: string,
  asking: Asking,
  act: C,
  input: unknown,
  decide: (ground: Ground) => Decided<C>,
): Promise<TalkFile> {
  const rules = await rulesOfDay(house, book, await talkRow(house, talkId));
  const file = await inTalk(house, {
    talkId,
    asking,
    kind: act,
    input,
    read: ({ tx, keys }) => fileOf(tx, keys, talkId),
    decide: (before, ground) => ({ act, ...decide({ ...ground, file: before, rules }) }) as DecidedAct,
  });
  return shown(file);
}

/** The file of a talk, read. */
export async function readFile(house: House, talkId: string): Promise<KeptFile> {
  await talkRow(house, talkId);
  await notDestroyed(house, talkId);
  return await fileOf(house.database.read, await keysOf(house, talkId), talkId);
}

/** Text that somebody wrote, trimmed. Throws `words-malformed` where it is missing or too long. */
export function words(text: string | undefined, least = 1): string {
  const trimmed = (text ?? '').trim();
  if (trimmed.length < least || trimmed.length > MOST_TEXT)
    throw new DossierError('words-malformed', `Write something here, at most ${MOST_TEXT} characters.`);
  return trimmed;
}

/** Text that may be left out. */
export function maybeWords(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : words(text);
}

/** Rejects `participant-not-found`. */
export function sitting(file: KeptFile, id: string): KeptFile['participants'][number] {
  const found = file.participants.find((one) => one.id === id);
  if (found === undefined) throw new DossierError('participant-not-found', 'Nobody at this table is known by this id.');
  return found;
}

/** What the organisation is to the law. Throws `sector-missing`: the rules depend on it, and code does not guess. */
export function sectorOf({ rules }: Pick<Ground, 'rules'>): Sector {
  if (rules.sector === null)
    throw new DossierError(
      'sector-missing',
      'Say first what this organisation is to the law (municipality, other public body, company): the rules depend on it.',
    );
  return rules.sector;
}
