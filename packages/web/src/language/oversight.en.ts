/** English words for who looks after the rules. */
import type { oversightNl } from './oversight.nl.ts';

const number = (n: number | undefined) => String(n ?? 0);
const count = (n: number | undefined, one: string, more: string) => (n === 1 ? `1 ${one}` : `${number(n)} ${more}`);

export const oversightEn: typeof oversightNl = {
  title: 'Oversight',
  nav: 'Oversight',
  intro: 'Whether the rules are kept. There is no sound here.',
  print: 'Print, or save as PDF',
  audit: {
    title: 'Is it in order?',
    made: (when) => `The system looked at itself on ${when}.`,
    allGood: 'Everything is in order.',
    some: (wrong, attention) =>
      [
        wrong > 0 && count(wrong, 'point is not in order', 'points are not in order'),
        attention > 0 && count(attention, 'point needs attention', 'points need attention'),
      ]
        .filter(Boolean)
        .join(', ')
        .concat('.'),
    states: { good: 'In order', attention: 'Attention', wrong: 'Not in order' },
    subjects: {
      plans: 'Recording plans',
      requests: 'Requests under rights',
      absents: 'People who are talked about',
      holds: 'Holds',
      retention: 'Retention terms',
      destruction: 'Destruction',
      refused: 'Refused readings',
      storing: 'Storing of recordings',
      mail: 'Mail',
      jobs: 'Work in the background',
      backup: 'Backup',
      rules: 'The rules themselves',
      seals: 'Check of seals and ledger',
      incidents: 'Incidents',
      processors: 'Agreements under AVG 28',
    },
    says: {
      plans: ({ live, drafts }) =>
        live === 0
          ? 'No recording plan is live. Without one nothing is recorded.'
          : `${count(live, 'plan is live', 'plans are live')}. ${count(drafts, 'plan is a draft', 'plans are drafts')}.`,
      requests: ({ open, late, soon }) =>
        open === 0
          ? 'No requests are open.'
          : `${count(open, 'request is open', 'requests are open')}. ${number(late)} past the term, ${number(soon)} within a week.`,
      absents: ({ open, late }) =>
        open === 0
          ? 'Nobody waits to be told.'
          : `${count(open, 'person waits', 'people wait')} for a decision or to be told. ${number(late)} past the term.`,
      holds: ({ open, late }) =>
        open === 0
          ? 'Nothing keeps a destruction from being done.'
          : `${count(open, 'hold is in force', 'holds are in force')}. ${number(late)} must be looked at again.`,
      retention: ({ due, days }) =>
        due === 0
          ? 'No talk is past its term.'
          : `${count(due, 'talk is', 'talks are')} past the term. The oldest by ${count(days, 'day', 'days')}.`,
      destruction: ({ open, late }) =>
        open === 0
          ? 'All that had to go is gone.'
          : `${count(open, 'destruction is', 'destructions are')} under way. ${number(late)} for more than a day.`,
      refused: ({ refused, days }) =>
        refused === 0
          ? `Nobody was refused in the last ${number(days)} days.`
          : `Somebody was refused ${count(refused, 'time', 'times')} in the last ${number(days)} days. See below.`,
      storing: ({ late }) =>
        late === 0
          ? 'Every recording that has ended is stored.'
          : `${count(late, 'recording is', 'recordings are')} not stored after an hour. Ask the administrator to look.`,
      mail: ({ failed, waiting }) =>
        failed === 0 && waiting === 0
          ? 'All mail has gone.'
          : `${count(failed, 'message', 'messages')} could not be sent, ${count(waiting, 'message waits', 'messages wait')}.`,
      jobs: ({ failing }) =>
        failing === 0
          ? 'All work in the background succeeds.'
          : `${count(failing, 'task fails', 'tasks fail')} again and again. Ask the administrator to look at the log.`,
      seals: ({ open, last }, moment) =>
        last === undefined
          ? 'There was no nightly check yet.'
          : `${open === 0 ? 'All seals were right.' : `${count(open, 'finding is', 'findings are')} open.`} Last check on ${moment(last)}.`,
      incidents: ({ open, late }) =>
        open === 0
          ? 'No incidents are open.'
          : `${count(open, 'incident is', 'incidents are')} open. ${number(late)} past the 72 hours.`,
      processors: ({ listed, lacking }) =>
        listed === 0
          ? 'Nobody is in the register.'
          : `${count(listed, 'party', 'parties')} in the register. ${number(lacking)} lack something.`,
      backup: ({ last }, moment) =>
        last === undefined
          ? 'No backup was ever made. Read docs/backup.md.'
          : `The last backup was on ${moment(last)}.`,
      rules: ({ rows, unreviewed }) =>
        unreviewed === 0
          ? `A lawyer reviewed all ${number(rows)} rules.`
          : `A lawyer has not reviewed ${number(unreviewed)} of the ${number(rows)} rules yet.`,
    },
    go: 'Go there',
  },
  figures: {
    title: 'Figures of twelve weeks',
    intro: 'They name nobody.',
    week: 'Week of',
    plots: {
      recorded: 'Talks recorded',
      unrecorded: 'Talks not recorded',
      played: 'Times that somebody listened',
      destroyed: 'Recordings destroyed',
      lost: 'Sound that did not arrive, per hour recorded',
    },
    lost: (seconds) => `${seconds.toFixed(1)} s`,
    number: 'Number',
    decided: 'Requests to record',
    granted: 'Granted',
    refused: 'Refused',
    alternatives: {
      'office-records': 'Refused, we recorded',
      companion: 'Refused, somebody came along',
      'written-account': 'Refused, an account was written',
      none: 'Refused, without an alternative',
    },
    unrecorded: 'Why not recorded?',
    because: {
      objection: 'Somebody objected',
      'no-plan': 'No recording plan was live',
      excluded: 'A line or number that is never recorded',
    },
    readings: 'For what did people listen or look?',
    unknown: 'purpose not noted',
    cut: 'There was more than we count: these are the newest 5000.',
    nothing: 'There is nothing to count yet.',
    noneHere: 'None in these weeks.',
  },
  coming: 'What is coming: deletions and answers',
  decisions: {
    title: 'What people decided',
    intro: 'The computer does not decide open norms. Here is who did.',
    none: 'Nothing was decided yet.',
    acts: {
      'request.decided': 'Decision on a request to record',
      'gate.passed': 'Found recording necessary here',
      'objection.lifted': 'An objection did not count here',
      'recording.judged': 'Judged a recording that was handed in',
      'misuse.closed': 'Closed a report',
      'share.weighed': 'Weighed a great public interest',
      'rights.decided': 'Answered a request under rights',
      'absent.decided': 'Decided whether somebody talked about is told',
      'plan.assessed': 'Weighed interests for a recording plan',
      'plan.excepted': 'Judged an exception',
      'plan.impact-recorded': 'Recorded a DPIA',
      'plan.advised': 'Advised on a recording plan',
      'plan.use-judged': 'Judged another purpose',
      'destruction.decided': 'Decided to destroy',
      'hold.lifted': 'Lifted a hold',
    },
    outcomes: {
      granted: 'granted',
      refused: 'refused',
      partly: 'partly',
      withdrawn: 'withdrawn',
      positive: 'yes',
      negative: 'no',
      true: 'yes',
      false: 'no',
      term: 'term over',
      'not-kept': 'not kept',
      'no-contract': 'no contract',
      gone: 'no longer processed',
      knows: 'knew already',
      impossible: 'cannot be reached',
      disproportionate: 'too much effort',
      impairs: 'impairs the purpose',
      law: 'laid down by law',
      secrecy: 'professional secrecy',
      restricted: 'restricted by law',
      request: 'on request',
      decision: 'decision',
    },
    by: (name) => `by ${name}`,
    toTalk: 'To the talk',
  },
  refused: {
    title: 'Who was refused?',
    intro: 'Somebody wanted to hear or copy a recording, and was not allowed to.',
    none: 'Nobody was refused.',
    someone: 'Somebody who no longer works here',
    codes: {
      'not-allowed': 'the role does not allow this',
      'purpose-not-announced': 'this purpose was not announced',
    },
  },
};
