/** Whose a talk is: departments and accounts, kept so that a list of what somebody may see walks one index. */
import type { Statement, Tx } from '../db/database.ts';
import type { TalkPlace } from './parties.ts';
import type { AttendanceRow } from './tables.ts';

/** The statements that write the rows. */
export function insertAttendance(
  tx: Tx,
  { organisationId, talkId, startedAt }: TalkPlace,
  departments: readonly string[],
  accounts: readonly string[],
): Statement[] {
  const row = (kind: AttendanceRow['kind']) => (subject: string) => ({
    subject,
    started_at: startedAt,
    talk_id: talkId,
    organisation_id: organisationId,
    kind,
  });
  const rows = [...departments.map(row('department')), ...accounts.map(row('account'))];
  return rows.length > 0 ? [tx.insertInto('attendance').values(rows)] : [];
}

/** Departments and accounts of a talk, as `policy.ts` asks for them. */
export function attending(rows: readonly Pick<AttendanceRow, 'kind' | 'subject'>[]): {
  departments: string[];
  people: string[];
} {
  const of = (kind: AttendanceRow['kind']) => rows.filter((row) => row.kind === kind).map((row) => row.subject);
  return { departments: of('department'), people: of('account') };
}
