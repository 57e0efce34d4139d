/** Whether a file that was handed in is what its maker's recorder told the fingerprints of, while it was made. */
import { createHash } from 'node:crypto';
import type { House } from '../house.ts';
import type { Fingerprint, Likeness } from './face.ts';
import { fingerprintsOf } from './own-recordings.ts';

/** `length`: of the file. Null where nothing was told of this talk. The file must be in the vault. */
export async function likenessOf(
  house: House,
  { id, talk_id: talkId, length }: { readonly id: string; readonly talk_id: string; readonly length: number },
): Promise<Likeness | null> {
  const { read } = house.database;
  const own = await read
    .selectFrom('own_recording')
    .select('id')
    .where('talk_id', '=', talkId)
    .where('state', '<>', 'invited')
    .execute();
  const parts: Fingerprint[][] = [];
  for (const { id: recordingId } of own)
    for await (const one of fingerprintsOf(house, recordingId)) {
      const last = parts.at(-1);
      if (last === undefined || last[0]!.part !== one.part || one.bytes < last.at(-1)!.bytes) parts.push([one]);
      else last.push(one);
    }
  if (parts.length === 0) return null;
  const places = [...new Set(parts.flat().map(({ bytes }) => bytes))].filter((bytes) => bytes <= length);
  const found = await prefixes(
    house,
    id,
    places.sort((a, b) => a - b),
  );
  const like = parts.map((part) => likeOne(part, length, found));
  return like.find((one) => one === 'same') ?? like.find((one) => one === 'partly') ?? 'differs';
}

function likeOne(part: readonly Fingerprint[], length: number, found: ReadonlyMap<number, string>): Likeness {
  const within = part.filter(({ bytes }) => bytes <= length);
  if (within.length === 0 || within.some(({ bytes, sha256 }) => found.get(bytes) !== sha256)) return 'differs';
  return part.at(-1)!.bytes === length ? 'same' : 'partly';
}

/** SHA-256 (hex) of the first so many bytes of a file, for each of these places in order. */
async function prefixes(house: House, fileId: string, places: readonly number[]): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const hash = createHash('sha256');
  let next = 0;
  for await (const { start, content } of house.vault.read(fileId, { channel: 1 })) {
    let from = 0;
    for (; next < places.length && places[next]! <= start + content.length; next += 1) {
      const to = places[next]! - start;
      hash.update(content.subarray(from, to));
      from = to;
      found.set(places[next]!, hash.copy().digest('hex'));
    }
    hash.update(content.subarray(from));
    if (next === places.length) break;
  }
  return found;
}
