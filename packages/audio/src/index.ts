export type { ChannelFormat, Codec, Entry, Gap, Packet } from './packets.ts';
export { EntriesError, EntryPacker, packEntries, unpackEntries } from './packing.ts';
