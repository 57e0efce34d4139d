import { CompiledQuery, type QueryId, type RawNode } from 'kysely';

/**
 * Statements that do not wait for each other's results, as one question. Kysely hands a question to the driver as it is;
 * one that knows `Several` sends all at once, and gives a result per statement as its rows.
 */
export class Several implements CompiledQuery {
  readonly statements: readonly CompiledQuery[];
  readonly sql = '';
  readonly parameters: readonly unknown[] = [];
  readonly query: RawNode;
  readonly queryId: QueryId;

  constructor(statements: readonly CompiledQuery[]) {
    this.statements = statements;
    const { query, queryId } = CompiledQuery.raw('');
    this.query = query as RawNode;
    this.queryId = queryId;
  }
}
