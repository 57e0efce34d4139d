import { holdsOn, type Row, type RuleSet } from '@woordelijk/rules';
import { Sources } from '../Sources.tsx';
import { usePublicWords } from '../words.ts';

/** A row of the rules as a statement: its own sentence, the kind of norm, and its sources as of the day. */
export function Statement({
  ruleSet,
  row,
  date,
  own = false,
  period,
}: {
  ruleSet: RuleSet;
  row: Row;
  date: string;
  own?: boolean;
  period?: string;
}) {
  const words = usePublicWords();
  const kind = ruleSet.levels.find(({ code }) => code === row.level)?.kind ?? 'law';
  const sources = row.citations.flatMap(({ ref, quote }) =>
    ruleSet.sources
      .filter((source) => source.ref === ref && holdsOn(source, date))
      .map((source) => ({ ...source, ...(quote === undefined ? {} : { quote }) })),
  );
  return (
    <li>
      <p>
        <span className="w-kind">{own ? words.explain.own : words.kinds[kind]}</span> {row.says[words.code]}{' '}
        {period && <span className="w-muted">({period})</span>}
      </p>
      {sources.length > 0 && (
        <Sources reason={{ rule: row.id, sources, certainty: row.certainty, reviewed: row.reviewed }} />
      )}
    </li>
  );
}
