/** An organisation's own rules (eigen regels) made from a copy of rows that others published. */
import type { OverlayRow, Text } from './rule-set.ts';

/** Whose rules they are, who decided on them, and where people can read them. Dates as YYYY-MM-DD. */
export interface OwnRulesHeader {
  /** Short name for addresses: small letters, digits and dashes. */
  readonly key: string;
  readonly name: string;
  /** What it is to the people who talk with it. */
  readonly kind: 'gemeente' | 'overheid_anders' | 'organisatie';
  readonly legalForm: string;
  readonly decidedBy: string;
  readonly decidedOn: string | null;
  readonly publishedAt: string;
  readonly publishedOn: string;
  /** Web address of the publication. */
  readonly link: string;
  /** First day on which they hold. */
  readonly from: string;
  /** Last day, where there is one. */
  readonly until?: string;
  readonly disclaimer: Text;
}

/**
 * The rows under a header of one's own, as a file that `withOwnRules` reads. Rows are numbered anew and cite the
 * organisation's own publication; a lawyer's review of the example does not come along.
 */
export function ownRulesFile(header: OwnRulesHeader, rows: readonly OverlayRow[]): unknown {
  return {
    organisatie: header.key,
    naam: header.name,
    soort: header.kind,
    rechtsvorm: header.legalForm,
    vastgesteld_door: header.decidedBy,
    vastgesteld_op: header.decidedOn,
    gepubliceerd: header.publishedAt,
    gepubliceerd_op: header.publishedOn,
    link: header.link,
    geldig: { vanaf: header.from, ...(header.until === undefined ? {} : { tot: header.until }) },
    voorbehoud: header.disclaimer,
    nagekeken: null,
    regels: rows.map((row, index) => ({
      id: `${header.key.toUpperCase()}-${index + 1}`,
      blad: row.sheet,
      zegt: row.says.nl,
      says: row.says.en,
      als: row.when,
      ...(row.verdict === undefined ? {} : { dan: row.verdict }),
      ...(row.healedBy === undefined ? {} : { mag_zodra: row.healedBy }),
      ...(row.openQuestions === undefined ? {} : { vragen: row.openQuestions }),
      plicht: row.duties,
      niveau: row.level,
      bron: [{ ref: `eigen:${header.key}` }],
      eisen: row.requirements,
      zekerheid: row.certainty,
    })),
    verschillen: [],
  };
}
