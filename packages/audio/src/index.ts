export type { ChannelFormat, Codec, Entry, Gap, Packet } from './packets.ts';
