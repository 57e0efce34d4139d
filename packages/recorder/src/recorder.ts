/**
 * One recorder per page: microphone, worker and what the official does, brought together in one state that the page
 * shows. It never shows anything but what is: `recording` means that the browser's recorder runs.
 */
import type { NewRecording } from '@woordelijk/api';
import { Capture, type Level, Meter, mediaType, type Noticed, openMicrophone, steadyNow } from './capture/capture.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { base64url, uuidv7 } from './outbox/bytes.ts';
import type { PartStart } from './outbox/part-writer.ts';
import type { Waiting } from './outbox/waiting.ts';

export type Phase =
  | 'idle' // nothing is recorded
  | 'recording'
  | 'paused' // by the official
  | 'lost' // the microphone is gone; what came before is safe
  | 'stopping';

export interface RecorderState {
  /** `taken`: another tab of this browser has the recorder. */
  readonly worker: 'starting' | 'ready' | 'taken' | 'failed';
  readonly phase: Phase;
  readonly recordingId: string | null;
  /** Epoch milliseconds at which the recording began. */
  readonly startedAt: number;
  /** Epoch milliseconds up to which sound is in the file on this device. */
  readonly writtenTo: number;
  /** What is wrong with the sound at this moment. */
  readonly warnings: readonly Warning[];
  /** Everything on this device. */
  readonly list: readonly Waiting[];
}

export type Warning = 'muted' | 'silent' | 'clipping' | 'stalled' | 'device-full' | 'write-failed' | 'screen-may-sleep';

/** What the official gives at the start; ids and moments are added here. */
export type StartOf = Omit<NewRecording, 'recordingId' | 'secretSha256' | 'startedAt'>;

/** The microphone cannot be had. `code` says why. */
export class MicrophoneError extends Error {
  readonly code: 'not-allowed' | 'not-found' | 'in-use' | 'not-supported';
  constructor(cause: unknown) {
    super('The microphone cannot be used.', { cause });
    this.name = 'MicrophoneError';
    const name = cause instanceof Error ? cause.name : '';
    this.code =
      name === 'NotAllowedError' || name === 'SecurityError'
        ? 'not-allowed'
        : name === 'NotFoundError' || name === 'OverconstrainedError'
          ? 'not-found'
          : name === 'NotReadableError' || name === 'AbortError'
            ? 'in-use'
            : 'not-supported';
  }
}

const CLIPPING_SHOWN_MS = 5_000;
const SILENCE: Level = { rms: 0, peak: 0 };

