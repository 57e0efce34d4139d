import { evaluate, type Guide, type HashedRules, holdsOn, type Overlay } from '@woordelijk/rules';
import { useEffect, useMemo, useRef } from 'react';
import { Notice } from '../../components/Notice.tsx';
import { askAddress, explainAddress } from '../addresses.ts';
import { dayText, usePublicWords } from '../words.ts';
import { AnswerView } from './AnswerView.tsx';
import { type Asked, caseOf, nothingAsked } from './asked.ts';
import { remaining } from './interview.ts';
import { Question } from './Question.tsx';
import { Settings } from './Settings.tsx';
import { SoFar } from './SoFar.tsx';

interface Props {
  readonly rules: HashedRules;
  readonly guide: Guide;
  readonly today: string;
  readonly asked: Asked;
  readonly change: (asked: Asked) => void;
  /** The link that gives this answer again. */
  readonly link: (asked: Asked) => string;
  /** Organisations that adopted own rules here, by key and name. */
  readonly others: readonly { readonly key: string; readonly name: string }[];
  readonly strange: boolean;
  readonly otherRules: boolean;
}

/** The page "Mag dat?": a question at a time, then the answer. */
export function AskPage({ rules, guide, today, asked, change, link, others, strange, otherRules }: Props) {
  const words = usePublicWords();
  const overlay = rules.ruleSet.overlays.find(({ key }) => key === asked.organisation);
  const left = useMemo(
    () => (asked.question === undefined ? undefined : remaining(rules.ruleSet, guide, asked)),
    [rules, guide, asked],
  );
  const next = asked.enough ? undefined : left?.questions[0];
  const step = asked.question === undefined ? 'start' : (next?.key ?? 'answer');
  const place = useArrival(step);
  const answer = useMemo(
    () => (left !== undefined && next === undefined ? evaluate(rules, caseOf(asked)) : undefined),
    [rules, asked, left, next],
  );
  const soFar = asked.question !== undefined && (
    <SoFar rules={rules} guide={guide} asked={asked} change={change} afterwards={isAfterwards(asked.question)} />
  );
  const again = () => change({ ...nothingAsked(asked.date), ...withOrganisation(asked.organisation) });
  return (
    <>
      {asked.question === undefined ? (
        <div className="w-lead">
          <h1>{words.ask.title}</h1>
          <p>{words.ask.lead}</p>
          <p className="w-muted">{words.ask.privacy}</p>
        </div>
      ) : (
        <div className="w-ask-head">
          <h1>{rules.ruleSet.questions.find(({ code }) => code === asked.question)?.text[words.code]}</h1>
          <button type="button" className="w-link w-no-print" onClick={again}>
            {words.ask.again}
          </button>
        </div>
      )}
      {strange && <Notice look="warning">{words.ask.badLink}</Notice>}
      {otherRules && <Notice look="warning">{words.ask.otherRules}</Notice>}
      <Settings rules={rules} asked={asked} change={change} others={others} today={today} />
      {overlay && <Whose overlay={overlay} adopted={others.some(({ key }) => key === overlay.key)} date={asked.date} />}
      {asked.question === undefined && (
        <section className="w-card" aria-labelledby="start" ref={place}>
          <h2 id="start" tabIndex={-1}>
            {words.ask.start}
          </h2>
          <ul className="w-choices">
            {guide.starts.map(({ question, text, hint }) => (
              <li key={question}>
                <button type="button" className="w-choice" onClick={() => change({ ...asked, question })}>
                  <strong>{text[words.code]}</strong>
                  <span>{hint[words.code]}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked.question === undefined && (
        <section className="w-card" aria-labelledby="examples">
          <h2 id="examples">{words.ask.examples}</h2>
          <ul className="w-plain-list">
            {guide.examples.map(({ text, question, situation }) => (
              <li key={text.nl}>
                <a href={askAddress(words.code, link({ ...asked, question, facts: situation }))}>{text[words.code]}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {next && left && (
        <section className="w-card" aria-labelledby="next" ref={place}>
          <Question
            ruleSet={rules.ruleSet}
            asking={next}
            afterwards={isAfterwards(asked.question)}
            left={left.questions.length}
            choose={(value) => change({ ...asked, facts: { ...asked.facts, [next.key]: value } })}
          />
          <div className="w-buttons">
            <button type="button" className="w-link" onClick={() => history.back()}>
              {words.ask.back}
            </button>
            <button type="button" className="w-link" onClick={() => change({ ...asked, enough: true })}>
              {words.ask.answerNow}
            </button>
          </div>
        </section>
      )}
      {!answer && soFar}
      {answer && left && (
        <div className="w-answer" ref={place}>
          <AnswerView
            rules={rules}
            guide={guide}
            asked={asked}
            answer={answer}
            assumed={left.assumed}
            change={change}
            link={link}
            overlay={overlay}
          >
            {soFar}
          </AnswerView>
        </div>
      )}
    </>
  );
}

/** Whose rules count, and that we do not speak for them. */
function Whose({ overlay, adopted, date }: { overlay: Overlay; adopted: boolean; date: string }) {
  const words = usePublicWords();
  const { name, publishedAt, publishedOn } = overlay;
  return (
    <Notice>
      <p>
        {adopted
          ? words.ask.adopted(name, publishedAt)
          : words.ask.published(name, publishedAt, dayText(publishedOn, words))}{' '}
        {!holdsOn(overlay, date) && `${words.explain.holdsFrom} ${dayText(overlay.from ?? date, words)}.`}{' '}
        <a href={adopted ? `/regels/${overlay.key}` : explainAddress(words.code, `factsheet/${overlay.key}`)}>
          {words.ask.publicPage}
        </a>
      </p>
    </Notice>
  );
}

/** Whether the question is about a recording that exists already. */
function isAfterwards(question: string | undefined): boolean {
  return !['opnemen', 'weigeren', 'inrichting', undefined].includes(question);
}

function withOrganisation(organisation: string | undefined): Pick<Asked, 'organisation'> {
  return organisation === undefined ? {} : { organisation };
}

/** At each step the reader starts at its heading; not when the page opens. */
function useArrival(step: string) {
  const place = useRef<HTMLElement & HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    const heading = place.current?.querySelector<HTMLElement>('[tabindex="-1"]');
    heading?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [step]);
  return place;
}
