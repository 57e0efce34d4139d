/** The rules as pages that a privacy officer reads. */
import type { HashedRules } from './evaluate.ts';
import type { Row, RuleSet, Sheet } from './rule-set.ts';

/** Markdown pages by file name: one per sheet (regelblad), one per organisation with own rules, and an index. In Dutch. */
export function rulesPages({ ruleSet }: HashedRules): Record<string, string> {
  const pages: Record<string, string> = { 'README.md': index(ruleSet) };
  for (const sheet of ruleSet.sheets) pages[`${sheet.key}.md`] = sheetPage(ruleSet, sheet);
  for (const overlay of ruleSet.overlays) {
    const header = [
      `# ${overlay.name}`,
      '',
      `${overlay.disclaimer.nl}`,
      '',
      `- Vorm: ${overlay.legalForm}; vastgesteld door: ${overlay.decidedBy}${overlay.decidedOn === null ? '' : ` op ${overlay.decidedOn}`}`,
      `- Gepubliceerd: ${overlay.publishedAt} (gelezen of gepubliceerd op ${overlay.publishedOn}); geldt hier vanaf ${overlay.from ?? 'het begin'}`,
      '',
      '## Strengere regels',
      '',
      overlay.rows.length === 0
        ? 'Geen: deze organisatie volgt de landelijke spelregels.'
        : table(
            ruleSet,
            overlay.rows.map((row) => ({ row, sheet: row.sheet })),
          ),
      '',
      '## Wat wij wel laten zien maar niet toepassen',
      '',
      ...(overlay.differences.length === 0
        ? ['Niets.']
        : overlay.differences.map(({ id, says, because }) => `- **${id}**: “${says.nl}” ${because.nl}`)),
    ];
    pages[`organisatie-${overlay.key}.md`] = `${header.join('\n')}\n`;
  }
  return pages;
}

function index(ruleSet: RuleSet): string {
  const lines = [
    '# Regelbladen',
    '',
    `Versie ${ruleSet.version}. Gemaakt uit \`packages/rules/regels\`; verander de bladen, niet deze pagina's.`,
    'Elke regel is nog niet door een jurist nagekeken, tenzij er een naam bij staat.',
    '',
    '| vraag | regelbladen |',
    '|---|---|',
    ...ruleSet.questions.map(
      ({ text, sheets }) => `| ${text.nl} | ${sheets.map((key) => `[${key}](${key}.md)`).join(', ')} |`,
    ),
    '',
    'Eigen regels van organisaties, zoals gepubliceerd en niet namens hen:',
    ...ruleSet.overlays.map(({ key, name }) => `[${name}](organisatie-${key}.md),`),
    '',
    'Waar wij van de uitgewerkte gevallen afwijken: [afwijkingen](afwijkingen.md).',
    '',
    '## Combinaties die niet bestaan',
    '',
    'Wij slaan geen enkele combinatie over in de controle. Deze krijgen een opmerking bij het antwoord:',
    '',
    ...ruleSet.impossible.map(({ when, because }) => `- ${facts(when)}: ${because.nl}`),
  ];
  return `${lines.join('\n')}\n`;
}

function sheetPage(ruleSet: RuleSet, sheet: Sheet): string {
  const looks = sheet.looksAt.length === 0 ? 'niets: er is één regel' : sheet.looksAt.join(', ');
  return `# ${sheet.question.nl}\n\nRegelblad \`${sheet.key}\`. Kijkt naar: ${looks}.\n\n${table(
    ruleSet,
    sheet.rows.map((row) => ({ row })),
  )}\n`;
}

function table(ruleSet: RuleSet, rows: readonly { row: Row; sheet?: string }[]): string {
  const lines = rows.map(({ row, sheet }) => {
    const period = [
      row.from === undefined ? '' : `vanaf ${row.from}`,
      row.until === undefined ? '' : `tot en met ${row.until}`,
    ]
      .filter((part) => part !== '')
      .join(' ');
    const exception = row.overrules.length === 0 ? '' : ` Uitzondering op ${row.overrules.join(', ')}.`;
    const heals =
      row.healedBy === undefined
        ? ''
        : row.healedBy.length === 0
          ? ' Niets maakt dit goed.'
          : ` Mag zodra: ${row.healedBy.join(', ')}.`;
    const sources = row.citations.map(({ ref, quote }) => {
      const source = ruleSet.sources.find((known) => known.ref === ref);
      return `[${source?.short}](${source?.link})${quote === undefined ? '' : ` “${quote}”`}`;
    });
    const cells = [
      `**${row.id}**${sheet === undefined ? '' : ` (${sheet})`}`,
      `${row.says.nl}${exception}${heals}`,
      facts(row.when),
      row.verdict ?? '(vult aan)',
      row.level,
      row.duties.join(', '),
      period,
      sources.join('; '),
      `${row.certainty}; ${row.reviewed === null ? 'niet nagekeken' : `${row.reviewed.by}, ${row.reviewed.on}`}`,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '| regel | zegt | als | oordeel | niveau | plichten | geldt | bron | zekerheid |',
    '|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function facts(when: Row['when']): string {
  const parts = Object.entries(when).map(([key, values]) => `${key} = ${values.join(' of ')}`);
  return parts.length === 0 ? 'altijd' : parts.join('; ');
}
