/**
 * Which right opens which door, and where it is asked for. A route that does not stand here does not compile, and what
 * the policy (`packages/dossier/src/policy.ts`) does not give is refused.
 */
import type { RouteName } from '@woordelijk/api';
import type { Right, Where } from '@woordelijk/dossier';

/**
 * `open`: for everybody. `self`: whoever is logged in, about themselves. `local`: the local socket only, which the route
 * table sees to. `recording`: who holds the secret of a recording or file; its handler asks. `visit`: who came in by a
 * personal link, about their own talk. `share`: by a shared link. Otherwise a right, asked for at the place that the path or body names; `somewhere` where the answer is a
 * list, of which the handler shows what may be seen.
 */
export type Door =
  | 'open'
  | 'self'
  | 'local'
  | 'recording'
  | 'visit'
  | 'share'
  | { readonly right: Right; readonly at: 'place' | 'somewhere' };

const place = (right: Right): Door => ({ right, at: 'place' });
const somewhere = (right: Right): Door => ({ right, at: 'somewhere' });

export const doors: Readonly<Record<RouteName, Door>> = {
  listTalks: somewhere('talk.see'),
  getTalk: place('talk.see'),
  listInterruptions: place('talk.see'),
  listMoments: place('talk.see'),
  listLedger: place('talk.see'),
  listRawMetadata: place('talk.see'),
  getPeaks: place('talk.see'),
  playSound: place('talk.hear'),
  makeCopy: place('talk.copy'),
  checkSeal: place('talk.see'),
  watchLive: somewhere('talk.see'),
  planTalk: place('talk.plan'),
  callOffTalk: place('talk.plan'),
  listOrganisations: somewhere('organisation.see'),
  addOrganisation: place('organisation.add'),
  arrangeOrganisation: place('organisation.arrange'),
  listLines: somewhere('line.see'),
  addLine: place('line.manage'),
  removeLine: place('line.manage'),
  listDepartments: place('organisation.see'),
  addDepartment: place('people.manage'),
  listPeople: place('people.see'),
  listColleagues: place('talk.plan'),
  endAccount: place('people.manage'),
  givePost: place('people.manage'),
  endPost: place('people.manage'),
  listInvitations: place('people.see'),
  invite: place('people.manage'),
  withdrawInvitation: place('people.manage'),
  beginJoining: 'open',
  join: 'open',
  listContacts: place('organisation.see'),
  listContact: place('contact.manage'),
  endContact: place('contact.manage'),
  getTalkFile: place('talk.see'),
  registerRequest: place('request.register'),
  decideRequest: place('request.decide'),
  reopenRequest: place('request.decide'),
  moveTalk: place('talk.plan'),
  joinTalk: place('alternative.carry'),
  planListening: place('alternative.carry'),
  holdListening: place('alternative.carry'),
  draftAccount: place('alternative.carry'),
  remarkAccount: place('alternative.carry'),
  settleAccount: place('alternative.carry'),
  getLetter: place('talk.see'),
  makeAgreement: place('agreement.make'),
  shareAgreement: place('agreement.make'),
  confirmAgreement: place('agreement.make'),
  endAgreement: place('agreement.make'),
  getAgreement: place('talk.see'),
  openSharedAgreement: 'open',
  confirmSharedAgreement: 'open',
  listNoticeWords: place('talk.see'),
  giveNotice: place('notice.give'),
  liftObjection: place('objection.lift'),
  handOutCopy: place('copy.hand-out'),
  offerRecording: place('received.register'),
  judgeOffer: place('received.decide'),
  openFile: place('received.register'),
  getFileProgress: 'recording',
  deliverFile: 'recording',
  giveUpFile: 'recording',
  playFile: place('talk.hear'),
  copyFile: place('talk.copy'),
  offerMine: 'visit',
  openMyFile: 'visit',
  reportMisuse: place('misuse.report'),
  noteMisuse: place('misuse.handle'),
  routeMisuse: place('misuse.handle'),
  closeMisuse: place('misuse.handle'),
  listPersonalLinks: place('personal-link.see'),
  makePersonalLink: place('personal-link.make'),
  revokePersonalLink: place('personal-link.make'),
  makePersonalCode: place('personal-link.make'),
  askPersonalCode: 'open',
  openVisit: 'open',
  closeVisit: 'visit',
  getMine: 'visit',
  listenMine: 'visit',
  makeTicket: 'visit',
  download: 'visit',
  objectMine: 'visit',
  complainMine: 'visit',
  endMine: 'visit',
  getKeeping: place('talk.see'),
  keepTalk: place('talk.keep'),
  endCase: place('talk.keep'),
  getKeepingOverview: place('retention.see'),
  arrangeKeeping: place('retention.arrange'),
  listDueTalks: place('retention.see'),
  listSweeps: place('retention.see'),
  beginSweep: place('retention.arrange'),
  listHolds: place('hold.see'),
  listTalkHolds: place('hold.see'),
  placeHold: place('hold.manage'),
  reviewHold: place('hold.manage'),
  liftHold: place('hold.manage'),
  destroyTalk: place('talk.destroy'),
  getDestruction: place('talk.see'),
  listDestructions: place('destruction.see'),
  askMine: 'visit',
  listOpenRights: somewhere('rights.see'),
  listRights: place('rights.see'),
  registerRights: place('rights.register'),
  takeUpRights: place('rights.handle'),
  extendRights: place('rights.handle'),
  answerRights: place('rights.handle'),
  answerConsent: 'visit',
  getSharing: place('sharing.see'),
  askConsent: place('consent.ask'),
  takeConsent: place('consent.ask'),
  makeShare: place('share.make'),
  weighPublication: place('share.weigh'),
  recallShare: place('share.make'),
  makeShareCode: place('share.make'),
  askShareCode: 'open',
  openShare: 'open',
  closeShareVisit: 'share',
  getShared: 'share',
  listenShared: 'share',
  makeShareTicket: 'share',
  downloadShared: 'share',
  listObjections: place('objection.see'),
  registerObjection: place('objection.register'),
  withdrawObjection: place('objection.register'),
  listSigns: place('sign.see'),
  placeSign: place('sign.register'),
  removeSign: place('sign.register'),
  askVerdicts: 'open',
  listPublicRules: 'open',
  listOwnRules: place('organisation.see'),
  adoptOwnRules: place('organisation.arrange'),
  askQuestion: 'open',
  listPublishedQuestions: 'open',
  findQuestion: 'open',
  listQuestions: somewhere('question.see'),
  answerQuestion: place('question.answer'),
  referQuestion: place('question.answer'),
  closeQuestion: place('question.answer'),
  askGate: somewhere('talk.record'),
  beginRecording: somewhere('talk.record'), // of which talk: its handler asks
  getDelivered: 'recording',
  deliverRecords: 'recording',
  getRunningHead: 'open',
  lockRecording: 'recording',
  endRecording: 'recording',
  getSession: 'open',
  endSession: 'open',
  beginAdministrator: 'open',
  createAdministrator: 'open',
  makeAdministratorLink: 'local',
  beginLogin: 'open',
  login: 'open',
  recover: 'open',
  beginPasskey: 'self',
  addPasskey: 'self',
  listAccessTokens: place('access-token.manage'),
  makeAccessToken: 'local',
  revokeAccessToken: place('access-token.manage'),
  getServer: 'open',
};

/** The place that a request is about: what its path names, else the organisation in its body, else the installation. */
export function whereOf(params: unknown, body: unknown): Where {
  for (const [name, value] of Object.entries((params ?? {}) as Record<string, string>)) {
    if (name === 'talkId') return { talkId: value };
    if (name === 'organisationId') return { organisationId: value };
    if (name === 'lineId') return { lineId: value };
    if (name === 'questionId') return { questionId: value };
  }
  const { organisationId } = (body ?? {}) as { organisationId?: unknown };
  return typeof organisationId === 'string' ? { organisationId } : {};
}
