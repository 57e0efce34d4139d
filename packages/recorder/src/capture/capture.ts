/**
 * The microphone and the browser's own recorder (MediaRecorder), which is the only thing that makes the recording; the
 * analyser beside it is for the meter. Everything it notices it tells at once.
 */

/** What the capture tells. `wall`: epoch milliseconds by a clock that does not jump. */
export interface CaptureEvents {
  /** Bytes of the recorder, in order. */
  readonly sound: (bytes: ArrayBuffer, wall: number) => void;
  readonly noticed: (what: Noticed) => void;
  /** The recorder stopped by itself: microphone taken away, a phone call, the system. */
  readonly lost: () => void;
}

/** Things that go wrong with sound while it seems to go well. */
export type Noticed = 'muted' | 'unmuted' | 'silent' | 'sound-back' | 'clipping' | 'device-changed' | 'stalled';

/** How loud it is now: 0 to 1, root mean square and highest sample. */
export interface Level {
  readonly rms: number;
  readonly peak: number;
}

/** What a kill of the browser costs at most, beside the writing: as short as Chromium's packets are (60 ms). */
const SLICE_MS = 50;
/** No piece for this long: the browser slept or hangs; it is asked for what it has. */
const STALL_MS = 2_500;
const SILENT_MS = 10_000;
const SILENT_BELOW = 0.0005; // about -66 dB: a microphone that is switched off or dead, not a quiet room
const CLIPPING_FROM = 0.985;
const CLIPPING_AGAIN_MS = 30_000;
const LOOK_MS = 100;
/** Speech in mono is good at this; 14 MB an hour. */
const BITS = 32_000;

/** In the order we like them. */
const MEDIA_TYPES = ['audio/webm;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4'];

/** What this browser records in; undefined where it cannot record at all. */
export function mediaType(): string | undefined {
  return typeof MediaRecorder === 'undefined'
    ? undefined
    : MEDIA_TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/** Asks for a microphone. Sound is taken as it is: nothing is filtered away that may be evidence. */
export function openMicrophone(deviceId?: string): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 1 },
      ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
    },
  });
}

/** Epoch milliseconds that only go forward, whatever is done to the device's clock. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

/** One run of the recorder on one microphone. */
export class Capture {
  readonly #stream: MediaStream;
  readonly #track: MediaStreamTrack;
  readonly #recorder: MediaRecorder;
  readonly #events: CaptureEvents;
  readonly #meter: Meter;
  readonly #timer: number;
  #pieces: Promise<void> = Promise.resolve();
  /** A piece could not be read: what comes behind it cannot be understood, and must not pass for whole. */
  #torn = false;
  #lastPiece = steadyNow();
  #silentSince: number | undefined;
  #silent = false;
  #clippedAt = Number.NEGATIVE_INFINITY;
  #stopping = false;

  private constructor(stream: MediaStream, type: string, events: CaptureEvents) {
    this.#stream = stream;
    this.#track = stream.getAudioTracks()[0]!;
    this.#events = events;
    this.#meter = new Meter(stream);
    const options = { mimeType: type, audioBitsPerSecond: BITS, audioBitrateMode: 'constant' };
    this.#recorder = new MediaRecorder(stream, options);
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#take(data));
    this.#recorder.addEventListener('error', () => this.#gone());
    this.#recorder.addEventListener('stop', () => this.#gone());
    this.#track.addEventListener('mute', () => events.noticed('muted'));
    this.#track.addEventListener('unmute', () => events.noticed('unmuted'));
    this.#track.addEventListener('ended', () => this.#gone());
    this.#timer = setInterval(() => this.#look(), LOOK_MS) as unknown as number;
  }

  /** Starts recording. `at`: the moment it was asked to, from which its sound counts. Pieces come in later tasks only. */
  static start(stream: MediaStream, type: string, events: CaptureEvents): { capture: Capture; at: number } {
    const capture = new Capture(stream, type, events);
    const at = steadyNow();
    capture.#recorder.start(SLICE_MS);
    return { capture, at };
  }

  get muted(): boolean {
    return this.#track.muted;
  }

  level(): Level {
    return this.#meter.level();
  }

  /** Stops and resolves when the last piece was told. */
  async stop(): Promise<void> {
    if (!this.#stopping && this.#recorder.state !== 'inactive') {
      this.#stopping = true;
      const stopped = new Promise((done) => this.#recorder.addEventListener('stop', done, { once: true }));
      this.#recorder.stop();
      await stopped;
    }
    this.#stopping = true;
    await this.#pieces;
    clearInterval(this.#timer);
    this.#meter.close();
  }

  /** Lets the microphone go: its light goes out. */
  release(): void {
    for (const track of this.#stream.getTracks()) track.stop();
  }

  #take(data: Blob): void {
    const wall = steadyNow();
    this.#lastPiece = wall;
    if (data.size === 0) return; // Safari gives such at small timeslices
    this.#pieces = this.#pieces.then(async () => {
      if (this.#torn) return;
      try {
        this.#events.sound(await data.arrayBuffer(), wall);
      } catch {
        this.#torn = true;
        this.#gone();
      }
    });
  }

  /** Stops where it did not stop already, so that the last piece is told before the loss. */
  #gone(): void {
    if (!this.#stopping) void this.stop().then(() => this.#events.lost());
  }

  /** A look at the meter and at the pieces, ten times a second. */
  #look(): void {
    if (this.#stopping) return;
    const now = steadyNow();
    if (now - this.#lastPiece > STALL_MS && this.#recorder.state === 'recording') {
      this.#lastPiece = now;
      this.#events.noticed('stalled');
      this.#recorder.requestData();
    }
    const { rms, peak } = this.level();
    if (rms >= SILENT_BELOW) {
      this.#silentSince = undefined;
      if (this.#silent) this.#events.noticed('sound-back');
      this.#silent = false;
    } else {
      this.#silentSince ??= now;
      if (!this.#silent && now - this.#silentSince >= SILENT_MS) {
        this.#silent = true;
        this.#events.noticed('silent');
      }
    }
    if (peak >= CLIPPING_FROM && now - this.#clippedAt > CLIPPING_AGAIN_MS) {
      this.#clippedAt = now;
      this.#events.noticed('clipping');
    }
  }
}

/** An analyser on the microphone: shows, and records nothing. */
export class Meter {
  readonly #context: AudioContext;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(stream: MediaStream) {
    this.#context = new AudioContext({ latencyHint: 'playback' });
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 8_192; // 170 ms: no moment between two looks is missed
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  level(): Level {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    let peak = 0;
    for (const sample of this.#samples) {
      sum += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    return { rms: Math.sqrt(sum / this.#samples.length), peak };
  }

  close(): void {
    void this.#context.close();
  }
}
