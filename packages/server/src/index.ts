export { type BackupOptions, type BackupReport, backup, makeBackupKey } from './backup/backup.ts';
export { BackupError } from './backup/error.ts';
export { type RestoreOptions, type RestoreReport, restore } from './backup/restore.ts';
export { checkData, type DataReport } from './check-data.ts';
export { jsonLog, type Log } from './log.ts';
export { type RunningServer, StartError, startServer } from './main.ts';
