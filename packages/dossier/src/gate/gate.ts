/**
 * The gate of a talk (poort): no recording begins before the rules were asked about this very talk, the other side was
 * told, and a named official confirmed both. What was asked, answered, said and confirmed stays in the ledger as one act,
 * in the transaction that begins the talk.
 */
import { type Decision, evaluate, type HashedRules, type Receipt, rules, type Text } from '@woordelijk/rules';

/** Facts of this talk, in the words of the rules (`packages/rules/regels/model`). */
export interface GateFacts {
  /** Day of the talk, YYYY-MM-DD: decides which law counts. */
  readonly date: string;
  /** Organisations whose own rules count too; keys of overlays. */
  readonly organisations: readonly string[];
  readonly situation: Readonly<Record<string, string>>;
  /** What named persons decided about open norms. */
  readonly decisions: readonly Decision[];
}

/** How the other side was told that a recording is made (mededeling, kennisgeving). */
export interface GivenNotice {
  /** The very words. */
  readonly words: string;
  readonly language: 'nl' | 'en';
  readonly how: 'spoken' | 'shown' | 'spoken-and-shown';
  /** To whom, as the official names them: "inwoner en begeleider". */
  readonly to: string;
}

/** What an official lays before the gate. */
export interface GateRequest {
  readonly facts: GateFacts;
  readonly notice: GivenNotice;
  /** Epoch milliseconds at which the official confirmed facts and notice. */
  readonly confirmedAt: number;
  /** What the rules on the device said, where it had no network; undefined where the server is asked before the start. */
  readonly onDevice?: { readonly verdict: string; readonly receipt: Receipt };
}

/**
 * What the house itself knows against a start: somebody objected, no recording plan is live for such a talk, the wish was
 * refused, only the other side was to record, or what was asked is not agreed.
 */
export type TableReason = 'objection' | 'no-plan' | 'refused' | 'theirs-only' | 'not-agreed';

/** What the rules say about the start. A no carries its reasons, and what would heal it. */
export type GateAnswer = {
  readonly verdict: string;
  readonly explanation: Text;
  readonly duties: readonly { readonly code: string; readonly met: boolean | null; readonly text: Text }[];
  /** What a named person must decide first: code never fills an open norm. */
  readonly openQuestions: readonly Text[];
  readonly receipt: Receipt;
  /** The words that the organisation approved for telling of it, in its live recording plan. */
  readonly approvedWords?: Text;
} & ({ readonly may: true } | { readonly may: false; readonly because: 'rules' | 'open-norm' | 'duty' | TableReason });

/** What of a passage stays in the ledger. */
export interface GatePassage {
  readonly verdict: string;
  readonly receipt: Receipt;
  readonly notice: GivenNotice;
  readonly confirmedAt: number;
  /** `device`: begun without network; the receipt is then the device's own. */
  readonly evaluatedOn: 'server' | 'device';
  /** What the server's rules say of the same facts where that differs from the device: for a person to look at. */
  readonly contested: { readonly verdict: string; readonly receipt: Receipt } | null;
}

const GOOD: ReadonlySet<string> = new Set(['GEEN_PLICHT', 'TOEGESTAAN', 'TOEGESTAAN_MITS']);

/**
 * May a talk with these facts begin to be recorded? Pure. `using`: the rules of the day, with own rules where there are. A duty that the facts show unmet is a no too.
 * @throws QuestionError of the rules for unknown facts, values or organisations.
 */
export function mayStart(facts: GateFacts, using: HashedRules = rules): GateAnswer {
  const answer = evaluate(using, {
    vraag: 'opnemen',
    datum: facts.date,
    organisatie: facts.organisations,
    situation: facts.situation,
    beslissingen: facts.decisions,
  });
  const told = {
    verdict: answer.verdict,
    explanation: answer.explanation,
    duties: answer.obligations,
    openQuestions: answer.openQuestions,
    receipt: answer.receipt,
  };
  if (answer.verdict === 'WEGING') return { ...told, may: false, because: 'open-norm' };
  if (!GOOD.has(answer.verdict)) return { ...told, may: false, because: 'rules' };
  if (answer.obligations.some(({ met }) => met === false)) return { ...told, may: false, because: 'duty' };
  return { ...told, may: true };
}

/**
 * Passes a request through the gate, or says why not. A talk that was begun without network has its sound already: it is
 * let through on the device's own receipt, and where the server's rules disagree, that stands beside it for a person.
 */
export function passGate(
  request: GateRequest,
  using: HashedRules = rules,
): { readonly passage: GatePassage } | { readonly refused: Extract<GateAnswer, { may: false }> } {
  const answer = mayStart(request.facts, using);
  const { notice, confirmedAt, onDevice } = request;
  if (onDevice !== undefined) {
    const { verdict, receipt } = onDevice;
    const contested = answer.may ? null : { verdict: answer.verdict, receipt: answer.receipt };
    return { passage: { verdict, receipt, notice, confirmedAt, evaluatedOn: 'device', contested } };
  }
  if (!answer.may) return { refused: answer };
  const { verdict, receipt } = answer;
  return { passage: { verdict, receipt, notice, confirmedAt, evaluatedOn: 'server', contested: null } };
}
