export { checkData, type DataReport } from './check-data.ts';
export { jsonLog, type Log } from './log.ts';
export { type RunningServer, StartError, startServer } from './main.ts';
