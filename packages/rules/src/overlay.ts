import { cells } from './cells.ts';
import { RuleFileError } from './errors.ts';
import { completeFacts, decide, rank } from './evaluate.ts';
import { matches, type Overlay, type OverlayRow, type Period, type RuleSet, type Sheet } from './rule-set.ts';

/** Sheets on which no organisation can have rules of its own, and where to put what it may have meant. */
const CLOSED: Readonly<Record<string, string>> = {
  strafrecht: 'criminal law is not for an organisation to change; put a house ban on the sheet huisregels',
  strafbeeld: 'criminal law is not for an organisation to change; put a house ban on the sheet huisregels',
  strafdelen: 'criminal law is not for an organisation to change; put a house ban on the sheet verstrekken',
  inzage: 'rights of people on the recording cannot be narrowed',
  bewijs: 'only a court decides on evidence',
  regime: 'which law applies is not for an organisation to decide',
};

/** Roads that stay open: adviser, court, ombudsman and regulator, police (EVRM 6, Awb 2:1 and 9:1, Sv 161). */
export const PROTECTED_USES = ['adviseur', 'procedure', 'toezichthouder', 'aangifte'] as const;

/**
 * Makes sure that organisations' own rules only raise a verdict or add duties, and close no protected road.
 * @throws RuleFileError with the cell that a row would lower or close.
 */
export function checkOverlays(national: RuleSet, overlays: readonly Overlay[]): void {
  for (const overlay of overlays)
    for (const row of overlay.rows) {
      const at = (cell: string) => ({ file: overlay.file, row: row.id, cell });
      const closed = CLOSED[row.sheet];
      if (closed !== undefined) throw new RuleFileError(at(`blad=${row.sheet}`), closed);
      if (national.levels.find(({ code }) => code === row.level)?.kind !== 'house')
        throw new RuleFileError(at('niveau'), 'an organisation’s own rule is a huisregel or beleidsregel');
      const use = protectedUse(row);
      if (use !== undefined)
        throw new RuleFileError(
          at(`gebruik=${use}`),
          'this road stays open (EVRM 6, Awb 2:1); leave it out, or list the row under verschillen',
        );
      const plain = plainResident(national, row);
      if (plain !== undefined)
        throw new RuleFileError(at(plain), 'residents’ recording as such cannot be banned (spelregel 1)');
      const lowered = loweredCell(national, { ...periodOf(overlay), ...row });
      if (lowered !== undefined)
        throw new RuleFileError(
          at(lowered.cell),
          `the national rule says ${lowered.national}, this row ${row.verdict}: own rules can only be stricter; list it under verschillen`,
        );
    }
}

/** A row holds no longer than the rules it is part of. */
function periodOf({ from, until }: Overlay): Period {
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

function protectedUse(row: OverlayRow): string | undefined {
  if (row.sheet !== 'verstrekken') return undefined;
  const uses = row.when.gebruik;
  return PROTECTED_USES.find((use) => uses === undefined || uses.includes(use));
}

/** The plain case (a resident who takes part, says so and records sound) in which this row would forbid recording. */
function plainResident(national: RuleSet, row: OverlayRow): string | undefined {
  const asksRecording = national.questions.find(({ code }) => code === 'opnemen')?.sheets.includes(row.sheet);
  if (!asksRecording || row.verdict === undefined) return undefined;
  if (rank(national, row.verdict) <= rank(national, 'TOEGESTAAN_MITS')) return undefined;
  const values = (key: string) => national.dimensions.find((dimension) => dimension.key === key)?.values ?? [];
  for (const wederpartij of ['gemeente', 'overheid_anders'])
    for (const { code: plaats } of values('plaats')) {
      const { facts } = completeFacts(national, { opnemer: 'inwoner', wederpartij, plaats, gemeld: 'alle' });
      if (matches(row.when, facts)) return `opnemer=inwoner, wederpartij=${wederpartij}, plaats=${plaats}, gemeld=alle`;
    }
  return undefined;
}

/** A cell that the row would make milder than the national sheet does. */
function loweredCell(national: RuleSet, row: OverlayRow): { cell: string; national: string } | undefined {
  if (row.verdict === undefined) return undefined;
  const sheet = national.sheets.find(({ key }) => key === row.sheet) as Sheet;
  for (const { facts, date } of cells(national, sheet, row)) {
    const verdict = decide(national, sheet, facts, date).deciding.verdict as string;
    if (rank(national, verdict) > rank(national, row.verdict))
      return {
        cell: `${sheet.looksAt.map((key) => `${key}=${facts[key]}`).join(', ')}, datum=${date}`,
        national: verdict,
      };
  }
  return undefined;
}
