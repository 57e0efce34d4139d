/**
 * What a step is. One that was released is never changed; a change is a new step, in a file of its own. The text is plain SQL
 * with four words that differ between the engines: {int} {bytes} {strict} {clustered}.
 */

/** What the engine calls the words in braces. */
export interface EngineWords {
  readonly int: string;
  readonly bytes: string;
  /** After a table: types are kept to. */
  readonly strict: string;
  /** After a table that is read by its primary key only. */
  readonly clustered: string;
}

/** As SQLite says them. */
export const SQLITE_WORDS: EngineWords = {
  int: 'integer',
  bytes: 'blob',
  strict: ' strict',
  clustered: ' strict, without rowid',
};

/** As PostgreSQL says them; it keeps to types, and clusters nothing. */
export const POSTGRES_WORDS: EngineWords = { int: 'bigint', bytes: 'bytea', strict: '', clustered: '' };

/** A numbered step; the number is its place in MIGRATIONS, from 1. */
export interface Migration {
  readonly title: string;
  readonly statements: readonly string[];
}

/** A step's statements for an engine. */
export function statementsFor(migration: Migration, words: EngineWords): string[] {
  return migration.statements.map((text) =>
    text.replace(/\{(int|bytes|strict|clustered)\}/g, (_, word: keyof EngineWords) => words[word]),
  );
}
