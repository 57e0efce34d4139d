import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
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

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('a zip gives back any files to somebody else’s unpacker, whatever pieces they came in', async () => {
  const folder = temporary();
  const file = join(folder, 'copy.zip');
  const script =
    'import sys,zipfile,hashlib,json\nz=zipfile.ZipFile(sys.argv[1])\nprint(json.dumps([[i.filename, hashlib.sha256(z.read(i)).hexdigest(), i.compress_type, oct(i.external_attr >> 16)] for i in z.infolist()]))';
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), { maxLength: 6 }),
      async (files) => {
        const entries = files.map((parts, n) => entry(`proof/é-${n}.bin`, ...parts));
        writeFileSync(file, await bytesOf(zip(entries, Date.UTC(2026, 0, 2))));
        const read = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
        expect(read).toEqual(
          files.map((parts, n) => [
            `proof/é-${n}.bin`,
            createHash('sha256').update(Buffer.concat(parts)).digest('hex'),
            0,
            '0o100644',
          ]),
        );
      },
    ),
    { numRuns: process.env.SLOW ? 200 : 8 },
  );
});

it('a zip holds what comes in small and large pieces, with its date', async () => {
  const file = join(temporary(), 'copy.zip');
  const big = Array.from({ length: 100 }, (_, n) => Buffer.alloc(100_000, n));
  const entries = [entry('leg-1.alaw', ...big), entry('empty.alaw'), entry('timeline.json', Buffer.from('{}'))];
  writeFileSync(file, await bytesOf(zip(entries, Date.UTC(2026, 0, 2, 12))));
  const script =
    'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint([(i.filename, i.file_size, i.date_time[:3]) for i in z.infolist()])';
  expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe(
    "[('leg-1.alaw', 10000000, (2026, 1, 2)), ('empty.alaw', 0, (2026, 1, 2)), ('timeline.json', 2, (2026, 1, 2))]",
  );
});

it('a zip is read no faster than it is taken, and who leaves ends the file under way', async () => {
  let given = 0;
  let ended = false;
  const endless = {
    name: 'endless',
    async *content() {
      try {
        for (;;) {
          given += 65_536;
          yield new Uint8Array(65_536);
        }
      } finally {
        ended = true;
      }
    },
  };
  const bytes = zip([endless, entry('never')], Date.now());
  await once(bytes, 'readable');
  bytes.read(1);
  let held: number;
  do {
    held = given;
    await new Promise((later) => setTimeout(later, 50));
  } while (given > held && given < 2 << 20); // until it stands still
  expect(given).toBeLessThan(2 << 20);
  bytes.destroy();
  await expect.poll(() => ended).toBe(true);
});

it('whoever leaves a zip leaves no file open, and none is opened after, wherever they leave', async () => {
  for (let piece = 1; piece <= 8; piece++) {
    let [open, late] = [0, 0];
    const file = (name: string, parts: number) => ({
      name,
      content() {
        if (bytes?.destroyed) late += 1;
        return (async function* () {
          open += 1;
          try {
            for (let part = 0; part < parts; part++) yield new Uint8Array(10);
          } finally {
            open -= 1;
          }
        })();
      },
    });
    let bytes: Readable | undefined;
    bytes = zip([file('first', 1), file('second', Number.POSITIVE_INFINITY)], Date.now());
    let taken = 0;
    bytes.on('data', () => ++taken === piece && bytes.destroy());
    await once(bytes, 'close');
    for (let turn = 0; turn < 5; turn++) await new Promise((next) => setImmediate(next));
    expect({ piece, open, late }).toEqual({ piece, open: 0, late: 0 });
  }
});

it('a file that fails breaks the zip off: half a copy is no copy', async () => {
  const broken = {
    name: 'broken',
    async *content() {
      yield new Uint8Array(10);
      throw new Error('leaf 7 does not open');
    },
  };
  let whole = Buffer.alloc(0);
  const read = async () => {
    for await (const part of zip([entry('good', new Uint8Array(10)), broken, entry('later')], Date.now()))
      whole = Buffer.concat([whole, part]);
  };
  await expect(read()).rejects.toThrow('leaf 7 does not open');
  expect(whole.includes(Buffer.from('PK\u0001\u0002', 'latin1'))).toBe(false);
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
