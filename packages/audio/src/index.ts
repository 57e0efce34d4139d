export { adtsHeader, adtsPayload } from './adts.ts';
export {
  ContainerError,
  type ContainerReader,
  type ContainerState,
  FRAME_RATE,
  type Frame,
} from './container/container.ts';
export { openContainer, resumeContainer } from './container/open-container.ts';
export {
  type Change,
  EDITED_LENGTH,
  EDITED_TITLE,
  editedTicks,
  MARK_MS,
  renderEdited,
  saysEdited,
  TREATMENTS,
  type Treatment,
} from './edited.ts';
export { AudioError } from './error.ts';
export { decodeG711, encodeG711, G711_RATE, type Law, lawOf } from './g711.ts';
export { levelOf, PEAK_STEP_MS, PeakMeter } from './loudness.ts';
export { encodeMp3, MP3_BITRATE, type Mp3Tags, mp3Of } from './mp3.ts';
export { oggOpus, oggPayload, type PlacedPacket } from './ogg.ts';
export { decodedRate, HEARD_BEFORE, OPUS_RATE, SoundPlacer } from './opus/decoder.ts';
export { opusDuration } from './opus/packet.ts';
export type { ChannelFormat, Codec, Entry, Gap, Packet } from './packets.ts';
export { EntriesError, EntryPacker, packEntries, unpackEntries } from './packing.ts';
export { FILE_TYPES, type FileType, SNIFF_LENGTH, sniff } from './sniff.ts';
export {
  type ChannelSound,
  isSoundless,
  notDecodable,
  type PlacedSound,
  placeG711,
  type Rendering,
  renderChannel,
  type Span,
  spanOf,
} from './timeline.ts';
export { editedWav, readWav, type WavShape, wavBytes, wavHeader } from './wav.ts';
