import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sendCopy } from '../../src/http/copies.ts';
import { zip } from '../../src/http/zip.ts';
import { house } from './house.ts';

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const entry = (name: string, ...parts: Uint8Array[]) => ({
  name,
  async *content() {
    yield* parts;
  },
});

/** Reads a zip the way unpackers do: from the directory at its end. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  const files = new Map<string, Buffer>();
  let o = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    expect(bytes.readUInt32LE(o)).toBe(0x02014b50);
    const length = bytes.readUInt32LE(o + 24);
    const name = bytes.toString('utf8', o + 46, o + 46 + bytes.readUInt16LE(o + 28));
    const local = bytes.readUInt32LE(o + 42);
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    files.set(name, bytes.subarray(start, start + length));
    expect(bytes.readUInt32LE(start + length + 4)).toBe(bytes.readUInt32LE(o + 16));
    o += 46 + bytes.readUInt16LE(o + 28) + bytes.readUInt16LE(o + 30);
  }
  return files;
}

it('a zip gives back any files, whatever pieces they came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), { maxLength: 6 }),
      async (files) => {
        const names = files.map((_, n) => `proof/é-${n}.bin`);
        const out = unzip(
          await bytesOf(
            zip(
              files.map((parts, n) => entry(names[n]!, ...parts)),
              Date.UTC(2026, 0, 2),
            ),
          ),
        );
        expect([...out.keys()]).toEqual(names);
        for (const [n, parts] of files.entries()) expect(out.get(names[n]!)!.equals(Buffer.concat(parts))).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

it('a zip opens with somebody else’s unpacker', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  const file = join(folder, 'copy.zip');
  writeFileSync(
    file,
    await bytesOf(
      zip([entry('leg-1.pcma', Buffer.alloc(100_000, 7)), entry('proof/é.json', Buffer.from('{}'))], Date.now()),
    ),
  );
  const script =
    'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(",".join(z.namelist()), len(z.read("leg-1.pcma")))';
  expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe(
    'leg-1.pcma,proof/é.json 100000',
  );
  expect(readFileSync(file).length).toBeGreaterThan(100_000);
});

it('a copy is named after its day and id, never after a person', async () => {
  const { dossier, talks } = house({ talks: 1, webRoot: '' });
  const seen: Record<string, string> = {};
  const reply = {
    type: () => reply,
    header: (name: string, value: string) => {
      seen[name] = value;
      return reply;
    },
    send: (body: AsyncIterable<Uint8Array>) => body,
  };
  for (const [kind, name] of [
    ['legs', /^attachment; filename="gesprek-\d{4}-\d\d-\d\d-[0-9a-z]{8}-legs\.zip"$/],
    ['wav', /-wav\.wav"$/],
    ['mp3', /-mp3\.mp3"$/],
  ] as const) {
    const body = sendCopy(talks[0]!, kind, await dossier.copy(talks[0]!.id, kind, 'cli'), reply as never);
    expect((await bytesOf(body as never)).length).toBeGreaterThan(0);
    expect(seen['content-disposition']).toMatch(name);
  }
});
