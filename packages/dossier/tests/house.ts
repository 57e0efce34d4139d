/** A dossier on a database and vault of its own, thrown away after the test. On which engine: see postgres-server.ts. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelFormat, packEntries } from '@woordelijk/audio';
import {
  type CopyFile,
  type DatabaseChoice,
  type Dossier,
  type DossierOptions,
  type LedgerProblem,
  type NewTalk,
  openDossier,
} from '@woordelijk/dossier';
import { type OpenedVault, openVault, type Vault } from '@woordelijk/vault';
import { onTestFinished, vi } from 'vitest';
import { freshDatabase } from './database.ts';
import { putInOrder } from './in-order.ts';

export const PCMA: ChannelFormat = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
export const PCMU: ChannelFormat = { clockRate: 8000, codecs: { 0: { name: 'PCMU', clockRate: 8000, channels: 1 } } };
/** A codec without a decoder here. */
export const SPEEX: ChannelFormat = {
  clockRate: 32000,
  codecs: { 111: { name: 'SPEEX', clockRate: 32000, channels: 1 } },
};

/** 2 March 2026, 10:00 in Amsterdam. */
export const MORNING = Date.UTC(2026, 2, 2, 9, 0, 0);
export const TODAY = '2026-03-02';

/** The line of the organisation that every test house has. */
export const LINE = 'sip:+999800999@pbx.example';

/** A house whose dossier can be opened, left without warning, and opened again. */
export class TestHouse {
  readonly folder: string;
  readonly database: DatabaseChoice;
  readonly searchKey = randomBytes(32);
  readonly logged: string[] = [];
  /** Epoch milliseconds; moves only when a test moves it. */
  time = MORNING;
  /** Of the organisation whose house is in order: what comes in by `LINE` is recorded. */
  organisationId: string | undefined;
  vault!: OpenedVault;
  dossier!: Dossier;
  readonly #open: { dossier?: Dossier; vault: OpenedVault }[] = [];

  constructor(folder: string, database: DatabaseChoice) {
    this.folder = folder;
    this.database = database;
  }

  /** Opens vault and dossier, the first time with an organisation that may record; `through` may put something between the dossier and the vault, `options` between it and the rest. */
  async open(
    through: (vault: Vault) => Vault = (vault) => vault,
    options: Partial<DossierOptions> = {},
  ): Promise<Dossier> {
    this.vault = await openVault({ folder: join(this.folder, 'vault'), segmentBytes: 4 << 20, batchMs: 1 });
    const opened: { dossier?: Dossier; vault: OpenedVault } = { vault: this.vault };
    this.#open.push(opened);
    // Nothing looks for work by itself: a house that was left is dead, and one that lives looks when a test says `settled`.
    vi.useFakeTimers({ toFake: ['setInterval'] });
    this.dossier = await openDossier({
      database: this.database,
      vault: through(this.vault),
      searchKey: this.searchKey,
      now: () => this.time,
      random: (length) => randomBytes(length),
      log: (line) => this.logged.push(JSON.stringify(line)),
      ...options,
    }).finally(() => vi.useRealTimers());
    opened.dossier = this.dossier;
    this.organisationId ??= await mayRecord(this.dossier);
    return this.dossier;
  }

  /** Leaves what is open as it is, as a process that is killed does. */
  forget(): void {
    this.#open.splice(0);
  }

  /** Closes all in order, as a stop on request does. */
  async close(): Promise<void> {
    for (const { dossier, vault } of this.#open.splice(0)) {
      await dossier?.close();
      await vault.close().catch(() => undefined);
    }
  }
}

/** A fresh house, open. */
export async function newHouse(): Promise<TestHouse> {
  const house = await closedHouse();
  await house.open();
  return house;
}

/** Gives a dossier an organisation with a line and a live recording plan. */
async function mayRecord(dossier: Dossier): Promise<string> {
  const { id } = await dossier.addOrganisation('Gemeente Test', 'cli');
  await dossier.addLine(id, LINE, 'cli');
  await putInOrder(dossier, id, TODAY);
  return id;
}

