export { type Config, ConfigError, type ConfigSources, readConfig, SETTINGS } from './config.ts';
export { jsonLog, type Log } from './log.ts';
export { type RunningServer, startServer } from './main.ts';
