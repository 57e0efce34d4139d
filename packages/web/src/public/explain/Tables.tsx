import type { Conditions, Overlay, Row, RuleSet, Sheet } from '@woordelijk/rules';
import { explainAddress } from '../addresses.ts';
import { VerdictLabel } from '../Verdict.tsx';
import { usePublicWords } from '../words.ts';

/** All sheets and organisations, to choose a table from. */
export function TablesIndex({ ruleSet }: { ruleSet: RuleSet }) {
  const { code, explain, tables } = usePublicWords();
  return (
    <>
      <div className="w-lead">
        <h1>{explain.tables}</h1>
        <p>{explain.tablesLead}</p>
      </div>
      <section className="w-card" aria-labelledby="questions">
        <h2 id="questions">{tables.questions}</h2>
        <dl className="w-question-sheets">
          {ruleSet.questions.map((question) => (
            <div key={question.code}>
              <dt>{question.text[code]}</dt>
              <dd>
                <ul>
                  {question.sheets.map((key) => (
                    <li key={key}>
                      <a href={explainAddress(code, `tabellen/${key}`)}>
                        {ruleSet.sheets.find((sheet) => sheet.key === key)?.question[code]}
                      </a>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="w-card" aria-labelledby="organisations">
        <h2 id="organisations">{tables.organisations}</h2>
        <ul className="w-dotted">
          {ruleSet.overlays.map(({ key, name }) => (
            <li key={key}>
              <a href={explainAddress(code, `tabellen/organisatie-${key}`)}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a href={explainAddress(code, 'tabellen/wijzigingen')}>{explain.changes}</a>
      </p>
    </>
  );
}

/** One sheet as a table. */
export function SheetPage({ ruleSet, sheet }: { ruleSet: RuleSet; sheet: Sheet }) {
  const { code, tables } = usePublicWords();
  return (
    <>
      <div className="w-lead">
        <h1>{sheet.question[code]}</h1>
        <p>
          {tables.sheet} {sheet.key}. {tables.looksAt}:{' '}
          {sheet.looksAt.length === 0 ? tables.nothing : sheet.looksAt.join(', ')}.
        </p>
      </div>
      <RowsTable ruleSet={ruleSet} caption={sheet.question[code]} rows={sheet.rows} />
    </>
  );
}

/** An organisation's own rules as a table, with what it published and we do not apply. */
export function OverlayPage({ ruleSet, overlay }: { ruleSet: RuleSet; overlay: Overlay }) {
  const { code, explain } = usePublicWords();
  return (
    <>
      <div className="w-lead">
        <h1>{overlay.name}</h1>
        <p>{overlay.disclaimer[code]}</p>
        <p>
          <a href={explainAddress(code, `factsheet/${overlay.key}`)}>{explain.factsheet(overlay.name)}</a>
        </p>
      </div>
      {overlay.rows.length > 0 && <RowsTable ruleSet={ruleSet} caption={overlay.name} rows={overlay.rows} />}
      {overlay.differences.length > 0 && (
        <section className="w-card" aria-labelledby="differences">
          <h2 id="differences">{explain.differs}</h2>
          <ul className="w-dotted">
            {overlay.differences.map(({ id, says, because }) => (
              <li key={id}>
                <strong>{id}</strong>: “{says[code]}” {because[code]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function RowsTable({ ruleSet, caption, rows }: { ruleSet: RuleSet; caption: string; rows: readonly Row[] }) {
  const { tables } = usePublicWords();
  const { columns } = tables;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen must scroll by keyboard too
    <section className="w-table-scroll" aria-label={caption} tabIndex={0}>
      <table className="w-rules">
        <caption className="w-unseen">{caption}</caption>
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowLine key={row.id} ruleSet={ruleSet} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RowLine({ ruleSet, row }: { ruleSet: RuleSet; row: Row }) {
  const words = usePublicWords();
  const { code, tables, explain, answer } = words;
  const verdict = ruleSet.verdicts.find((one) => one.code === row.verdict);
  const level = ruleSet.levels.find((one) => one.code === row.level);
  return (
    <tr id={row.id}>
      <th scope="row">
        {row.id}
        <p>{row.says[code]}</p>
        {row.overrules.length > 0 && <p className="w-muted">{tables.exception(row.overrules.join(', '))}</p>}
        {row.healedBy !== undefined && (
          <p className="w-muted">
            {row.healedBy.length === 0 ? answer.nothingHeals : tables.heals(row.healedBy.join(', '))}
          </p>
        )}
      </th>
      <td>
        <Facts ruleSet={ruleSet} when={row.when} />
      </td>
      <td>
        {verdict === undefined ? tables.adds : <VerdictLabel verdict={verdict.code} text={verdict.text[code]} />}
        <p className="w-muted">{level?.text[code]}</p>
      </td>
      <td>{row.duties.join(', ')}</td>
      <td>
        {row.from !== undefined && `${explain.from(row.from)} `}
        {row.until !== undefined && explain.until(row.until)}
      </td>
      <td>
        <ul>
          {row.citations.map(({ ref, quote }) => {
            const source = ruleSet.sources.find((one) => one.ref === ref);
            return (
              <li key={`${ref} ${quote ?? ''}`}>
                <a href={source?.link} rel="noreferrer">
                  {source?.short}
                </a>{' '}
                {quote !== undefined && <q lang="nl">{quote}</q>}
              </li>
            );
          })}
        </ul>
      </td>
      <td>
        {answer.certainty[row.certainty].split(':', 1)[0]}.{' '}
        {row.reviewed === null ? answer.unreviewed : answer.reviewed(row.reviewed.by, row.reviewed.on)}.
      </td>
    </tr>
  );
}

/** Conditions in the model's own words. */
export function Facts({ ruleSet, when }: { ruleSet: RuleSet; when: Conditions }) {
  const { code, tables } = usePublicWords();
  const known = [
    ...ruleSet.dimensions.map(({ key, question, values }) => ({ key, name: question[code], values })),
    ...ruleSet.derived.map(({ key, meaning, values }) => ({ key, name: meaning[code], values })),
  ];
  const parts = Object.entries(when);
  if (parts.length === 0) return tables.always;
  return (
    <ul>
      {parts.map(([key, values]) => {
        const dimension = known.find((one) => one.key === key);
        const texts = values.map((value) => dimension?.values.find((one) => one.code === value)?.text[code] ?? value);
        return (
          <li key={key}>
            <span className="w-muted">{dimension?.name ?? key}</span> {texts.join(` ${tables.or} `)}
          </li>
        );
      })}
    </ul>
  );
}
