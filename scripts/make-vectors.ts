/**
 * Writes docs/spec/vectors and the worked example in docs/spec/sealed-recording.md. It follows the page by itself and
 * uses nothing of packages/vault, so that page, writer and checker are three things that must agree.
 * Deterministic: keys, salts and times are fixed and of no other use.
 */
import { createCipheriv, createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = join(root, 'docs/spec/vectors');
mkdirSync(out, { recursive: true });

const H = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const u = (bytes: number, value: number) => {
  const b = Buffer.alloc(bytes);
  b.writeUIntBE(Math.floor(value % 2 ** 48), Math.max(0, bytes - 6), Math.min(6, bytes));
  return b;
};
const fixed = (name: string, length: number) => H(Buffer.from(`woordelijk example ${name}`)).subarray(0, length);

const id = Buffer.from('019340e2a0007abc8def0123456789ab', 'hex');
const key = fixed('recording key', 32);
const part = fixed('part', 16);
const partKey = Buffer.from(hkdfSync('sha256', key, part, 'woordelijk/part/v1', 32));
const start = 1_760_000_000_000_000;

interface Leaf {
  kind: number;
  start: number;
  duration: number;
  content: Buffer;
}
const format = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
const event = (at: number, body: object): Leaf => ({
  kind: 2,
  start: at,
  duration: 0,
  content: Buffer.from(JSON.stringify(body)),
});
const packet = (n: number) =>
  Buffer.concat([
    u(1, 1),
    u(1, 8),
    u(2, 100 + n),
    u(4, 5000 + 160 * n),
    u(4, 0x11111111),
    u(1, n === 0 ? 1 : 0),
    u(6, 800 + 160 * n),
    u(6, 100_000 + 20_000 * n),
    u(2, 160),
    Buffer.alloc(160, 0xd5 - n),
  ]);
const gap = (at: number, duration: number, packets: number) =>
  Buffer.concat([u(1, 2), u(6, at), u(4, duration), u(4, packets)]);

const chunks: { channel: number; leaves: Leaf[] }[] = [
  {
    channel: 0,
    leaves: [
      event(start, {
        event: 'begin',
        startedAt: start,
        source: 'phone',
        channels: [{ channel: 1, label: '1', format }],
      }),
    ],
  },
  {
    channel: 1,
    leaves: [
      { kind: 1, start: start + 100_000, duration: 40_000, content: Buffer.concat([packet(0), packet(1)]) },
      { kind: 1, start: start + 140_000, duration: 40_000, content: Buffer.concat([gap(1120, 160, 1), packet(3)]) },
    ],
  },
  { channel: 0, leaves: [event(start + 180_000, { event: 'end', ending: 'bye', at: start + 180_000 })] },
];

const header = Buffer.concat([Buffer.from('woordelijk-sealed-recording/v1\n'), id]);
const record = (type: number, body: Buffer) => Buffer.concat([u(1, type), u(4, body.length), body]);
/** The records of a recording, and the hashes of its leaves. */
function recordsOf(id: Buffer, partKey: Buffer, wanted: readonly { channel: number; leaves: Leaf[] }[]) {
  const leafHashes: Buffer[] = [];
  const lines: string[] = [];
  const records = wanted.map(({ channel, leaves }, number) => {
    const first = leafHashes.length;
    const salts = leaves.map((_, i) => fixed(`salt ${first + i}`, 16));
    const commitments = leaves.map((leaf, i) => H(salts[i]!, leaf.content));
    const clear = Buffer.concat([
      part,
      u(4, number),
      u(4, first),
      u(2, channel),
      u(2, leaves.length),
      ...leaves.map((leaf, i) =>
        Buffer.concat([u(1, leaf.kind), u(8, leaf.start), u(4, leaf.duration), commitments[i]!]),
      ),
    ]);
    const plain = Buffer.concat(
      leaves.map((leaf, i) => Buffer.concat([salts[i]!, u(4, leaf.content.length), leaf.content])),
    );
    const cipher = createCipheriv('aes-256-gcm', partKey, Buffer.concat([Buffer.alloc(8), u(4, number)])).setAAD(
      Buffer.concat([id, clear]),
    );
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    leaves.forEach((leaf, i) => {
      const bytes = Buffer.concat([
        u(1, 1),
        u(1, leaf.kind),
        id,
        u(4, first + i),
        u(2, channel),
        u(8, leaf.start),
        u(4, leaf.duration),
        commitments[i]!,
        H(sealed),
      ]);
      leafHashes.push(H(Buffer.of(0), bytes));
      if (first + i === 1) {
        lines.push(
          `leaf 1: salt         ${salts[i]!.toString('hex')}`,
          `        content      ${leaf.content.length} bytes, ${leaf.content.subarray(0, 30).toString('hex')}…`,
        );
        lines.push(
          `        commitment   ${commitments[i]!.toString('hex')}`,
          `        sealed hash  ${H(sealed).toString('hex')}`,
        );
        lines.push(
          `        leaf         ${bytes.toString('hex')}`,
          `        leaf hash    ${leafHashes.at(-1)!.toString('hex')}`,
        );
      }
    });
    return record(1, Buffer.concat([clear, sealed]));
  });
  return { records, leafHashes, lines };
}
const { records, leafHashes, lines } = recordsOf(id, partKey, chunks);

const node = (hashes: Buffer[]): Buffer => {
  if (hashes.length === 1) return hashes[0]!;
  const k = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return H(Buffer.of(1), node(hashes.slice(0, k)), node(hashes.slice(k)));
};
const treeRoot = node(leafHashes);
const head = Buffer.concat([u(1, 1), id, u(4, leafHashes.length), u(1, 1), treeRoot]);
// Another recording's head stands beside it in the commit, as on a busy server.
const otherHead = Buffer.concat([u(1, 1), fixed('other recording', 16), u(4, 7), u(1, 0), fixed('other root', 32)]);
const headHashes = [otherHead, head].map((bytes) => H(Buffer.of(0), bytes));
const text = [
  'woordelijk/heads/v1',
  'commit 42',
  'heads 2',
  `root ${node(headHashes).toString('hex')}`,
  `previous ${fixed('commit 41', 32).toString('hex')}`,
  'time 1760000000185',
  '',
].join('\n');

const signKey = (name: string) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), fixed(name, 32)]),
    format: 'der',
    type: 'pkcs8',
  });
