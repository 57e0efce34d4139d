/** A plan's content: put in order, and refused where it is no plan at all. What is merely missing is told by the findings. */
import { createHash } from 'node:crypto';
import { dimensionValues } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { keysFor } from '../organisation/lines.ts';
import { ROLES } from '../policy.ts';
import { KEEP_UNITS, type KeepTerm, PLAN_CHANNELS, type PlanContent, type PlanPurpose } from './face.ts';

const MOST_TEXT = 4000;
const MOST_LISTED = 200;
const LONGEST: Readonly<Record<KeepTerm['unit'], number>> = { days: 36_525, months: 1200, years: 100 };

/** The content as it is kept. Throws `recording-plan-malformed`. */
export function properContent(content: PlanContent): PlanContent {
  const { purposes, kinds, channels, contents, lines, excluded, bufferDays } = content;
  const name = text(content.name, 200);
  if (name === '') malformed('Give the plan a name.');
  if (kinds.length === 0) malformed('Say what kind of talk the plan is for.');
  if (new Set(purposes.map(({ id }) => id)).size !== purposes.length || purposes.length > 20)
    malformed('Each purpose has an id of its own, and there are at most 20.');
  if (bufferDays !== null && !(Number.isInteger(bufferDays) && bufferDays >= 1 && bufferDays <= 366))
    malformed('Unless chosen, a recording is destroyed after 1 to 366 days.');
  if (lines.length > MOST_LISTED || excluded.length > MOST_LISTED)
    malformed(`Name at most ${MOST_LISTED} lines and ${MOST_LISTED} exclusions.`);
  return {
    name,
    kinds: [...new Set(kinds.map((one) => oneOf('soort', one)))],
    channels: [...new Set(channels)].filter((one) => PLAN_CHANNELS.includes(one) || malformed('Unknown door.')),
    lines: [...new Set(lines.map(lineKey))],
    pattern: oneOf('patroon', content.pattern),
    purposes: purposes.map(properPurpose),
    contents: [...new Set(contents.map((one) => oneOf('inhoud', one)))].filter((one) => one !== 'gewoon'),
    ai: oneOf('ai', content.ai),
    dialConsent: oneOf('beltoestemming', content.dialConsent),
    destroyWithoutContract: content.destroyWithoutContract,
    bufferDays,
    excluded: excluded.map(({ line, because }) => ({ line: lineKey(line), because: text(because, 500) })),
    elsewhere: { nl: text(content.elsewhere.nl), en: text(content.elsewhere.en) },
    contact: text(content.contact, 300),
  };
}

function properPurpose(purpose: PlanPurpose): PlanPurpose {
  const { id, keep } = purpose;
  if (!/^[a-z0-9-]{1,40}$/.test(id)) malformed('The id of a purpose is 1 to 40 small letters, digits and dashes.');
  if (
    keep !== null &&
    !(
      KEEP_UNITS.includes(keep.unit) &&
      Number.isInteger(keep.amount) &&
      keep.amount >= 1 &&
      keep.amount <= LONGEST[keep.unit]
    )
  )
    malformed('A recording is kept for at least a day and at most a hundred years.');
  return {
    id,
    goal: oneOf('doel', purpose.goal),
    words: { nl: text(purpose.words.nl, 500), en: text(purpose.words.en, 500) },
    basis: {
      counterpart: oneOf('grondslag', purpose.basis.counterpart),
      staff: oneOf('grondslag', purpose.basis.staff),
    },
    necessity: text(purpose.necessity),
    alternatives: text(purpose.alternatives),
    keep: keep && {
      amount: keep.amount,
      unit: keep.unit,
      from: keep.from === 'case' ? 'case' : 'talk',
      because: text(keep.because, 500),
    },
    roles: ROLES.filter((role) => purpose.roles.includes(role)),
  };
}

/** SHA-256 in hex over a value as canonical JSON: to know whether what was judged is still the same. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** What an assessment of a purpose is about. */
export function purposeJudged(
  { id: _, roles: __, basis, ...rest }: PlanPurpose,
  person: 'counterpart' | 'staff',
): string {
  return fingerprint({ ...rest, basis: basis[person] });
}

/** What the works council consents to: a change of purpose, term or use of software asks again. */
export function councilJudged({ purposes, ai, pattern, bufferDays }: PlanContent): string {
  return fingerprint({
    ai,
    pattern,
    bufferDays,
    purposes: purposes.map(({ goal, words, keep }) => ({ goal, words, keep })),
  });
}

/** What a DPIA is about. */
export function impactJudged({ purposes, contents, ai, pattern, channels, kinds }: PlanContent): string {
  return fingerprint({ contents, ai, pattern, channels, kinds, goals: purposes.map(({ goal }) => goal) });
}

function oneOf(dimension: keyof typeof dimensionValues, value: string): string {
  if ((dimensionValues[dimension] as readonly string[]).includes(value)) return value;
  return malformed(`The rules do not know ${dimension} '${value.slice(0, 40)}'.`);
}

function lineKey(line: string): string {
  return keysFor(line)[0] ?? malformed('A line is a number (+31…), an address (name@host) or the name of a trunk.');
}

function text(given: string, most = MOST_TEXT): string {
  const trimmed = given.replace(/\r\n?/g, '\n').trim();
  if (trimmed.length > most || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(trimmed))
    malformed(`Write at most ${most} characters of plain text.`);
  return trimmed;
}

function malformed(message: string): never {
  throw new DossierError('recording-plan-malformed', message);
}
