/** A sheet, source list or overlay that must not be used. The message names file, row and cell, and what to do. */
export class RuleFileError extends Error {
  readonly code = 'rule-file';
  readonly file: string;
  readonly row: string | undefined;
  readonly cell: string | undefined;

  constructor(at: { file: string; row?: string | undefined; cell?: string | undefined }, problem: string) {
    const place = [
      at.file,
      at.row === undefined ? '' : `row ${at.row}`,
      at.cell === undefined ? '' : `cell ${at.cell}`,
    ];
    super(`${place.filter((part) => part !== '').join(', ')}: ${problem}`);
    this.name = 'RuleFileError';
    this.file = at.file;
    this.row = at.row;
    this.cell = at.cell;
  }
}

/** A question that cannot be answered as it was put: an unknown value, date, question or organisation. Names it. */
export class QuestionError extends Error {
  readonly code = 'question';
  /** Which member of the question is wrong, as a path: `situation.opnemer`. */
  readonly member: string;

  constructor(member: string, problem: string) {
    super(`${member}: ${problem}`);
    this.name = 'QuestionError';
    this.member = member;
  }
}

/** The rules themselves fail: no row, or two rows that disagree, for a situation. Run `npm run rules:check`. */
export class RuleGapError extends Error {
  readonly code = 'rule-gap';

  constructor(sheet: string, problem: string) {
    super(`sheet ${sheet}: ${problem}; run npm run rules:check`);
    this.name = 'RuleGapError';
  }
}
