/**
 * Sealed things of a talk beside its own recording: each is a recording of the vault under a key of its own, so that
 * checking, destroying and backing up are the same. docs/order-of-writes.md, "A file that is handed in".
 */
import type { NewLeaf } from '@woordelijk/vault';
import type { House } from '../house.ts';

/** How it closed in the vault. `end`: what its last leaf says. */
export interface Closed {
  readonly leaves: number;
  /** Hex. */
  readonly root: string;
  readonly end: Readonly<Record<string, unknown>>;
}

/** Seals the last leaf, or finds it sealed; undefined where the vault never had it. */
export async function closeInVault(house: House, id: string, last: NewLeaf): Promise<Closed | undefined> {
  try {
    await house.vault.end(id, last);
  } catch (error) {
    if (isCode(error, 'recording-unknown')) {
      if (!(await isKept(house, id))) return undefined;
    } else if (!isCode(error, 'recording-closed')) throw error;
  }
  const { head } = await house.vault.head(id);
  let end: Closed['end'] = {};
  for await (const leaf of house.vault.read(id, { channel: 0 })) if (leaf.index > 0) end = saidIn(leaf.content);
  return { leaves: head.size, root: Buffer.from(head.root).toString('hex'), end };
}

/** The JSON object of an event leaf. */
export function saidIn(content: Uint8Array): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(content).toString('utf8')) as Readonly<Record<string, unknown>>;
}

/** Whether an error has this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Moved to its own object before this process began. */
async function isKept(house: House, id: string): Promise<boolean> {
  try {
    await house.vault.head(id);
    return true;
  } catch (error) {
    if (isCode(error, 'recording-unknown')) return false;
    throw error;
  }
}
