/** What a file is by its first bytes, whatever its name says. */

/** Kinds of recordings that are taken in as files. */
export const FILE_TYPES = ['audio/wav', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/webm'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** First bytes that are enough to know any of them; a shorter file is looked at as a whole. */
export const SNIFF_LENGTH = 4096;

const BRANDS = new Set('M4A |M4B |mp41|mp42|isom|iso2|iso3|iso4|iso5|iso6|dash|3gp4|3gp5|3gp6|M4V |MSNV'.split('|'));
const OGG_CODECS = ['OpusHead', '\x01vorbis', 'Speex   ', '\x7fFLAC'];
/** Kilobits a second of MPEG 1 and of MPEG 2 and 2.5, layer III (ISO/IEC 11172-3, 2.4.2.3; 13818-3). */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/**
 * The kind of recording that begins with these bytes; undefined for everything else. `audio/mp4` is also said of a file
 * with a picture: only its boxes would tell.
 */
export function sniff(first: Uint8Array): FileType | undefined {
  const text = (at: number, length: number) => String.fromCharCode(...first.subarray(at, at + length));
  if ((text(0, 4) === 'RIFF' || text(0, 4) === 'RF64') && text(8, 4) === 'WAVE') return 'audio/wav';
  if (text(4, 4) === 'ftyp' && BRANDS.has(text(8, 4))) return 'audio/mp4';
  if (text(0, 4) === 'OggS' && first[4] === 0) {
    const packet = 27 + (first[26] ?? 0);
    return OGG_CODECS.some((codec) => text(packet, codec.length) === codec) ? 'audio/ogg' : undefined;
  }
  if (text(0, 4) === '\x1a\x45\xdf\xa3') return text(0, 64).includes('webm') ? 'audio/webm' : undefined;
  if (text(0, 3) === 'ID3' && first[3]! < 5 && [6, 7, 8, 9].every((at) => first[at]! < 0x80)) return 'audio/mpeg';
  return twoFrames(first) ? 'audio/mpeg' : undefined;
}

/** Two headers of MPEG layer III, the second where the first frame ends: one alone is found in any noise. */
function twoFrames(first: Uint8Array): boolean {
  const length = frameLength(first, 0);
  return length !== undefined && frameLength(first, length) !== undefined;
}

function frameLength(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe6) !== 0xe2) return undefined;
  const version = (bytes[at + 1]! >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const rate = (version === 3 ? RATES_1 : RATES_2)[bytes[at + 2]! >> 4];
  const samples = SAMPLE_RATES[(bytes[at + 2]! >> 2) & 3];
  if (version === 1 || rate === undefined || rate === 0 || samples === undefined) return undefined;
  const hertz = samples / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (bytes[at + 2]! >> 1) & 1;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * rate) / hertz) + padding;
}
