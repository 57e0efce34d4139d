/** What a command needs that runs beside the server: its settings and its local socket. Loads nothing heavy. */
export { type Config, ConfigError, type ConfigSources, readConfig, SETTINGS } from './config.ts';
export { localSocketPath } from './local-socket.ts';