const publicOf = (name: string) => createPublicKey(signKey(name)).export({ type: 'spki', format: 'der' }).subarray(-32);
const keyId = (name: string, pub: Buffer) => H(Buffer.from(`${name}\n`), Buffer.of(1), pub).subarray(0, 4);
const vkeyOf = (name: string, pub: Buffer) =>
  `${name}+${keyId(name, pub).toString('hex')}+${Buffer.concat([Buffer.of(1), pub]).toString('base64')}`;
const NAME = 'example.example';
const pub = publicOf('signing key');
const vkey = vkeyOf(NAME, pub);
const noteOf = (words: string, secret = 'signing key', p = pub) =>
  `${words}\n\u2014 ${NAME} ${Buffer.concat([keyId(NAME, p), sign(null, Buffer.from(words), signKey(secret))]).toString('base64')}\n`;
const sealOf = (
  parts: {
    size?: number;
    closed?: number;
    root?: Buffer;
    index?: number;
    path?: Buffer;
    vkey?: string;
    note?: string;
  } = {},
) => {
  const claimed = Buffer.from(parts.vkey ?? vkey);
  return record(
    2,
    Buffer.concat([
      u(4, parts.size ?? leafHashes.length),
      u(1, parts.closed ?? 1),
      parts.root ?? treeRoot,
      u(4, parts.index ?? 1),
      u(1, 1),
      parts.path ?? headHashes[0]!,
      u(2, claimed.length),
      claimed,
      Buffer.from(parts.note ?? noteOf(text)),
    ]),
  );
};
const seal = sealOf();
const example = Buffer.concat([header, ...records, seal]);

// A file that somebody handed in, under a key and an id of its own; the same part id would do, its salt is the key's.
const fileId = Buffer.from('019340e2b0007abc8def0123456789ab', 'hex');
const fileKey = fixed('file key', 32);
const content = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(996, 0x2e)]);
const stretch = (from: number, to: number): { channel: number; leaves: Leaf[] } => ({
  channel: 1,
  leaves: [{ kind: 3, start: from, duration: to - from, content: content.subarray(from, to) }],
});
const filePartKey = Buffer.from(hkdfSync('sha256', fileKey, part, 'woordelijk/part/v1', 32));
const filed = recordsOf(fileId, filePartKey, [
  {
    channel: 0,
    leaves: [
      event(start, {
        event: 'begin',
        startedAt: start,
        source: 'file',
        channels: [],
        bytes: 1000,
        mediaType: 'audio/wav',
      }),
    ],
  },
  stretch(0, 600),
  stretch(600, 1000),
  {
    channel: 0,
    leaves: [event(start + 9, { event: 'end', ending: 'complete', at: start + 9, sha256: H(content).toString('hex') })],
  },
]);
const fileRoot = node(filed.leafHashes);
const fileHead = H(Buffer.of(0), u(1, 1), fileId, u(4, filed.leafHashes.length), u(1, 1), fileRoot);
const fileNote = text.replace(/root \w+/, `root ${node([headHashes[0]!, fileHead]).toString('hex')}`);
writeFileSync(
  join(out, 'file.sealed'),
  Buffer.concat([
    Buffer.from('woordelijk-sealed-recording/v1\n'),
    fileId,
    ...filed.records,
    sealOf({ size: filed.leafHashes.length, root: fileRoot, note: noteOf(fileNote) }),
  ]),
);
writeFileSync(join(out, 'file.key'), `${fileKey.toString('hex')}\n`);
writeFileSync(join(out, 'example.sealed'), example);
writeFileSync(join(out, 'example.key'), `${key.toString('hex')}\n`);
writeFileSync(join(out, 'example.vkey'), `${vkey}\n`);

