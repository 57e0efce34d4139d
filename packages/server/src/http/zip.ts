/** Several files as one zip, streamed: nothing is kept but what is on its way. */
import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  /** Path inside the zip with forward slashes. */
  readonly name: string;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/**
 * The zip's bytes; a file is begun when the one before is done, and read no faster than the zip is. Stored, not deflated:
 * sound hardly shrinks. `modified`: epoch milliseconds, told as the files' date. A file that fails breaks the stream off
 * before the zip's directory, so that half a copy never opens as a whole one; a reader who leaves ends the file under way,
 * and none is opened after.
 */
export function zip(entries: Iterable<ZipEntry>, modified: number): Readable {
  const file = new ZipFile();
  const bytes = file.outputStream as PassThrough;
  let underWay: Readable | undefined;
  for (const { name, content } of entries)
    file.addReadStreamLazy(name, { compress: false, mtime: new Date(modified), mode: 0o100644 }, (give) => {
      if (bytes.destroyed) return; // the reader left: nothing more is opened
      underWay = Readable.from(content(), { objectMode: false });
      underWay.on('error', (error) => bytes.destroy(error));
      give(null, underWay);
    });
  file.end();
  return bytes.on('close', () => underWay?.destroy());
}
