/** What was told, to whom, in which approved words (mededeling, AVG 13, spelregel 3), and what keeps a talk from being recorded. */
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import { livingObjections, objectsTo } from '../objection/objections.ts';
import type { PlanVersion } from '../plan/face.ts';
import { planAtTable } from '../plan/for-talk.ts';
import type { Asking } from '../staff/face.ts';
import { talkRow } from '../talk/talks.ts';
import { granted } from './agreement.ts';
import { atTable, readFile, sitting, words } from './at-table.ts';
import type { Hindrance, NoticeHow, Recorder, TalkFile } from './face.ts';
import type { KeptFile } from './file.ts';
import type { RuleBook } from './rule-book.ts';

/** Approved words: a purpose that is said plainly. They are the house's own and are not changed on the way. */
export const NOTICE_WORDS = [
  {
    code: 'resident-records',
    recorder: 'resident',
    nl: 'Dit gesprek wordt opgenomen door de inwoner of klant, om het later terug te luisteren. Vindt u dat niet goed? Zeg het dan nu.',
    en: 'This talk is recorded by the resident or customer, to listen back later. If you do not agree, please say so now.',
  },
  {
    code: 'office-records',
    recorder: 'office',
    nl: 'Wij nemen dit gesprek op, zodat u het later kunt terugluisteren en wij de afspraken kunnen nakijken. U mag een kopie vragen en bezwaar maken. Vindt u het niet goed? Zeg het dan nu.',
    en: 'We record this talk, so that you can listen back and we can look up what was agreed. You may ask for a copy and object. If you do not agree, please say so now.',
  },
  {
    code: 'both-record',
    recorder: 'both',
    nl: 'Dit gesprek wordt door beide kanten opgenomen, om het later terug te luisteren. U mag een kopie vragen. Vindt u het niet goed? Zeg het dan nu.',
    en: 'This talk is recorded by both sides, to listen back later. You may ask for a copy. If you do not agree, please say so now.',
  },
  {
    code: 'joined-later',
    recorder: null,
    nl: 'U komt nu bij een gesprek dat wordt opgenomen. Vindt u dat niet goed? Zeg het dan nu, dan stopt de opname.',
    en: 'You are joining a talk that is being recorded. If you do not agree, please say so now and the recording stops.',
  },
] as const satisfies readonly { code: string; recorder: Recorder | null; nl: string; en: string }[];

/** The words that fit this talk; see Table. */
export async function noticeWords(house: House, talkId: string): Promise<{ code: string; nl: string; en: string }[]> {
  const recorder = recorderOf(await readFile(house, talkId));
  const plan = await planAtTable(house, talkId, house.now());
  return [
    ...(recorder === 'resident' ? [] : wordsOfPlan(plan)),
    ...NOTICE_WORDS.filter((one) => fits(one, recorder, plan)),
  ].map(({ code, nl, en }) => ({ code, nl, en }));
}

/** The organisation's own words, approved in its recording plan. */
function wordsOfPlan(plan: PlanVersion | undefined): { code: string; nl: string; en: string }[] {
  return (plan?.texts ?? [])
    .filter(({ code }) => code === 'spoken' || code === 'written' || code === 'joined-later')
    .map(({ code, nl, en }) => ({ code: `plan-${code}`, nl, en }));
}

/** Ours are for who records, and step back where the organisation approved its own. */
function fits(
  { code, recorder: of }: (typeof NOTICE_WORDS)[number],
  recorder: Recorder | null,
  plan: unknown,
): boolean {
  if (recorder !== 'resident' && plan !== undefined && (code === 'office-records' || code === 'joined-later'))
    return false;
  return recorder === null || of === null || of === recorder;
}

/** Writes down what was told; see Table. */
export async function tell(
  house: House,
  book: RuleBook,
  talkId: string,
  { to, code, language, how }: { to: readonly string[]; code: string; language: 'nl' | 'en'; how: NoticeHow },
  asking: Asking,
): Promise<TalkFile> {
  const plan = await planAtTable(house, talkId, house.now());
  return await atTable(house, book, talkId, asking, 'notice.given', { to, code, language, how }, ({ file }) => {
    const approved = [...wordsOfPlan(plan), ...NOTICE_WORDS].find((one) => one.code === code);
    if (approved === undefined || to.length === 0)
      throw new DossierError('notice-unknown', 'Choose approved words, and at least one person who was told.');
    const told = [...new Set(to.map((id) => sitting(file, id).id))];
    const ours = approved.code.startsWith('plan-') ? { plan: plan!.id } : {};
    const given = { words: approved[language], code, language, how, at: house.now(), ...ours };
    return { detail: { notice: newId(house), to: told, ...given } };
  });
}

/** What keeps this talk from being recorded now; see Table. */
export async function hindrances(house: House, talkId: string): Promise<Hindrance[]> {
  const talk = await talkRow(house, talkId);
  const file = await readFile(house, talkId);
  const found: Hindrance[] = [];
  const people = await house.database.read
    .selectFrom('party')
    .selectAll()
    .where('talk_id', '=', talkId)
    .orderBy('position')
    .execute();
  const objections = await livingObjections(house, talk.organisation_id);
  for (const { objection, party } of await objectsTo(house, talk, people, objections))
    if (!file.lifted.includes(objection.id))
      found.push({ because: 'objection', objectionId: objection.id, participant: party, since: objection.created_at });
  if (file.plan === null) return found;
  const last = file.requests.at(-1);
  const instead = file.requests.findLast(({ alternative }) => alternative?.kind === 'office-records');
  if (
    last === undefined ||
    last.decision === null ||
    last.decision.outcome === 'settled' ||
    last.decision.outcome === 'withdrawn'
  )
    found.push({ because: 'not-granted' });
  else if (last.decision.outcome === 'refused' && instead === undefined) found.push({ because: 'refused' });
  if (recorderOf(file) === 'resident') found.push({ because: 'theirs-only' });
  else if ((await planAtTable(house, talkId, house.now())) === undefined) found.push({ because: 'no-plan' });
  if (file.agreement?.confirmed !== true) found.push({ because: 'not-agreed' });
  if (file.untold.length > 0) found.push({ because: 'not-told', participants: file.untold });
  return found;
}

/** For this talk an objection does not stand in the way: a named person says why; see Table. */
export async function lift(
  house: House,
  book: RuleBook,
  talkId: string,
  objectionId: string,
  why: string,
  decidedBy: string,
  asking: Asking,
): Promise<TalkFile> {
  const { organisation_id } = await talkRow(house, talkId);
  const known = await livingObjections(house, organisation_id);
  if (!known.some(({ id }) => id === objectionId))
    throw new DossierError('objection-not-found', 'This objection is not there, or was withdrawn.');
  const input = { objectionId, why, decidedBy };
  return await atTable(house, book, talkId, asking, 'objection.lifted', input, () => ({
    detail: { objection: objectionId, why: words(why), decidedBy: words(decidedBy) },
  }));
}

function recorderOf(file: KeptFile): Recorder | null {
  try {
    return granted(file).recorder;
  } catch (error) {
    if (error instanceof DossierError && error.code === 'not-granted') return null;
    throw error;
  }
}
