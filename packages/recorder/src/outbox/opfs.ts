/** The outbox's disk in a browser: the origin private file system (WHATWG File System), with synchronous handles. */
import type { AppendFile, Disk } from './files.ts';

interface SyncHandle {
  getSize(): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  read(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type Handle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };
type Folder = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

const ROOT = 'opnamen';

/** Works in a worker only: synchronous handles are not given to pages. */
export async function opfsDisk(): Promise<Disk> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  const folder = (recording: string, create = false) => root.getDirectoryHandle(recording, { create });
  return {
    recordings: () => names(root),
    files: async (recording) => names(await folder(recording)),
    async open(recording, name) {
      const file = (await (await folder(recording, true)).getFileHandle(name, { create: true })) as Handle;
      return new OpfsFile(await file.createSyncAccessHandle());
    },
    remove: async (recording, name) => (await folder(recording)).removeEntry(name),
    removeAll: (recording) => root.removeEntry(recording, { recursive: true }),
  };
}

async function names(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const found: string[] = [];
  for await (const name of (folder as Folder).keys()) found.push(name);
  return found.sort();
}

class OpfsFile implements AppendFile {
  readonly #handle: SyncHandle;
  #size: number;
  #flushed: number;

  constructor(handle: SyncHandle) {
    this.#handle = handle;
    this.#size = handle.getSize();
    this.#flushed = this.#size;
  }

  get size(): number {
    return this.#size;
  }

  get flushed(): number {
    return this.#flushed;
  }

  append(bytes: Uint8Array): void {
    const written = this.#handle.write(bytes, { at: this.#size });
    if (written !== bytes.length) {
      this.#handle.truncate(this.#size); // half a record would hide those behind it
      throw new DOMException('The browser wrote less than it was given.', 'QuotaExceededError');
    }
    this.#size += written;
  }

  flush(): void {
    this.#handle.flush();
    this.#flushed = this.#size;
  }

  read(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.#size - at)));
    const count = this.#handle.read(bytes, { at });
    return bytes.subarray(0, count);
  }

  truncate(size: number): void {
    this.#handle.truncate(size);
    this.#size = size;
    this.#flushed = Math.min(this.#flushed, size);
  }

  close(): void {
    this.#handle.close();
  }
}
