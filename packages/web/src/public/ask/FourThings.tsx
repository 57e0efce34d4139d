import { type Level, type Overlay, type Reason, rank } from '@woordelijk/rules';
import type { PublicWords } from '../../language/public.nl.ts';
import { Sources } from '../Sources.tsx';
import { VerdictLabel } from '../Verdict.tsx';
import { usePublicWords } from '../words.ts';
import type { AnswerProps } from './AnswerView.tsx';

const KINDS: readonly Level['kind'][] = ['criminal', 'law', 'decency', 'house'];

/** Criminal law, other law, decency and house rule, each with its own finding: they never blur into one word. */
export function FourThings({ rules, answer, overlay }: AnswerProps & { overlay: Overlay | undefined }) {
  const words = usePublicWords();
  return (
    <section className="w-four" aria-labelledby="four">
      <h2 id="four">{words.answer.four}</h2>
      <p className="w-muted">{words.answer.fourLead}</p>
      <div className="w-four-cards">
        {KINDS.map((kind) => {
          const reasons = answer.reasons.filter((reason) => reason.kind === kind);
          const ranked = reasons.filter(({ verdict }) => verdict !== null && verdict !== 'GEEN_PLICHT');
          const doubtful = kind === 'criminal' && reasons.some(({ verdict }) => verdict === null);
          const strictest = ranked.sort((a, b) => rank(rules.ruleSet, b.verdict!) - rank(rules.ruleSet, a.verdict!))[0];
          return (
            <div key={kind} className="w-card">
              <h3>{words.kinds[kind]}</h3>
              {strictest && (
                <p>
                  {doubtful && strictest.verdict !== 'STRAFBAAR' ? (
                    <VerdictLabel verdict="WEGING" text={words.answer.maybeCriminal} />
                  ) : (
                    <VerdictLabel
                      verdict={strictest.verdict as string}
                      text={findingText(
                        kind,
                        strictest.verdict as string,
                        words,
                        rules.ruleSet.verdicts.find(({ code }) => code === strictest.verdict)?.text[words.code] ?? '',
                      )}
                    />
                  )}
                </p>
              )}
              {reasons.length === 0 ? (
                <p className="w-muted">{silence(kind, overlay, words)}</p>
              ) : (
                <ul className="w-reasons">
                  {reasons.map((reason) => (
                    <ReasonItem key={reason.rule} reason={reason} />
                  ))}
                </ul>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function ReasonItem({ reason }: { reason: Reason }) {
  const { code } = usePublicWords();
  return (
    <li>
      <p>{reason.says[code]}</p>
      <Sources reason={reason} />
    </li>
  );
}

function silence(kind: Level['kind'], overlay: Overlay | undefined, { answer: { silent } }: PublicWords): string {
  return kind === 'house' && overlay === undefined ? silent.houseUnknown : silent[kind];
}

/** A finding in the words of its own kind of norm: decency never says "forbidden", criminal law never "allowed". */
function findingText(kind: Level['kind'], verdict: string, { answer }: PublicWords, usual: string): string {
  if (kind === 'criminal' && verdict !== 'WEGING')
    return verdict === 'STRAFBAAR' ? answer.criminal : answer.notCriminal;
  if (kind === 'decency' && verdict === 'ONBEHOORLIJK') return answer.improper;
  if (kind === 'house' && (verdict === 'VERBODEN' || verdict === 'ONBEHOORLIJK')) return answer.notByHouse;
  return usual;
}
