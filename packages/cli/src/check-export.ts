/**
 * Checks an exported copy offline: the sealed file against its own proofs, and the sound files beside it against the
 * sealed file. Needs the copy, and (to know who signed) the verifier key from somewhere else.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AudioError,
  adtsPayload,
  type ChannelFormat,
  type ChannelSound,
  decodedRate,
  EDITED_LENGTH,
  type Entry,
  G711_RATE,
  HEARD_BEFORE,
  type Law,
  oggPayload,
  readWav,
  SoundPlacer,
  type Span,
  saysEdited,
  spanOf,
  unpackEntries,
  wavBytes,
} from '@woordelijk/audio';
import { nodeCrypto } from '@woordelijk/vault';
import { type Verification, type VerifiedLeaf, verifySealed } from '@woordelijk/vault/verify';
import { CliError } from './output.ts';

/** What the check of a copy says. */
export interface ExportReport {
  /** `intact`, `damaged`, or not the original at all: `edited`, or `derived` (an MP3: nothing to check it by). */
  readonly state: 'intact' | 'damaged' | 'derived' | 'edited';
  readonly signer: Verification['signer'] | 'none';
  /** One sentence for a person. */
  readonly meaning: string;
  readonly recording: string | null;
  readonly fingerprint: string | null;
  readonly signedAt: string | null;
  readonly files: readonly {
    readonly file: string;
    readonly state: 'as-sealed' | 'differs' | 'edited' | 'not-covered';
  }[];
  /** Sound that is missing, as the seal itself tells it: milliseconds since the start. */
  readonly gaps: readonly { readonly channel: number; readonly fromMs: number; readonly toMs: number }[];
  readonly findings: readonly { readonly code: string; readonly place: string; readonly meaning: string }[];
}

interface Leg {
  format: ChannelFormat;
  readonly leaves: { readonly entries: Uint8Array; readonly format: ChannelFormat }[];
}

interface Contents {
  /** What the seal says the sound came by. */
  source: string;
  startedAt: number;
  endedAt: number;
  readonly legs: Map<number, Leg>;
}

/** Whether a folder or file is a copy that this can check. */
export async function isExport(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  if (found.isFile()) return path.endsWith('.sealed') || path.endsWith('.mp3') || (await isEdited(path));
  const names = await readdir(path);
  return names.includes('proof') || names.some((name) => name.endsWith('.mp3') || name.endsWith('.sealed'));
}

/** `pinned`: verifier keys that the reader trusts. `held`: heads that somebody held while it was recorded. */
export async function checkExport(
  path: string,
  pinned: readonly string[],
  held: readonly { readonly size: number; readonly root: Uint8Array }[] = [],
): Promise<ExportReport> {
  const folder = (await stat(path)).isDirectory() ? path : undefined;
  if (folder === undefined && (await isEdited(path))) return derived('edited', EDITED);
  const sealed = folder === undefined ? path : await sealedIn(folder);
  if (sealed === undefined || sealed.endsWith('.mp3')) return derived('derived', DERIVED);
  const contents: Contents = { source: '', startedAt: 0, endedAt: 0, legs: new Map() };
  const key = await keyBeside(sealed);
  const found = await verifySealed(createReadStream(sealed), {
    crypto: nodeCrypto,
    pinned,
    held,
    ...(key === undefined ? {} : { recordingKey: key }),
    onLeaf: (leaf) => take(contents, leaf),
  });
  const files = folder === undefined ? [] : await checkFiles(folder, contents);
  const findings = [
    ...found.findings,
    ...files
      .filter((f) => f.state === 'differs')
      .map((f) => ({
        code: 'file-differs',
        place: f.file,
        meaning: 'This file is not the sound that was sealed: it was changed, or it belongs to another recording.',
      })),
  ];
  const sound = findings.length === 0 ? 'intact' : 'damaged';
  // An edited copy is sealed too: its seal says that it is one, and holds for the copy only.
  const state = sound === 'intact' && contents.source === 'edit' ? 'edited' : sound;
  return {
    state,
    signer: found.signer,
    meaning: state === 'edited' ? EDITED : meaningOf(sound, found),
    recording: found.recording ?? null,
    fingerprint: found.recording === undefined ? null : found.root,
    signedAt: found.signedAt === undefined ? null : new Date(found.signedAt).toISOString(),
    files,
    gaps: gapsOf(contents),
    findings,
  };
}

