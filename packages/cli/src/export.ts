import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from '@woordelijk/api';
import yauzl from 'yauzl';
import { CliError, say } from './output.ts';

export const COPY_KINDS = ['legs', 'wav', 'mp3'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** Fetches a copy and lays its files in `out`: all of them, or none. Returns their names. */
export async function exportTalk(client: Client, talkId: string, kind: CopyKind, out: string): Promise<string[]> {
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(folder, '.export-'));
  try {
    const answer = await client.makeCopy({ params: { talkId, kind } });
    if (answer.body === null) throw new CliError('answer-empty', 'The server sent nothing. Try again.');
    const packed = join(staging, 'copy');
    let bytes = 0;
    const counted = Readable.fromWeb(answer.body as never).on('data', (part: Uint8Array) => {
      bytes += part.length;
    });
    await pipeline(counted, createWriteStream(packed, { mode: 0o600 }));
    say(`received ${bytes} bytes`);
    const names = answer.headers.get('content-type')?.startsWith('application/zip')
      ? await unpack(packed, staging)
      : [nameOf(answer, kind)];
    if (names.length === 1 && !answer.headers.get('content-type')?.startsWith('application/zip'))
      await rename(packed, join(staging, names[0]!));
    for (const name of names) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await rename(join(staging, name), join(folder, name));
    }
    return names;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function nameOf(answer: Response, kind: CopyKind): string {
  const named = /filename="([A-Za-z0-9._-]{1,120})"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  return named ?? `gesprek.${kind}`;
}

/** Unpacks a zip into `folder`; yauzl refuses names that would leave it. */
function unpack(path: string, folder: string): Promise<string[]> {
  return new Promise((done, failed) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error !== null || zip === undefined)
        return failed(new CliError('copy-damaged', 'The copy that came is not whole. Try again.', { cause: error }));
      const names: string[] = [];
      zip.on('error', (cause) =>
        failed(new CliError('copy-damaged', 'The copy that came is not whole. Try again.', { cause })),
      );
      zip.on('end', () => done(names));
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry();
        zip.openReadStream(entry, async (problem, stream) => {
          if (problem !== null || stream === undefined) return failed(problem);
          try {
            const target = join(folder, entry.fileName);
            await mkdir(dirname(target), { recursive: true });
            await pipeline(stream, createWriteStream(target, { mode: 0o600 }));
            names.push(entry.fileName);
            zip.readEntry();
          } catch (cause) {
            failed(cause);
          }
        });
      });
      zip.readEntry();
    });
  });
}