/** Ask `state()`, be told by `subscribe`. */
export class Recorder {
  readonly #worker: Worker;
  readonly #listeners = new Set<() => void>();
  readonly #answers = new Map<number, { done: () => void; failed: (error: Error) => void }>();
  readonly #contents = new Map<string, (files: readonly Blob[]) => void>();
  #asked = 0;
  #stream: MediaStream | undefined;
  #meter: Meter | undefined;
  #capture: Capture | undefined;
  #wakeLock: WakeLockSentinel | undefined;
  /** Of recordings begun by this page: what is needed to say afterwards that one is not for keeping. */
  readonly #secrets = new Map<string, string>();
  #state: RecorderState = {
    worker: 'starting',
    phase: 'idle',
    recordingId: null,
    startedAt: 0,
    writtenTo: 0,
    warnings: [],
    list: [],
  };

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    worker.addEventListener('error', () => this.#set({ worker: 'failed' }));
    document.addEventListener('visibilitychange', () => void this.#keepAwake());
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#notify());
  }

  readonly state = (): RecorderState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** How loud it is now; 0 without a microphone. */
  readonly level = (): Level => this.#capture?.level() ?? this.#meter?.level() ?? SILENCE;

  /** Opens the microphone for a sound check. Throws MicrophoneError. */
  async check(deviceId?: string): Promise<void> {
    if (mediaType() === undefined) throw new MicrophoneError(undefined);
    this.#letGo();
    try {
      this.#stream = await openMicrophone(deviceId);
    } catch (cause) {
      throw new MicrophoneError(cause);
    }
    this.#meter = new Meter(this.#stream);
    this.#notify();
  }

  /** Ends a sound check without a recording. */
  release(): void {
    if (this.#state.phase === 'idle') this.#letGo();
    this.#notify();
  }

  /**
   * Starts a new recording; its note is on this device before the first sound is. `readerKey`: the server's public key,
   * base64url. Throws MicrophoneError, or an Error when the device cannot be written.
   */
  async start(start: StartOf, readerKey: string): Promise<string> {
    if (this.#stream === undefined) await this.check();
    const now = Math.floor(steadyNow());
    const recordingId = uuidv7(now, (length) => crypto.getRandomValues(new Uint8Array(length)));
    const { secret, secretSha256 } = await freshSecret();
    const begin = { ...start, recordingId, secretSha256, startedAt: new Date(now).toISOString() };
    await this.#ask({ kind: 'add', note: { recordingId, secret, readerKey, begin, talkId: null, end: null } });
    this.#secrets.set(recordingId, secret);
    void navigator.storage.persist?.().catch(() => false); // a wish, not a promise
    this.#set({ recordingId, startedAt: now, writtenTo: now, warnings: [] });
    this.#run('start');
    return recordingId;
  }

  /**
   * Starts a recording of the other side, by a link: it stays on this device. Throws as `start`.
   */
  async startOwn({ recordingId, link }: { readonly recordingId: string; readonly link: string }): Promise<void> {
    if (this.#stream === undefined) await this.check();
    const now = Math.floor(steadyNow());
    const { secret, secretSha256 } = await freshSecret();
    const begin = { secretSha256, startedAt: new Date(now).toISOString(), participants: [] };
    await this.#ask({
      kind: 'add',
      note: { recordingId, secret, link, readerKey: '', begin, talkId: null, end: null },
    });
    void navigator.storage.persist?.().catch(() => false);
    this.#set({ recordingId, startedAt: now, writtenTo: now, warnings: [] });
    this.#run('start');
  }

  /** What stays on this device of a recording, a file for each part. Rejects where it cannot be read. */
  async filesOf(recordingId: string): Promise<readonly Blob[]> {
    const [files] = await Promise.all([
      new Promise<readonly Blob[]>((done) => this.#contents.set(recordingId, done)),
      this.#ask({ kind: 'content', recordingId }),
    ]);
    return files;
  }

  /** Goes on with a recording that a stop of the browser or device interrupted. Throws MicrophoneError. */
  async goOn(recordingId: string): Promise<void> {
    const known = this.#state.list.find((waiting) => waiting.recordingId === recordingId);
    if (known === undefined || known.ended) return;
    if (this.#stream === undefined) await this.check();
    const startedAt = Date.parse(known.startedAt);
    this.#set({ recordingId, startedAt, writtenTo: steadyNow(), warnings: [] });
    this.#run('restart');
  }

  /** Stops taking sound for a while; the reason stands in the seal. */
  async pause(reason: string): Promise<void> {
    const { recordingId } = this.#state;
    if (this.#state.phase !== 'recording' || recordingId === null) return;
    await this.#capture?.stop();
    this.#capture = undefined;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = false;
    this.#event({ event: 'pause', at: steadyNow(), ...(reason === '' ? {} : { text: reason }) });
    await this.#ask({ kind: 'end-part', recordingId });
    this.#set({ phase: 'paused', warnings: [] });
  }

  /** Goes on after a pause, or with a microphone that is there again. Throws MicrophoneError. */
  async resume(): Promise<void> {
    const { phase } = this.#state;
    if (phase === 'paused') {
      for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = true;
      if (this.#stream?.getAudioTracks().some((track) => track.readyState === 'live') !== true) await this.check();
      this.#run('resume');
    } else if (phase === 'lost') {
      await this.check();
      this.#run('device');
    }
  }

  /** A bookmark with a word. */
  mark(text: string): void {
    this.#event({ event: 'mark', at: steadyNow(), ...(text === '' ? {} : { text }) });
  }

  /** Somebody joins. */
  join(name: string): void {
    this.#event({ event: 'joined', at: steadyNow(), text: name });
  }

  /** The other side was given the running fingerprint. */
  headsShared(): void {
    this.#event({ event: 'heads-shared', at: steadyNow() });
  }

  /** Stops for good. Resolves when the end is on this device. */
  async stop(ending: 'stopped' | 'private' = 'stopped'): Promise<void> {
    const { recordingId } = this.#state;
    if (recordingId === null) return;
    this.#set({ phase: 'stopping' });
    await this.#capture?.stop();
    this.#capture = undefined;
    const endedAt = new Date(steadyNow()).toISOString();
    this.#letGo();
    await this.#ask({ kind: 'finish', recordingId, end: { endedAt, ending } });
    await this.#wakeLock?.release().catch(() => undefined);
    this.#wakeLock = undefined;
    this.#set({ phase: 'idle', recordingId: null, warnings: [] });
  }

  /** What gives the right to say something about a recording that this page began; undefined after a reload. */
  secretOf(recordingId: string): string | undefined {
    return this.#secrets.get(recordingId);
  }

  /** Ends a recording that is not running, from the list. */
  async finish(recordingId: string): Promise<void> {
    const end = { endedAt: new Date(steadyNow()).toISOString(), ending: 'stopped' } as const;
    await this.#ask({ kind: 'finish', recordingId, end });
  }

  /** Throws away what the server refused. */
  async discard(recordingId: string): Promise<void> {
    await this.#ask({ kind: 'discard', recordingId });
  }

  /** Delivers now what waits. */
  retry(): void {
    this.#say({ kind: 'retry' });
  }

  #run(reason: PartStart['reason']): void {
    const { recordingId } = this.#state;
    const type = mediaType();
    if (recordingId === null || type === undefined || this.#stream === undefined) return;
    this.#meter?.close();
    this.#meter = undefined;
    const { capture, at } = Capture.start(this.#stream, type, {
      sound: (bytes, wall) => this.#worker.postMessage({ kind: 'sound', recordingId, bytes, wall }, [bytes]),
      noticed: (what) => this.#noticed(what),
      lost: () => this.#lost(recordingId),
    });
    this.#capture = capture;
    this.#say({ kind: 'part', recordingId, start: { startedAt: at, mediaType: type, reason } });
    this.#set({ phase: 'recording', warnings: capture.muted ? ['muted'] : [] });
    void this.#keepAwake();
  }

  #noticed(what: Noticed): void {
    if (what !== 'stalled') this.#event({ event: what, at: steadyNow() });
    if (what === 'muted' || what === 'silent' || what === 'clipping' || what === 'stalled') this.#warn(what, true);
    if (what === 'unmuted') this.#warn('muted', false);
    if (what === 'sound-back') this.#warn('silent', false);
    if (what === 'clipping' || what === 'stalled') setTimeout(() => this.#warn(what, false), CLIPPING_SHOWN_MS);
  }

  #lost(recordingId: string): void {
    this.#capture = undefined;
    this.#letGo();
    this.#say({ kind: 'end-part', recordingId });
    this.#set({ phase: 'lost', warnings: [] });
  }

  #letGo(): void {
    this.#meter?.close();
    this.#meter = undefined;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }

  /** Keeps the screen on while recording: many devices stop the microphone with the screen. */
  async #keepAwake(): Promise<void> {
    if (this.#state.phase !== 'recording' || document.visibilityState !== 'visible') return;
    try {
      this.#wakeLock = await navigator.wakeLock.request('screen');
      this.#warn('screen-may-sleep', false);
    } catch {
      this.#warn('screen-may-sleep', true);
    }
  }

  #event(event: Readonly<Record<string, unknown>>): void {
    const { recordingId } = this.#state;
    if (recordingId !== null) this.#say({ kind: 'event', recordingId, event, wall: steadyNow() });
  }

  #warn(warning: Warning, on: boolean): void {
    const others = this.#state.warnings.filter((known) => known !== warning);
    if (on || others.length !== this.#state.warnings.length)
      this.#set({ warnings: on ? [...others, warning] : others });
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        this.#set({ worker: 'ready', list: message.list });
        break;
      case 'list':
        this.#set({ list: message.list });
        break;
      case 'taken':
        this.#set({ worker: 'taken' });
        break;
      case 'written':
        if (message.recordingId === this.#state.recordingId) this.#set({ writtenTo: message.wall });
        break;
      case 'content':
        this.#contents.get(message.recordingId)?.(message.files);
        this.#contents.delete(message.recordingId);
        break;
      case 'answer': {
        const waiting = this.#answers.get(message.ask);
        this.#answers.delete(message.ask);
        if (message.failure === undefined) waiting?.done();
        else waiting?.failed(new Error(message.failure));
        break;
      }
      case 'trouble':
        this.#warn(message.name === 'QuotaExceededError' ? 'device-full' : 'write-failed', true);
        break;
    }
  }

  #say(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #ask(message: ToWorker): Promise<void> {
    const ask = ++this.#asked;
    return new Promise((done, failed) => {
      this.#answers.set(ask, { done, failed });
      this.#say({ ...message, ask });
    });
  }

  #set(changes: Partial<RecorderState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A secret of this device, and what the server is told of it. */
async function freshSecret(): Promise<{ secret: string; secretSha256: string }> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  const secretSha256 = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
  return { secret, secretSha256 };
}