function meaningOf(state: 'intact' | 'damaged', found: Verification): string {
  if (state === 'damaged') return 'Damaged: this is not what was sealed. See the findings.';
  const sound = found.opened ? '' : ' The sound itself was not opened: its key is not beside it.';
  return found.signer === 'confirmed'
    ? `Unchanged since the server with your trusted key signed it; no proof against that server’s own operator.${sound}`
    : `Consistent, signer unconfirmed: unchanged since it was signed, but nothing here shows by whom. Give the server’s verifier key with --key.${sound}`;
}

const DERIVED = 'Derived, not verifiable: an MP3 is converted sound. Ask for the exact copy to check it.';
const EDITED =
  'Edited copy, not the original recording: it says itself what was changed, why and by whom. Ask for the exact copy to check the original.';

function derived(state: 'derived' | 'edited', meaning: string): ExportReport {
  return {
    state,
    signer: 'none',
    meaning,
    recording: null,
    fingerprint: null,
    signedAt: null,
    files: [],
    gaps: [],
    findings: [],
  };
}

/** Whether a file says of itself that it is an edited copy. */
async function isEdited(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(EDITED_LENGTH), 0, EDITED_LENGTH, 0);
    return saysEdited(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function sealedIn(folder: string): Promise<string | undefined> {
  for (const place of [join(folder, 'proof', 'recording.sealed'), join(folder, 'recording.sealed')]) {
    if ((await stat(place).catch(() => undefined))?.isFile() === true) return place;
  }
  return undefined;
}

async function keyBeside(sealed: string): Promise<Uint8Array | undefined> {
  const file = sealed.replace(/\.sealed$/, '.key');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new CliError('key-malformed', `${file} must hold 64 hexadecimal digits.`);
  return Buffer.from(text.trim(), 'hex');
}

function take(contents: Contents, leaf: VerifiedLeaf): void {
  if (leaf.kind === 1) {
    const leg = contents.legs.get(leaf.channel);
    leg?.leaves.push({ entries: leaf.content, format: leg.format });
    return;
  }
  if (leaf.kind !== 2) return;
  const event = JSON.parse(Buffer.from(leaf.content).toString('utf8'));
  if (event.event === 'begin') {
    contents.source = String(event.source);
    contents.startedAt = event.startedAt;
    for (const { channel, format } of event.channels) contents.legs.set(channel, { format, leaves: [] });
  } else if (event.event === 'format') {
    const leg = contents.legs.get(leaf.channel);
    if (leg === undefined) contents.legs.set(leaf.channel, { format: event.format, leaves: [] });
    else leg.format = event.format;
  } else if (event.event === 'end') contents.endedAt = event.at;
}

async function checkFiles(folder: string, contents: Contents): Promise<ExportReport['files']> {
  const expected = new Set(payloadHashes(contents));
  const files: { file: string; state: 'as-sealed' | 'differs' | 'edited' | 'not-covered' }[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const path = join(folder, file);
    if (file.startsWith('.') || !(await stat(path)).isFile() || file.endsWith('.sealed') || file.endsWith('.key'))
      continue;
    if (file === 'timeline.json' || file === 'LEESMIJ.txt') files.push({ file, state: 'not-covered' });
    else if (await isEdited(path)) files.push({ file, state: 'edited' });
    else if (file.endsWith('.wav'))
      files.push({ file, state: (await wavAsSealed(path, contents)) ? 'as-sealed' : 'differs' });
    else files.push({ file, state: expected.has(await payloadHashOf(path)) ? 'as-sealed' : 'differs' });
  }
  return files;
}

/** Hashes that a file of received payload may have: per channel and codec, all packets one after the other. */
function payloadHashes(contents: Contents): string[] {
  const hashes: string[] = [];
  for (const { leaves, format } of contents.legs.values()) {
    const streams = new Map<string, ReturnType<typeof createHash>>();
    if (Object.keys(format.codecs).length > 0 && leaves.length === 0) streams.set('', createHash('sha256'));
    for (const leaf of leaves) {
      for (const entry of unpackEntries(leaf.entries)) {
        if (entry.kind !== 'packet') continue;
        const codec = leaf.format.codecs[entry.payloadType]?.name ?? String(entry.payloadType);
        let stream = streams.get(codec);
        if (stream === undefined) {
          stream = createHash('sha256');
          streams.set(codec, stream);
        }
        stream.update(entry.payload);
      }
    }
    for (const stream of streams.values()) hashes.push(stream.digest('hex'));
  }
  return hashes;
}

/** Renders each choice of legs that the file could be, and compares whole files. */
async function wavAsSealed(path: string, contents: Contents): Promise<boolean> {
  const file = await readFile(path);
  const wanted = createHash('sha256').update(file).digest('hex');
  const legs = [...contents.legs.values()];
  const sounds = await Promise.all(legs.map(soundOf));
  const rate = sounds.find(({ spans }) => spans.length > 0)?.rate ?? G711_RATE;
  const end = Math.ceil(((contents.endedAt - contents.startedAt) * (rate / 1000)) / 1000);
  const frames = Math.max(
    end,
    ...sounds.flatMap(({ spans }) => spans.map(({ to }) => to).filter((to) => to <= end + 60 * rate)),
  );
  for (const chosen of [...(sounds.length > 1 ? [sounds] : []), ...sounds.map((sound) => [sound])]) {
    for (const encoding of ['alaw', 'ulaw', 'pcm16'] as const satisfies readonly (Law | 'pcm16')[]) {
      const shape = { encoding, channels: chosen.length, frames, rate };
      if (wavBytes(shape) !== file.length) continue;
      const digest = createHash('sha256');
      try {
        for await (const part of readWav(shape, chosen, 0, file.length)) digest.update(part);
      } catch {
        continue; // the legs are in another law than this choice
      }
      if (digest.digest('hex') === wanted) return true;
    }
  }
  return false;
}

/** A leg as sound; what cannot be decoded is no sound, so no WAV of it is as sealed. */
async function soundOf({ leaves }: Leg): Promise<ChannelSound> {
  const heard: { entries: Entry[]; format: ChannelFormat; span: Span }[] = [];
  let rate: number | undefined;
  let placer = new SoundPlacer();
  for (const leaf of leaves) {
    const entries = [...unpackEntries(leaf.entries)];
    const packet = entries.find((entry) => entry.kind === 'packet');
    rate ??= packet && decodedRate(leaf.format.codecs[packet.payloadType]);
    try {
      const span = spanOf(await placer.place(entries, leaf.format));
      if (span.to > span.from) heard.push({ entries, format: leaf.format, span });
    } catch (error) {
      if (!(error instanceof AudioError)) throw error;
    }
  }
  placer.close();
  return {
    rate: rate ?? G711_RATE,
    spans: heard.map(({ span }) => span),
    async *read(first, end) {
      placer.close();
      placer = new SoundPlacer();
      for (const { entries } of heard.slice(Math.max(0, first - HEARD_BEFORE), first)) placer.hear(entries);
      for (const { entries, format } of heard.slice(first, end)) yield await placer.place(entries, format);
    },
    close: async () => placer.close(),
  };
}

function gapsOf(contents: Contents): ExportReport['gaps'] {
  const gaps: { channel: number; fromMs: number; toMs: number }[] = [];
  for (const [channel, { leaves }] of contents.legs) {
    for (const { entries, format } of leaves) {
      for (const entry of unpackEntries(entries)) {
        if (entry.kind !== 'gap') continue;
        const ms = 1000 / format.clockRate;
        gaps.push({ channel, fromMs: entry.at * ms, toMs: (entry.at + entry.duration) * ms });
      }
    }
  }
  return gaps;
}

/** Hash of the received payload in a file: Opus stands in Ogg, AAC behind heads, all else bare. */
async function payloadHashOf(path: string): Promise<string> {
  const open = path.endsWith('.opus') ? oggPayload : path.endsWith('.aac') ? adtsPayload : undefined;
  if (open === undefined) return hashOf(path);
  const payload = open(await readFile(path));
  return payload === undefined ? 'none' : createHash('sha256').update(payload).digest('hex');
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const part of createReadStream(path)) digest.update(part as Uint8Array);
  return digest.digest('hex');
}
