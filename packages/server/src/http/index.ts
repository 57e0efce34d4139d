export { createHttp, createLocalHttp } from './create-http.ts';
export { smsWebhook } from './personal.ts';
export type {
  DeliveryState,
  DeviceEnd,
  HttpConfig,
  HttpParts,
  Live,
  LiveChange,
  LiveTalk,
  Log,
  RecorderDoor,
  SealResult,
} from './ports.ts';
export { WebNotBuilt } from './web-app.ts';
