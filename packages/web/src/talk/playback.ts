/**
 * Plays one talk. The sound is one file with a channel for each leg; which legs are heard is mixed here, so that a choice
 * takes effect at once and asks the server for nothing. Nothing is fetched before somebody presses play: fetching counts
 * as listening, and that is written down.
 */

export interface PlaybackState {
  readonly playing: boolean;
  /** Pressed play, no sound yet. */
  readonly waiting: boolean;
  readonly failed: boolean;
  readonly speed: number;
  /** Index of the only leg heard; undefined: all. */
  readonly only: number | undefined;
}

interface Mixer {
  readonly context: AudioContext;
  readonly gains: readonly GainNode[];
}

export class Playback {
  readonly #audio = new Audio();
  readonly #legs: number;
  /** Seconds, as the drawing has it; the file may differ by a few milliseconds. */
  readonly seconds: number;
  #mixer: Mixer | undefined;
  #state: PlaybackState;
  /** Where to begin once the sound is there. */
  #start = 0;
  readonly #watchers = new Set<() => void>();

  constructor(url: string, legs: number, seconds: number, speed: number) {
    this.#legs = legs;
    this.seconds = seconds;
    this.#state = { playing: false, waiting: false, failed: false, speed, only: undefined };
    const audio = this.#audio;
    audio.preload = 'none';
    audio.src = url;
    audio.addEventListener('loadedmetadata', () => {
      audio.currentTime = this.#start;
      audio.playbackRate = this.#state.speed;
    });
    audio.addEventListener('playing', () => this.#set({ playing: true, waiting: false }));
    audio.addEventListener('waiting', () => this.#set({ waiting: this.#state.playing }));
    audio.addEventListener('pause', () => this.#set({ playing: false, waiting: false }));
    audio.addEventListener('ended', () => this.#set({ playing: false, waiting: false }));
    audio.addEventListener('seeked', () => this.#set({}));
    audio.addEventListener('error', () => this.#set({ playing: false, waiting: false, failed: true }));
  }

  /** For useSyncExternalStore. */
  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };
  readonly state = (): PlaybackState => this.#state;

  /** Seconds from the start. */
  position(): number {
    const at = this.#audio.readyState > 0 ? this.#audio.currentTime : this.#start;
    return Math.min(at, this.seconds);
  }

  toggle(): void {
    if (this.#state.playing || this.#state.waiting) this.#audio.pause();
    else void this.play();
  }

  async play(): Promise<void> {
    if (this.#state.failed) this.#audio.load();
    if (this.position() >= this.seconds - 0.05) this.seek(0);
    this.#set({ waiting: true, failed: false });
    try {
      await this.#mix().context.resume();
      await this.#audio.play();
    } catch (error) {
      if ((error as DOMException).name === 'AbortError') return; // paused before it began
      this.#set({ playing: false, waiting: false, failed: true });
    }
  }

  seek(seconds: number): void {
    this.#start = Math.min(Math.max(0, seconds), this.seconds);
    if (this.#audio.readyState > 0) this.#audio.currentTime = this.#start;
    this.#set({});
  }

  skip(seconds: number): void {
    this.seek(this.position() + seconds);
  }

  speed(factor: number): void {
    this.#audio.playbackRate = factor;
    this.#set({ speed: factor });
  }

  listenTo(only: number | undefined): void {
    this.#set({ only });
    this.#applyMix();
  }

  /** Stops for good. */
  close(): void {
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
    void this.#mixer?.context.close();
  }

  /** Every leg through its own gain into one mono sound: both voices in both ears. Made at the first play, as browsers demand. */
  #mix(): Mixer {
    if (this.#mixer) return this.#mixer;
    const context = new AudioContext();
    const splitter = context.createChannelSplitter(Math.max(1, this.#legs));
    const mono = context.createGain();
    mono.channelCount = 1;
    mono.channelCountMode = 'explicit';
    context.createMediaElementSource(this.#audio).connect(splitter);
    const gains = Array.from({ length: this.#legs }, (_, leg) => {
      const gain = context.createGain();
      splitter.connect(gain, leg);
      gain.connect(mono);
      return gain;
    });
    mono.connect(context.destination);
    this.#mixer = { context, gains };
    this.#applyMix();
    return this.#mixer;
  }

  #applyMix(): void {
    const { only } = this.#state;
    for (const [leg, gain] of (this.#mixer?.gains ?? []).entries())
      gain.gain.value = only === undefined || only === leg ? 1 : 0;
  }

  #set(change: Partial<PlaybackState>): void {
    this.#state = { ...this.#state, ...change };
    for (const changed of this.#watchers) changed();
  }
}
