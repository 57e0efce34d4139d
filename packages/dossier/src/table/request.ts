/** Somebody wants to record (verzoek om opname): registered, decided, and where needed decided anew. */
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from './acts.ts';
import { atTable, type Ground, maybeWords, sectorOf, sitting, words } from './at-table.ts';
import { ALTERNATIVES, type NewDecision, type NewRequest, type TalkFile } from './face.ts';
import type { KeptFile } from './file.ts';
import { allows, ask, type RuleBook, whoRecords } from './rule-book.ts';

/** Registers the wish, with what the rules say of it; see Table. The wish is a fact: it is registered whatever they say. */
export function register(
  house: House,
  book: RuleBook,
  talkId: string,
  wish: NewRequest,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'request.registered', wish, (ground) => {
    sitting(ground.file, wish.by);
    const onBehalfOf = wish.onBehalfOf === undefined ? null : sitting(ground.file, wish.onBehalfOf).id;
    const detail = {
      request: newId(house),
      by: wish.by,
      onBehalfOf,
      // Who acts for another shows by what (opdracht, machtiging).
      mandate: onBehalfOf === null ? null : words(wish.mandate),
      recorder: wish.recorder,
      place: wish.place,
      camera: wish.camera,
      others: wish.others,
      reason: maybeWords(wish.reason),
      rules: whatRulesSay(ground, wish),
    };
    return { detail };
  });
}

/** Whether this wish may be followed, by the rules of the day. */
export function whatRulesSay(
  ground: Pick<Ground, 'file' | 'rules'>,
  wish: Pick<NewRequest, 'recorder' | 'place' | 'camera' | 'others' | 'onBehalfOf'>,
): RuleAnswer {
  return ask(ground.rules, 'opnemen', {
    ...whoRecords(wish.recorder, sectorOf(ground)),
    deelname: wish.onBehalfOf == null ? 'deelnemer' : 'namens_deelnemer',
    plaats: wish.place,
    camera_thuis: wish.place === 'thuis' ? wish.camera : 'geen',
    derden: wish.others,
    soort: ground.file.plan!.kind,
    gemeld: 'alle', // it is said beforehand: here and now
    doel: 'terugluisteren',
  });
}

/**
 * Decides; see Table. What makes a refusal complete is the rules' to say: reason, explanation and alternative are laid
 * before them as facts, and a refusal that they call improper is not saved.
 */
export function decide(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  decision: NewDecision,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'request.decided', { requestId, decision }, (ground) => {
    const { file } = ground;
    if (requestOf(file, requestId).decision !== null)
      throw new DossierError('request-decided', 'This request was decided. Take the decision back first.');
    const detail = {
      request: requestId,
      outcome: decision.outcome,
      grounds: maybeWords(decision.grounds),
      explanation: maybeWords(decision.explanation),
      conversation: maybeWords(decision.conversation),
      alternative: decision.alternative ?? null,
      decidedBy: words(decision.decidedBy),
      rules: null as RuleAnswer | null,
    };
    if (decision.outcome !== 'refused') return { detail: { ...detail, alternative: null } };
    detail.rules = refusal(ground, detail);
    return { detail };
  });
}

function refusal(
  ground: Ground,
  given: {
    grounds: string | null;
    explanation: string | null;
    conversation: string | null;
    alternative: string | null;
  },
): RuleAnswer {
  const sector = sectorOf(ground);
  const weigering =
    given.grounds === null
      ? 'zonder_reden'
      : given.explanation === null
        ? 'zwaarwegend_zonder_uitleg'
        : given.alternative === null
          ? 'zwaarwegend_zonder_alternatief'
          : 'zwaarwegend_volledig';
  const rules = ask(ground.rules, 'weigeren', { ...whoRecords('resident', sector), weigering });
  const known = given.alternative === null || (ALTERNATIVES as readonly string[]).includes(given.alternative);
  // The talk about it comes first for whoever the rules of conduct are for (factsheet: "ga dan het gesprek aan").
  const talkedOver = sector === 'organisatie' || given.conversation !== null;
  if (!allows(rules) || !known || !talkedOver)
    throw new DossierError(
      'refusal-incomplete',
      `A refusal needs a weighty reason, its explanation, a talk about it and an alternative. ${rules.explanation.nl}`,
    );
  return rules;
}

/** Takes a decision back; see Table. */
export function reopen(
  house: House,
  book: RuleBook,
  talkId: string,
  requestId: string,
  why: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'request.reopened', { requestId, why }, ({ file }) => {
    if (requestOf(file, requestId).decision === null)
      throw new DossierError('request-open', 'This request was not decided yet, so there is nothing to take back.');
    return { detail: { request: requestId, why: words(why) } };
  });
}

/** The talk goes on elsewhere; see Table. */
export function move(
  house: House,
  book: RuleBook,
  talkId: string,
  place: string,
  why: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'talk.moved', { place, why }, ({ file, rules }) => {
    ask(rules, 'opnemen', { plaats: place, soort: file.plan!.kind }); // throws for a place that the rules do not know
    return { detail: { place, why: words(why) } };
  });
}

/** Throws `request-not-found`. */
export function requestOf(file: KeptFile, requestId: string): KeptFile['requests'][number] {
  const found = file.requests.find(({ id }) => id === requestId);
  if (found === undefined) throw new DossierError('request-not-found', 'There is no such request for this talk.');
  return found;
}
