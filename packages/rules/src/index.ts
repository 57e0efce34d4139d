export { answers, ask } from './ask.ts';
export { cells, type Interval, intervals, valuesOf } from './cells.ts';
export {
  caseProblems,
  checkSheet,
  type ExpectedCase,
  rowsWithoutSource,
  type SheetReport,
  survivors,
  without,
} from './check.ts';
export { type Decision, PERSONS_FACTS } from './decisions.ts';
export { type Change, changesBetween } from './diff.ts';
export { dayOf, nextDay, plusDays, startOf } from './dutch-time.ts';
export { QuestionError, RuleFileError, RuleGapError } from './errors.ts';
export {
  type Answer,
  type Case,
  completeFacts,
  type DifferenceFound,
  decide,
  evaluate,
  type Finding,
  type HashedRules,
  type Healing,
  judge,
  type Obligation,
  type OffenceFound,
  type Receipt,
  rank,
  type SourceFound,
} from './evaluate.ts';
export {
  type Dimension as DimensionKey,
  type DutyCode,
  dimensionValues,
  type LevelCode,
  type QuestionCode,
  type Situation,
  type VerdictCode,
} from './generated/dimensions.ts';
export { guide } from './generated/guide.ts';
export { purposeWords } from './generated/purposes.ts';
export { rules } from './generated/rules.ts';
export { factsheet, kept, topics, versionChanges } from './generated/topics.ts';
export { type Asking, type Guide, loadGuide } from './guide.ts';
export { EQUATED_DAYS, easterSunday, isEquated, isHoliday } from './holidays.ts';
export { loadRuleSet, type RuleFile, type RuleFiles, withOwnRules } from './load.ts';
export { openFacts } from './open-facts.ts';
export { PROTECTED_USES } from './overlay.ts';
export { type OwnRulesHeader, ownRulesFile } from './own-rules.ts';
export { type PublicContact, type PublicPage, publicPage } from './public-page.ts';
export { loadPurposeWords, type PurposeWords, type Vagueness, vagueness } from './purposes.ts';
export type { Reason } from './reasons.ts';
export { type ReceiptCheck, verifyReceipt } from './receipt.ts';
export { ageBand, retention } from './reckoned-facts.ts';
export {
  type Certainty,
  type Citation,
  type Conditions,
  canonicalJson,
  type Difference,
  type Dimension,
  type Duty,
  holdsOn,
  type Level,
  matches,
  type Offence,
  type Overlay,
  type OverlayRow,
  type Period,
  type Question,
  type Row,
  type RuleSet,
  type Sheet,
  type Source,
  type Term,
  type Text,
} from './rule-set.ts';
export { rulesPages } from './tables.ts';
export {
  type Counting,
  daysLeft,
  KEPT_TERMS,
  keptUntil,
  lastDay,
  requestTerm,
  STATUTORY_TERMS,
  type StatutoryTerm,
  type TermLength,
  termEnds,
  termInHours,
  workingDay,
} from './terms.ts';
export { loadTopic, loadTopics, type Topic, type TopicPart } from './topics.ts';
