import type { House } from '../house.ts';
import { agree, confirm, confirmShared, endAgreement, sealed, share, shared } from './agreement.ts';
import { draft, holdListening, join, planListening, remark, settleAccount } from './alternatives.ts';
import { readFile } from './at-table.ts';
import type { Table } from './face.ts';
import { shown } from './file.ts';
import { handOut, judgeOffer, offer } from './handover.ts';
import { closeReport, noteReport, report, routeReport } from './misuse.ts';
import { hindrances, lift, noticeWords, tell } from './notice.ts';
import { openRequests } from './open-requests.ts';
import { decide, move, register, reopen } from './request.ts';
import type { RuleBook } from './rule-book.ts';

/** The table's part of the dossier's face. */
export function table(house: House, book: RuleBook): Table {
  return {
    file: async (talkId) => shown(await readFile(house, talkId)),
    openRequests: (sight) => openRequests(house, sight),
    register: (...asked) => register(house, book, ...asked),
    decide: (...asked) => decide(house, book, ...asked),
    reopen: (...asked) => reopen(house, book, ...asked),
    move: (...asked) => move(house, book, ...asked),
    join: (...asked) => join(house, book, ...asked),
    planListening: (...asked) => planListening(house, book, ...asked),
    holdListening: (...asked) => holdListening(house, book, ...asked),
    draft: (...asked) => draft(house, book, ...asked),
    remark: (...asked) => remark(house, book, ...asked),
    settleAccount: (...asked) => settleAccount(house, book, ...asked),
    agree: (...asked) => agree(house, book, ...asked),
    share: (...asked) => share(house, book, ...asked),
    shared: (secret) => shared(house, secret),
    confirmShared: (secret, name) => confirmShared(house, book, secret, name),
    confirm: (...asked) => confirm(house, book, ...asked),
    endAgreement: (...asked) => endAgreement(house, book, ...asked),
    sealedAgreement: (talkId) => sealed(house, talkId),
    noticeWords: (talkId) => noticeWords(house, talkId),
    tell: (...asked) => tell(house, book, ...asked),
    hindrances: (talkId) => hindrances(house, talkId),
    lift: (...asked) => lift(house, book, ...asked),
    handOut: (...asked) => handOut(house, book, ...asked),
    offer: (...asked) => offer(house, book, ...asked),
    judgeOffer: (...asked) => judgeOffer(house, book, ...asked),
    report: (...asked) => report(house, book, ...asked),
    noteReport: (...asked) => noteReport(house, book, ...asked),
    routeReport: (...asked) => routeReport(house, book, ...asked),
    closeReport: (...asked) => closeReport(house, book, ...asked),
  };
}
