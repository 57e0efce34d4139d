export { createHttp, createLocalHttp } from './create-http.ts';
export type {
  CallControls,
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
export { smsWebhook } from './senders.ts';
export { WebNotBuilt } from './web-app.ts';
