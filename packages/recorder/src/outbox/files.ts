/** The few things the outbox asks of a disk. In a browser: the origin's private file system (opfs.ts); in tests: memory. */

/** A file that only grows. Written bytes survive the end of the browser; flushed ones that of the device. */
export interface AppendFile {
  readonly size: number;
  /** How far from the start it is on the disk; of a file that is opened again, all that is there. */
  readonly flushed: number;
  append(bytes: Uint8Array): void;
  flush(): void;
  /** At most `length` bytes from `at` on. */
  read(at: number, length: number): Uint8Array;
  /** Cuts off a torn end. */
  truncate(size: number): void;
  close(): void;
}

/** One folder per recording. */
export interface Disk {
  /** Names of the folders. */
  recordings(): Promise<string[]>;
  /** Names of the files of one. */
  files(recording: string): Promise<string[]>;
  /** Opens a file for this program alone, making it where it is not there. */
  open(recording: string, name: string): Promise<AppendFile>;
  remove(recording: string, name: string): Promise<void>;
  removeAll(recording: string): Promise<void>;
}
