export { checkData, type DataReport } from './check-data.ts';
export { type Config, ConfigError, type ConfigSources, readConfig, SETTINGS } from './config.ts';
export { localSocketPath } from './local-socket.ts';
export { jsonLog, type Log } from './log.ts';
export { type RunningServer, StartError, startServer } from './main.ts';
