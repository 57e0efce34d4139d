export type * from './door.ts';
export {
  type Log,
  RTP_PORTS,
  TELEPHONY_LIMITS,
  TELEPHONY_TERMS,
  TelephonyError,
  type TelephonyLimits,
  type TelephonySettings,
  type TelephonyTerms,
} from './settings.ts';
export type { StreamCounters } from './stream.ts';
export { type CallSnapshot, type ChannelSnapshot, startTelephony, type Telephony } from './telephony.ts';
