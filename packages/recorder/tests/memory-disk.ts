/** A disk in memory that a test can cut off at any byte. */
import type { ReaderKey } from '@woordelijk/api';
import type { AppendFile, Disk } from '../src/outbox/files.ts';
import { deviceKey, type KeyShelf } from '../src/outbox/key-shelf.ts';

export class MemoryFile implements AppendFile {
  bytes: Uint8Array = new Uint8Array();
  flushed = 0;
  open = false;

  get size(): number {
    return this.bytes.length;
  }
  append(bytes: Uint8Array): void {
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }
  flush(): void {
    this.flushed = this.bytes.length;
  }
  read(at: number, length: number): Uint8Array {
    return this.bytes.slice(at, at + length);
  }
  truncate(size: number): void {
    this.bytes = this.bytes.slice(0, size);
  }
  close(): void {
    this.open = false;
  }
}

export class MemoryDisk implements Disk {
  readonly folders = new Map<string, Map<string, MemoryFile>>();
  /** How long a file takes to open; a browser's disk takes its time. */
  opening: (name: string) => Promise<void> = () => new Promise((later) => setImmediate(later));

  async recordings(): Promise<string[]> {
    return [...this.folders.keys()];
  }
  async files(recording: string): Promise<string[]> {
    return [...(this.folders.get(recording)?.keys() ?? [])];
  }
  async open(recording: string, name: string): Promise<AppendFile> {
    const folder = this.folders.get(recording) ?? new Map<string, MemoryFile>();
    this.folders.set(recording, folder);
    const file = folder.get(name) ?? new MemoryFile();
    folder.set(name, file);
    if (file.open) throw new Error(`${name} is open already`);
    file.open = true;
    await this.opening(name);
    file.flushed = file.size;
    return file;
  }
  async remove(recording: string, name: string): Promise<void> {
    this.folders.get(recording)?.delete(name);
  }
  async removeAll(recording: string): Promise<void> {
    this.folders.delete(recording);
  }

  /** As the disk is after the program was killed: everything that was written, nothing open. */
  crashed(): MemoryDisk {
    const after = new MemoryDisk();
    for (const [recording, files] of this.folders) {
      const copy = new Map<string, MemoryFile>();
      for (const [name, { bytes }] of files) {
        const file = new MemoryFile();
        file.bytes = bytes.slice();
        copy.set(name, file);
      }
      after.folders.set(recording, copy);
    }
    return after;
  }

  file(recording: string, name: string): MemoryFile {
    return this.folders.get(recording)!.get(name)!;
  }
}

/** A shelf of keys in memory. */
export class MemoryShelf implements KeyShelf {
  readonly keys = new Map<string, ReaderKey>();

  async make(recordingId: string): Promise<ReaderKey> {
    const key = this.keys.get(recordingId) ?? (await deviceKey());
    this.keys.set(recordingId, key);
    return key;
  }
  async find(recordingId: string): Promise<ReaderKey | undefined> {
    return this.keys.get(recordingId);
  }
  async remove(recordingId: string): Promise<void> {
    this.keys.delete(recordingId);
  }
}
