/**
 * Sealed things of a talk beside its own recording: each is a recording of the vault under a key of its own, so that
 * checking, destroying and backing up are the same. docs/order-of-writes.md, "A file that is handed in".
 */
import type { NewLeaf } from '@woordelijk/vault';
import type { Tx } from '../db/database.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { type Written, writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';

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

/** An event as a leaf. `at`: epoch microseconds. */
export function eventLeaf(at: number, event: Readonly<Record<string, unknown>>) {
  return { kind: 'event', start: at, duration: 0, content: Buffer.from(JSON.stringify(event)) } as const;
}

/** Writes an act of the talk that a row belongs to, with the rows it makes. False where what it is provided on did not hold. */
export async function tell<C extends ActCode>(
  house: House,
  { organisation_id: organisationId, talk_id: talkId }: { readonly organisation_id: string; readonly talk_id: string },
  actor: Actor,
  act: C,
  detail: Acts[C],
  written: (tx: Tx) => Written = () => ({}),
): Promise<boolean> {
  const keys = await keysOf(house, talkId);
  return await house.database.transaction((tx) =>
    writeAct(house, tx, { organisationId, talkId, keys, actor, act, detail }, written(tx)),
  );
}
