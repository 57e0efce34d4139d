export { createHttp, createLocalHttp } from './create-http.ts';
export type { HttpConfig, HttpParts, Live, LiveChange, LiveTalk, Log, SealResult } from './ports.ts';
export { WebNotBuilt } from './web-app.ts';
