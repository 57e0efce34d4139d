import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, unlink } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** The longest path that every system takes for a Unix socket. */
const MAX_SOCKET_PATH = 100;

/**
 * Where the command line reaches the server of a data folder: a Unix socket in that folder, or, where its path is too
 * long for one, in a folder of the user's own (0700) under the system's temporary one.
 */
export function localSocketPath(data: string): string {
  const inside = join(resolve(data), 'woordelijk.sock');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside;
  const name = createHash('sha256').update(resolve(data)).digest('hex').slice(0, 16);
  return join(tmpdir(), `woordelijk-${userInfo().uid}`, `${name}.sock`);
}

/** Makes room for the socket: its folder for this user only, and no left-over of a server that ended without warning. The data folder's lock is held already. */
export async function clearLocalSocket(path: string): Promise<void> {
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (existsSync(path)) await unlink(path);
}
