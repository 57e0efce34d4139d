import type { SheetResult } from './evaluate.ts';
import { type Certainty, holdsOn, type Level, type Row, type RuleSet, type Text } from './rule-set.ts';

/** A row that counts in an answer, told to people: what it says, on which ground, and how sure that is. */
export interface Reason {
  readonly rule: string;
  readonly sheet: string;
  /** Which of the four things it belongs to: criminal law, other law, decency or a house rule. */
  readonly kind: Level['kind'];
  readonly level: string;
  /** Null where the row only adds duties and sources. */
  readonly verdict: string | null;
  readonly says: Text;
  readonly certainty: Certainty;
  readonly reviewed: Row['reviewed'];
  readonly sources: readonly {
    readonly ref: string;
    readonly short: string;
    readonly title: string;
    readonly link: string;
    readonly certainty: Certainty;
    readonly quote?: string;
  }[];
}

/** Beside an offence, that something is decent or allowed by a house rule would only mislead. */
const MILD = ['TOEGESTAAN', 'TOEGESTAAN_MITS'];

/** The rows worth telling, each once, with the kind of norm they are: without those that only say that nothing applies. */
export function tellingRows(
  ruleSet: RuleSet,
  verdict: string,
  results: readonly SheetResult[],
): { readonly row: Row; readonly sheet: string; readonly kind: Level['kind'] }[] {
  const seen = new Set<Row>();
  return results.flatMap(({ sheet, counting }) =>
    counting.flatMap((row) => {
      const kind = ruleSet.levels.find(({ code }) => code === row.level)?.kind as Level['kind'];
      const silent = row.verdict === 'GEEN_PLICHT' && row.regime === undefined;
      const misleads =
        verdict === 'STRAFBAAR' && (kind === 'decency' || kind === 'house') && MILD.includes(row.verdict ?? '');
      if (seen.has(row) || silent || misleads) return [];
      seen.add(row);
      return [{ row, sheet: sheet.key, kind }];
    }),
  );
}

/** The reasons of an answer, with the sources that hold on its day. */
export function reasonsOf(ruleSet: RuleSet, verdict: string, results: readonly SheetResult[], date: string): Reason[] {
  return tellingRows(ruleSet, verdict, results).map(({ row, sheet, kind }) => ({
    rule: row.id,
    sheet,
    kind,
    level: row.level,
    verdict: row.verdict ?? null,
    says: row.says,
    certainty: row.certainty,
    reviewed: row.reviewed,
    sources: row.citations.flatMap(({ ref, quote }) =>
      ruleSet.sources
        .filter((source) => source.ref === ref && holdsOn(source, date))
        .map(({ short, title, link, certainty }) => ({
          ref,
          short,
          title,
          link,
          certainty,
          ...(quote === undefined ? {} : { quote }),
        })),
    ),
  }));
}
