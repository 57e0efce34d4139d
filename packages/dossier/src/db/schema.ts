/**
 * The tables as Kysely knows them: each area's rows stand in its `tables.ts`, the DDL in migrations/. Every row carries its
 * organisation. Ids are UUIDv7 text, times epoch milliseconds (columns in `_us`: microseconds, where a recording's tick 0
 * needs them), booleans 0 or 1, JSON is text. `sealed` columns are ciphertext under the talk's key: names, numbers, labels,
 * metadata.
 */
import type { AbsentTables } from '../absent/tables.ts';
import type { DeviceTables } from '../device/tables.ts';
import type { EditTables } from '../edit/tables.ts';
import type { HandedTables } from '../handed/tables.ts';
import type { JobTables } from '../jobs/tables.ts';
import type { KeepingTables } from '../keeping/tables.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import type { MailTables } from '../mail/tables.ts';
import type { ObjectionTables } from '../objection/tables.ts';
import type { OrganisationTables } from '../organisation/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { PersonalTables } from '../personal/tables.ts';
import type { RecordingTables } from '../recording/tables.ts';
import type { RightsTables } from '../rights/tables.ts';
import type { SearchTables } from '../search/tables.ts';
import type { ShareTables } from '../share/tables.ts';
import type { SignTables } from '../sign/tables.ts';
import type { SoundTables } from '../sound/tables.ts';
import type { StaffTables } from '../staff/tables.ts';
import type { TalkTables } from '../talk/tables.ts';
import type { WatchTables } from '../watch/tables.ts';

/** Every table, by its name. */
export interface Schema
  extends OrganisationTables,
    StaffTables,
    PeopleTables,
    ObjectionTables,
    SignTables,
    TalkTables,
    RecordingTables,
    DeviceTables,
    SoundTables,
    SearchTables,
    LedgerTables,
    JobTables,
    PersonalTables,
    KeepingTables,
    HandedTables,
    MailTables,
    RightsTables,
    AbsentTables,
    ShareTables,
    EditTables,
    WatchTables {}
