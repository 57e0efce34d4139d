/** The steps in their order: a step's number is its place here, and stands before its file's name. A new one comes last. */
import { talksLedgerPeople } from './0001-talks-ledger-people.ts';
import { accessTokens } from './0002-access-tokens.ts';
import { ownRulesQuestions } from './0003-own-rules-questions.ts';
import { rolesPlannedTalksSigns } from './0004-roles-planned-talks-signs.ts';
import { ownLogin } from './0005-own-login.ts';
import { deviceRecordings } from './0006-device-recordings.ts';
import { privateStops } from './0007-private-stops.ts';
import { personalLinks } from './0008-personal-links.ts';
import { holdsDestruction } from './0009-holds-destruction.ts';
import { recordingPlans } from './0010-recording-plans.ts';
import { handedFiles } from './0011-handed-files.ts';
import { shares } from './0012-shares.ts';
import { keeping } from './0013-keeping.ts';
import { rightsRequests } from './0014-rights-requests.ts';
import { ownRecordings } from './0015-own-recordings.ts';
import { mail } from './0016-mail.ts';
import { letterheads } from './0017-letterheads.ts';
import { whyNotKept } from './0018-why-not-kept.ts';
import { editedCopies } from './0019-edited-copies.ts';
import { figuresByWeek } from './0020-figures-by-week.ts';
import { codesVisitsTickets } from './0021-codes-visits-tickets.ts';
import { watch } from './0022-watch.ts';
import { requestsOfPeople } from './0023-requests-of-people.ts';
import { absentPersonsCases } from './0024-absent-persons-cases.ts';
import { forgottenRequests } from './0025-forgotten-requests.ts';
import { signFindingsPictures } from './0026-sign-findings-pictures.ts';
import type { Migration } from './migration.ts';

/** Every step that brings the tables of an empty database to those of today. */
export const MIGRATIONS: readonly Migration[] = [
  talksLedgerPeople,
  accessTokens,
  ownRulesQuestions,
  rolesPlannedTalksSigns,
  ownLogin,
  deviceRecordings,
  privateStops,
  personalLinks,
  holdsDestruction,
  recordingPlans,
  handedFiles,
  shares,
  keeping,
  rightsRequests,
  ownRecordings,
  mail,
  letterheads,
  whyNotKept,
  editedCopies,
  figuresByWeek,
  codesVisitsTickets,
  watch,
  requestsOfPeople,
  absentPersonsCases,
  forgottenRequests,
  signFindingsPictures,
];
