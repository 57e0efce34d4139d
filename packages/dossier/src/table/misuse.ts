/** Somebody does not keep to what was agreed (F43, F44): reported, routed, looked at case by case. No sanction follows by itself. */
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { onFile, words } from './at-table.ts';
import { MISUSE_HANDLERS, type MisuseHandler, type TalkFile } from './face.ts';
import type { KeptFile } from './file.ts';
import type { RuleBook } from './rule-book.ts';

/** Reports; see Table. */
export function report(
  house: House,
  book: RuleBook,
  talkId: string,
  { about, text, to }: { about: 'resident' | 'office'; text: string; to: MisuseHandler },
  asking: Asking,
): Promise<TalkFile> {
  return onFile(house, book, talkId, asking, 'misuse.reported', { about, text, to }, () => ({
    detail: { report: newId(house), about, text: words(text), to: handler(to) },
  }));
}

/** Writes down a step; see Table. */
export function noteReport(
  house: House,
  book: RuleBook,
  talkId: string,
  reportId: string,
  text: string,
  asking: Asking,
): Promise<TalkFile> {
  return onFile(house, book, talkId, asking, 'misuse.noted', { reportId, text }, ({ file }) => {
    open(file, reportId);
    return { detail: { report: reportId, text: words(text) } };
  });
}

/** Hands it on; see Table. */
export function routeReport(
  house: House,
  book: RuleBook,
  talkId: string,
  reportId: string,
  to: MisuseHandler,
  why: string,
  asking: Asking,
): Promise<TalkFile> {
  return onFile(house, book, talkId, asking, 'misuse.routed', { reportId, to, why }, ({ file }) => {
    open(file, reportId);
    return { detail: { report: reportId, to: handler(to), why: words(why) } };
  });
}

/** Ends it with what came of it; see Table. */
export function closeReport(
  house: House,
  book: RuleBook,
  talkId: string,
  reportId: string,
  text: string,
  asking: Asking,
): Promise<TalkFile> {
  return onFile(house, book, talkId, asking, 'misuse.closed', { reportId, text }, ({ file }) => {
    open(file, reportId);
    return { detail: { report: reportId, text: words(text) } };
  });
}

function open(file: KeptFile, reportId: string): void {
  const found = file.reports.find(({ id }) => id === reportId);
  if (found === undefined) throw new DossierError('report-not-found', 'There is no such report.');
  if (found.closed !== null) throw new DossierError('report-closed', 'This report was closed.');
}

function handler(to: MisuseHandler): MisuseHandler {
  if (MISUSE_HANDLERS.includes(to)) return to;
  throw new DossierError('facts-malformed', `A report goes to one of ${MISUSE_HANDLERS.join(', ')}.`);
}
