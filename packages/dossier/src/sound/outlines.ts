/** Outlines where they are kept: sealed in a row for stored recordings, drawn on for those still running. */

import type { House } from '../house.ts';
import type { RecordedTalk } from '../recording/row.ts';
import type { RecordingRow } from '../recording/tables.ts';
import { type ItemKeys, keysOf, seal, unseal } from '../sealed.ts';
import { type Outline, OutlineDrawer, packOutline, unpackOutline } from './outline.ts';

/** Drawings of running recordings that somebody looks at; the ones longest not looked at are dropped. */
const KEPT_DRAWINGS = 64;
/** Leaves of several channels do not come in strictly by time; so far back new ones may lie. Microseconds. */
const LATE_US = 30_000_000;

/** Reads all leaves of a recording and draws its outline. */
export async function outlineWhole(house: House, recording: RecordingRow): Promise<Outline> {
  const drawer = new OutlineDrawer(recording.started_us);
  for await (const leaf of house.vault.read(recording.id)) await drawer.add(leaf);
  drawer.rest();
  return drawer.outline();
}

/** Seals an outline for its row. */
export function sealOutline(house: House, keys: ItemKeys, recording: RecordingRow, outline: Outline): Uint8Array {
  return seal(house, keys, outlinePlace(recording), packOutline(outline));
}

/** How much sound there should be, and how much of it did not come, over all legs. */
export function lossOf({ startedUs, lastUs, channels, pauses }: Outline): { sound_ms: number; lost_ms: number } {
  const gaps = pauses.filter(({ kind, to }) => kind === 'gap' && to !== null);
  return {
    sound_ms: Math.round((channels.length * Math.max(0, lastUs - startedUs)) / 1000),
    lost_ms: Math.round(gaps.reduce((sum, { from, to }) => sum + to! - from, 0) / 1000),
  };
}

/** Opens an outline row. Throws `row-damaged`. */
export function openOutline(
  keys: ItemKeys,
  recording: Pick<RecordingRow, 'organisation_id' | 'id'>,
  sealed: Uint8Array,
): Outline {
  return unpackOutline(unseal(keys, outlinePlace(recording), sealed));
}

function outlinePlace(recording: Pick<RecordingRow, 'organisation_id' | 'id'>): string {
  return `outline/${recording.organisation_id}/${recording.id}`;
}

/** Gives the outline of any talk, as it is now. */
export class Outlines {
  readonly #house: House;
  readonly #drawings = new Map<string, OutlineDrawer>();
  /** Per recording the reading under way, so that two who ask read one after the other. */
  readonly #reading = new Map<string, Promise<Outline>>();

  constructor(house: House) {
    this.#house = house;
  }

  /** Of a stored recording from its row; of another by reading what came since the last time. */
  async of({ talk, recording }: RecordedTalk): Promise<Outline> {
    if (talk.state === 'stored') {
      this.#drawings.delete(recording.id);
      const row = await this.#house.database.read
        .selectFrom('outline')
        .select('sealed')
        .where('recording_id', '=', recording.id)
        .executeTakeFirst();
      if (row !== undefined) return openOutline(await keysOf(this.#house, talk.id), recording, row.sealed);
      // A recording without sound was never drawn.
      return new OutlineDrawer(recording.started_us).outline();
    }
    const before = this.#reading.get(recording.id);
    const reading = (async () => {
      await before?.catch(() => undefined);
      return await this.#drawOn(recording);
    })();
    this.#reading.set(recording.id, reading);
    try {
      return await reading;
    } finally {
      if (this.#reading.get(recording.id) === reading) this.#reading.delete(recording.id);
    }
  }

  async #drawOn(recording: RecordingRow): Promise<Outline> {
    const drawer = this.#drawings.get(recording.id) ?? new OutlineDrawer(recording.started_us);
    this.#drawings.delete(recording.id);
    if (this.#drawings.size >= KEPT_DRAWINGS) this.#drawings.delete(this.#drawings.keys().next().value!);
    const range = drawer.leaves === 0 ? {} : { from: drawer.lastUs - LATE_US };
    for await (const leaf of this.#house.vault.read(recording.id, range)) await drawer.add(leaf);
    drawer.rest();
    this.#drawings.set(recording.id, drawer);
    return drawer.outline();
  }
}