const flipped = (at: number) => {
  const copy = Buffer.from(example);
  copy[at]! ^= 1;
  return copy;
};
const recordAt = (n: number) => header.length + records.slice(0, n).reduce((sum, r) => sum + r.length, 0);
const otherPub = publicOf('another signing key');
const cases: Record<string, { why: string; bytes: Buffer }> = {
  'chunk-flipped': { why: 'one bit of the sound’s ciphertext is flipped', bytes: flipped(recordAt(1) + 200) },
  'commitment-flipped': { why: 'one bit of a commitment is flipped', bytes: flipped(recordAt(1) + 5 + 28 + 13) },
  'start-flipped': { why: 'one bit of a leaf’s start is flipped', bytes: flipped(recordAt(1) + 5 + 28 + 8) },
  'chunk-missing': { why: 'the sound was cut out', bytes: Buffer.concat([header, records[0]!, records[2]!, seal]) },
  'chunk-twice': {
    why: 'the sound stands there twice',
    bytes: Buffer.concat([header, records[0]!, records[1]!, records[1]!, records[2]!, seal]),
  },
  'chunks-swapped': {
    why: 'two chunks changed places',
    bytes: Buffer.concat([header, records[1]!, records[0]!, records[2]!, seal]),
  },
  'tail-missing': { why: 'the last leaf was cut off', bytes: Buffer.concat([header, records[0]!, records[1]!, seal]) },
  'seal-missing': { why: 'there is no seal', bytes: Buffer.concat([header, ...records]) },
  'after-seal': { why: 'sound was added after the seal', bytes: Buffer.concat([example, records[1]!]) },
  torn: { why: 'the file ends in the middle of a record', bytes: example.subarray(0, recordAt(1) + 100) },
  'id-changed': { why: 'the recording’s id in the header is another', bytes: flipped(35) },
  'root-changed': {
    why: 'the seal holds another root',
    bytes: Buffer.concat([header, ...records, sealOf({ root: fixed('other root', 32) })]),
  },
  'not-closed': {
    why: 'the seal says that the recording was still running',
    bytes: Buffer.concat([header, ...records, sealOf({ closed: 0 })]),
  },
  'path-changed': {
    why: 'the path in the seal is another',
    bytes: Buffer.concat([header, ...records, sealOf({ path: fixed('path', 32) })]),
  },
  'place-changed': {
    why: 'the place of the head is another',
    bytes: Buffer.concat([header, ...records, sealOf({ index: 0 })]),
  },
  'time-changed': {
    why: 'the note’s time was changed after it was signed',
    bytes: Buffer.concat([header, ...records, sealOf({ note: noteOf(text).replace('0185', '0186') })]),
  },
  'signer-other': {
    why: 'another key signed under the same name',
    bytes: Buffer.concat([header, ...records, sealOf({ note: noteOf(text, 'another signing key', pub) })]),
  },
};
for (const [name, { bytes }] of Object.entries(cases)) writeFileSync(join(out, `${name}.sealed`), bytes);
// Intact in itself, but signed by somebody else: unconfirmed without a pinned key, refused with one.
writeFileSync(
  join(out, 'stranger.sealed'),
  Buffer.concat([
    header,
    ...records,
    sealOf({ vkey: vkeyOf(NAME, otherPub), note: noteOf(text, 'another signing key', otherPub) }),
  ]),
);
writeFileSync(
  join(out, 'cases.json'),
  `${JSON.stringify(
    Object.entries(cases).map(([name, { why }]) => ({ file: `${name}.sealed`, why })),
    null,
    2,
  )}\n`,
);

const shown = [
  `recording id         ${id.toString('hex')}`,
  `recording key        ${key.toString('hex')}`,
  `part id              ${part.toString('hex')}`,
  `part key             ${partKey.toString('hex')}`,
  ...lines,
  ...leafHashes.map((hash, i) => `leaf hash ${i}          ${hash.toString('hex')}`),
  `root over ${leafHashes.length} leaves     ${treeRoot.toString('hex')}`,
  `head                 ${head.toString('hex')}`,
  `head hash            ${headHashes[1]!.toString('hex')}`,
  `path (1 hash)        ${headHashes[0]!.toString('hex')}`,
  '',
  'signed note:',
  '',
  ...noteOf(text).trimEnd().split('\n'),
  '',
  `verifier key: ${vkey}`,
  '',
  `The file has ${example.length} bytes: header 47, records of ${records.map((r) => r.length).join(', ')} and ${seal.length}; H(file) = ${H(example).toString('hex')}.`,
  '',
  'Its second record (the sound), whole:',
  '',
  ...(records[1]!.toString('hex').match(/.{1,96}/g) ?? []),
];
const page = join(root, 'docs/spec/sealed-recording.md');
const before = readFileSync(page, 'utf8');
const after = before.replace(
  /(?<=`vectors\/example\.vkey`:\n\n)[\s\S]*?(?=\n\n## Other vectors)/,
  `\`\`\`\n${shown.join('\n')}\n\`\`\``,
);
writeFileSync(page, after);
