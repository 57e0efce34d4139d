import { judge, type Overlay, type Row, type RuleSet, type Topic, type TopicPart } from '@woordelijk/rules';
import { askAddress, explainAddress } from '../addresses.ts';
import { toFragment } from '../ask/asked.ts';
import { VerdictLabel } from '../Verdict.tsx';
import { dayText, usePublicWords } from '../words.ts';
import { Statement } from './Statement.tsx';

interface Props {
  readonly rules: { readonly ruleSet: RuleSet; readonly hash: string };
  readonly topic: Topic;
  readonly topics: readonly Topic[];
  /** In a factsheet: the organisation whose own rules stand beside the national ones. */
  readonly overlay?: Overlay;
}

/** A page of questions and answers; every answer is the rules' own sentence with its source. */
export function TopicPage({ rules, topic, topics, overlay }: Props) {
  const words = usePublicWords();
  const { code, explain } = words;
  return (
    <article className="w-topic">
      <header className="w-lead">
        <h1>{overlay === undefined ? topic.title[code] : explain.factsheet(overlay.name)}</h1>
        <p>{topic.summary[code]}</p>
        <p className="w-muted">
          {explain.written(dayText(topic.written, words), topic.editor)} {explain.lawOf(dayText(topic.lawOf, words))}{' '}
          {words.answer.unreviewed}.
        </p>
      </header>
      {overlay && <Basis overlay={overlay} />}
      <nav className="w-card w-no-print" aria-labelledby="here">
        <h2 id="here">{explain.onPage}</h2>
        <ul className="w-plain-list">
          {topic.parts.map(({ anchor, question }) => (
            <li key={anchor}>
              <a href={`#${anchor}`}>{question[code]}</a>
            </li>
          ))}
        </ul>
      </nav>
      {topic.parts.map((part) => (
        <Part key={part.anchor} rules={rules} part={part} topic={topic} overlay={overlay} />
      ))}
      <section className="w-card" aria-labelledby="certain">
        <h2 id="certain">{explain.certainty}</h2>
        <p>{topic.certainty[code]}</p>
        <p className="w-muted">
          {words.answer.unreviewed}. {words.frame.noAdvice}
        </p>
      </section>
      <section className="w-card" aria-labelledby="read">
        <h2 id="read">{explain.read}</h2>
        <ul className="w-dotted">
          {topic.further.flatMap((ref) =>
            rules.ruleSet.sources
              .filter((source) => source.ref === ref)
              .map(({ short, title, link }) => (
                <li key={`${ref} ${link}`}>
                  <a href={link} rel="noreferrer">
                    {title}
                  </a>{' '}
                  <span className="w-muted">({short})</span>
                </li>
              )),
          )}
          <li>
            <a href={explainAddress(code, 'bronnen')}>{explain.further}</a>
          </li>
        </ul>
        {topic.see.length > 0 && <h3>{explain.see}</h3>}
        <ul className="w-dotted">
          {topic.see.map((slug) => (
            <li key={slug}>
              <a href={explainAddress(code, slug)}>{topics.find((one) => one.slug === slug)?.title[code]}</a>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

function Part({
  rules,
  part,
  topic,
  overlay,
}: {
  rules: Props['rules'];
  part: TopicPart;
  topic: Topic;
  overlay: Overlay | undefined;
}) {
  const words = usePublicWords();
  const { code, explain } = words;
  const rowOf = (id: string) => rules.ruleSet.sheets.flatMap(({ rows }) => rows).find((row) => row.id === id) as Row;
  const placeOf = (id: string) =>
    [id, rules.ruleSet.sheets.find(({ rows }) => rows.some((row) => row.id === id))?.key] as const;
  const own = overlay?.rows.filter(({ sheet }) => part.own.includes(sheet)) ?? [];
  const differences = overlay?.differences.filter(({ sheet }) => part.own.includes(sheet)) ?? [];
  const changes = [...new Set(part.formerly.map((id) => dayAfter(rowOf(id).until as string)))].sort();
  return (
    <section className="w-card w-topic-part" id={part.anchor} aria-labelledby={`${part.anchor}-question`}>
      <h2 id={`${part.anchor}-question`}>
        {part.question[code]}{' '}
        <a className="w-anchor w-no-print" href={`#${part.anchor}`} aria-label={explain.linkHere(part.question[code])}>
          #
        </a>
      </h2>
      {part.answer && <p className="w-topic-answer">{part.answer[code]}</p>}
      {part.attempt && <Attempt rules={rules} attempt={part.attempt} date={topic.lawOf} overlay={overlay} />}
      <ul className="w-reasons">
        {own.map((row) => (
          <Statement key={row.id} ruleSet={rules.ruleSet} row={row} date={topic.lawOf} own />
        ))}
        {part.rules.map((id) => (
          <Statement key={id} ruleSet={rules.ruleSet} row={rowOf(id)} date={topic.lawOf} />
        ))}
      </ul>
      {overlay && part.own.length > 0 && own.length === 0 && <p className="w-muted">{explain.ownNone}</p>}
      {differences.map(({ id, says, because }) => (
        <div key={id} className="w-notice w-notice-info">
          <div>
            <p className="w-notice-title">{explain.differs}</p>
            <p>“{says[code]}”</p>
            <p>{because[code]}</p>
          </div>
        </div>
      ))}
      {part.formerly.length > 0 && (
        <details className="w-formerly">
          <summary>
            {changes.map((day) => explain.changed(dayText(day, words))).join(' ')} {explain.formerly}
          </summary>
          <ul className="w-reasons">
            {part.formerly.map((id) => (
              <Statement
                key={id}
                ruleSet={rules.ruleSet}
                row={rowOf(id)}
                date={rowOf(id).until as string}
                period={explain.until(dayText(rowOf(id).until as string, words))}
              />
            ))}
          </ul>
        </details>
      )}
      <p className="w-muted w-small">
        {explain.explains}{' '}
        {[...own.map(({ id }) => [id, `organisatie-${overlay?.key}`] as const), ...part.rules.map(placeOf)].map(
          ([id, table], index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={explainAddress(code, `tabellen/${table}#${id}`)}>{id}</a>
            </span>
          ),
        )}
      </p>
    </section>
  );
}

/** A situation to look at; where its facts leave no doubt the verdict stands beside it. */
function Attempt({
  rules,
  attempt,
  date,
  overlay,
}: {
  rules: Props['rules'];
  attempt: NonNullable<TopicPart['attempt']>;
  date: string;
  overlay: Overlay | undefined;
}) {
  const { code, explain } = usePublicWords();
  const organisation = overlay === undefined ? {} : { organisation: overlay.key };
  const asked = {
    question: attempt.question,
    date,
    facts: attempt.situation,
    done: [],
    enough: false,
    ...organisation,
  };
  const settled = Object.keys(attempt.situation).length > 2;
  const { verdict } = judge(rules.ruleSet, { vraag: attempt.question, datum: date, situation: attempt.situation });
  const text = rules.ruleSet.verdicts.find((one) => one.code === verdict)?.text[code] as string;
  return (
    <p className="w-attempt">
      {settled && (
        <>
          {explain.shortAnswer} <VerdictLabel verdict={verdict} text={text} />{' '}
        </>
      )}
      <a className="w-no-print" href={askAddress(code, toFragment(asked, rules.hash))}>
        {attempt.text[code]}
      </a>
    </p>
  );
}

function Basis({ overlay }: { overlay: Overlay }) {
  const words = usePublicWords();
  const { explain, code } = words;
  const day = (date: string | null | undefined) => (date == null ? explain.unknown : dayText(date, words));
  return (
    <section className="w-card" aria-labelledby="basis">
      <h2 id="basis">{explain.basis}</h2>
      <dl className="w-pairs">
        <dt>{explain.legalForm}</dt>
        <dd>{overlay.legalForm}</dd>
        <dt>{explain.decidedBy}</dt>
        <dd>
          {overlay.decidedBy}
          {overlay.decidedOn !== null && `, ${day(overlay.decidedOn)}`}
        </dd>
        <dt>{explain.publishedIn}</dt>
        <dd>{overlay.publishedAt}</dd>
        <dt>{explain.readOn}</dt>
        <dd>{day(overlay.publishedOn)}</dd>
        <dt>{explain.holdsFrom}</dt>
        <dd>{day(overlay.from)}</dd>
      </dl>
      <p className="w-muted">{overlay.disclaimer[code]}</p>
    </section>
  );
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
