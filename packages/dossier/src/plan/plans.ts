import type { House } from '../house.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { purposesAt } from '../talk/purposes.ts';
import { advise } from './advise.ts';
import { approve } from './approve.ts';
import { assess, except } from './assess.ts';
import { judgedPlan, judgedPlans } from './at-plan.ts';
import { recordCouncil } from './council.ts';
import { begin, draft } from './draft.ts';
import type { RecordingPlans } from './face.ts';
import { end, goLive } from './go-live.ts';
import { recordImpact } from './impact.ts';
import { planOfTalk } from './of-talk.ts';
import { processingRegister } from './register.ts';
import { plansOf } from './state.ts';
import { planTemplates } from './templates.ts';
import { judgeUse } from './use.ts';

/** The plans' part of the dossier's face. */
export function recordingPlans(house: House, book: RuleBook): RecordingPlans {
  return {
    of: (organisationId) => judgedPlans(house, book, organisationId),
    one: (organisationId, planId) => judgedPlan(house, book, organisationId, planId),
    templates: (organisationId) => planTemplates(house, organisationId),
    begin: (...asked) => begin(house, book, ...asked),
    draft: (...asked) => draft(house, book, ...asked),
    assess: (...asked) => assess(house, book, ...asked),
    except: (...asked) => except(house, book, ...asked),
    recordImpact: (...asked) => recordImpact(house, book, ...asked),
    advise: (...asked) => advise(house, book, ...asked),
    recordCouncil: (...asked) => recordCouncil(house, book, ...asked),
    approve: (...asked) => approve(house, book, ...asked),
    goLive: (...asked) => goLive(house, book, ...asked),
    end: (...asked) => end(house, book, ...asked),
    judgeUse: (...asked) => judgeUse(house, book, ...asked),
    register: (organisationId) => processingRegister(house, organisationId),
    purposes: (talkId, who) => purposesAt(house, talkId, who),
    ofTalk: (talkId) => planOfTalk(house, talkId),
    live: async (organisationId) =>
      (await plansOf(house, organisationId)).flatMap(({ live }) => (live === null ? [] : [live])),
  };
}