/** A fresh house, not opened yet. */
export async function closedHouse(): Promise<TestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'woordelijk-dossier-'));
  const { choice, drop } = await freshDatabase(folder);
  const house = new TestHouse(folder, choice);
  onTestFinished(async () => {
    await house.close();
    await drop();
    await rm(folder, { recursive: true, force: true });
  });
  return house;
}

/** A call of two legs; numbers that belong to nobody. */
export function newTalk(house: TestHouse, changes: Partial<NewTalk> = {}): NewTalk {
  return {
    startedAt: house.time * 1000,
    source: 'phone',
    lines: [LINE],
    demo: false,
    parties: [
      { id: 'p1', aor: 'sip:+999612345678@pbx.example', name: 'Inwoner Één' },
      { id: 'p2', aor: 'sip:balie@gemeente.example', name: 'Medewerker balie' },
    ],
    channels: [
      { channel: 1, label: '10', format: PCMA, parties: ['p1'] },
      { channel: 2, label: '20', format: PCMA, parties: ['p2'] },
    ],
    ...changes,
  };
}

/** The byte at a tick of a leg: any pattern that tells ticks and legs apart. */
export function byteAt(channel: number, tick: number): number {
  return (tick * 31 + (tick >> 8) * 7 + channel * 97) & 0xff;
}

export interface ChunkShape {
  /** Ticks of 8000 a second. */
  readonly from: number;
  /** Packets of 160 ticks. */
  readonly packets?: number;
  readonly payloadType?: number;
  /** A gap of so many ticks before the packets. */
  readonly gap?: number;
}

/** A second (or so) of one leg as one leaf. */
export function chunk(
  startedAt: number,
  channel: number,
  { from, packets = 50, payloadType = 8, gap = 0 }: ChunkShape,
) {
  const first = from + gap;
  const entries = Array.from({ length: packets }, (_, i) => {
    const at = first + i * 160;
    return {
      kind: 'packet' as const,
      at,
      arrival: at * 125,
      payloadType,
      sequence: i,
      timestamp: at,
      ssrc: channel,
      marker: i === 0,
      payload: Uint8Array.from({ length: 160 }, (_, t) => byteAt(channel, at + t)),
    };
  });
  const gaps = gap > 0 ? [{ kind: 'gap' as const, at: from, duration: gap, packets: gap / 160 }] : [];
  const ticks = gap + packets * 160;
  return {
    channel,
    leaves: [{ start: startedAt + from * 125, duration: ticks * 125, entries: packEntries([...gaps, ...entries]) }],
  };
}

/** A whole call of `seconds` on both legs, ended and stored. */
export async function storedTalk(house: TestHouse, seconds = 2, changes: Partial<NewTalk> = {}) {
  const talk = newTalk(house, changes);
  const ids = await house.dossier.recordings.begin(talk);
  for (let second = 0; second < seconds; second++)
    for (const { channel, format } of talk.channels)
      await house.dossier.recordings.append(
        ids.recordingId,
        chunk(talk.startedAt, channel, { from: second * 8000, payloadType: Number(Object.keys(format.codecs)[0]) }),
      );
  await house.dossier.recordings.end(ids.recordingId, 'bye', talk.startedAt + seconds * 1e6);
  await house.dossier.settled();
  return { ...ids, startedAt: talk.startedAt };
}

export async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

export async function fileOf(files: readonly CopyFile[], name: string): Promise<Buffer> {
  const file = files.find((f) => f.name === name);
  if (file === undefined) throw new Error(`There is no ${name} among ${files.map((f) => f.name).join(', ')}`);
  return await bytesOf(file.content());
}

export async function problemsOf(dossier: Dossier): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  for await (const problem of dossier.check()) problems.push(problem);
  return problems;
}
