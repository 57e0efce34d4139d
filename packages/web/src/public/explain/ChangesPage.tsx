import type { Change, kept as keptVersions, RuleSet, versionChanges } from '@woordelijk/rules';
import { explainAddress } from '../addresses.ts';
import { dayText, usePublicWords } from '../words.ts';
import { Facts } from './Tables.tsx';

/** What changed: between the versions of the rules that were kept, and in the law itself through time. */
export function ChangesPage({
  ruleSet,
  kept,
  changes,
}: {
  ruleSet: RuleSet;
  kept: typeof keptVersions;
  changes: typeof versionChanges;
}) {
  const words = usePublicWords();
  const { code, explain, tables } = words;
  const turning = ruleSet.sheets
    .flatMap((sheet) => sheet.rows.map((row) => ({ sheet, row })))
    .flatMap(({ sheet, row }) => [
      ...(row.from === undefined ? [] : [{ sheet, row, day: row.from, what: tables.starts }]),
      ...(row.until === undefined ? [] : [{ sheet, row, day: row.until, what: tables.ends }]),
    ])
    .sort((a, b) => (a.day < b.day ? 1 : -1));
  return (
    <>
      <div className="w-lead">
        <h1>{explain.changes}</h1>
      </div>
      <section className="w-card" aria-labelledby="versions">
        <h2 id="versions">{tables.versions}</h2>
        <p>{tables.versionsLead}</p>
        <ul className="w-dotted">
          {kept.map(({ version, hash }, index) => (
            <li key={hash}>
              {version} <code className="w-break-anywhere">{hash.slice(0, 16)}</code>{' '}
              {index === kept.length - 1 && `(${tables.current})`}
            </li>
          ))}
        </ul>
        {changes.length === 0 && <p className="w-muted">{tables.noVersions}</p>}
        {changes.map(({ from, to, changes: list }) => (
          <div key={to.hash}>
            <h3>{tables.between(from.version, to.version)}</h3>
            {list.length === 0 ? (
              <p className="w-muted">{tables.noChange}</p>
            ) : (
              <ul className="w-entries">
                {list.map((change) => (
                  <ChangeItem
                    key={`${change.sheet} ${change.from} ${change.after}`}
                    ruleSet={ruleSet}
                    change={change}
                  />
                ))}
              </ul>
            )}
          </div>
        ))}
      </section>
      <section className="w-card" aria-labelledby="time">
        <h2 id="time">{tables.lawInTime}</h2>
        <p className="w-muted">{tables.lawInTimeLead}</p>
        <ul className="w-entries">
          {turning.map(({ sheet, row, day, what }) => (
            <li key={`${row.id} ${what}`}>
              <strong>
                {what}: {dayText(day, words)}
              </strong>
              <p>
                {row.says[code]} <a href={explainAddress(code, `tabellen/${sheet.key}#${row.id}`)}>{row.id}</a>
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function ChangeItem({ ruleSet, change }: { ruleSet: RuleSet; change: Change }) {
  const words = usePublicWords();
  const { code, explain, tables } = words;
  return (
    <li>
      <a href={explainAddress(code, `tabellen/${change.sheet}`)}>{change.sheet}</a>,{' '}
      {explain.from(dayText(change.from, words))}, {tables.situations(change.cells)}
      <p>
        {tables.before}: {change.before}. {tables.after}: {change.after}.
      </p>
      <Facts ruleSet={ruleSet} when={change.facts} />
    </li>
  );
}
