/** Who is on the call and who speaks on which stream, gathered from metadata updates. Pure. */
import { mergeMetadata, type RecordingMetadata, type SdpMedia } from '@woordelijk/sip';
import type { CallParty } from './door.ts';

/** Parties that one call may name; a client that invents more is not followed. */
const MAX_PARTIES = 64;

export class Roster {
  #metadata: RecordingMetadata | undefined;
  /** Everybody ever named: who left the call was recorded all the same. */
  readonly #parties = new Map<string, CallParty>();
  /** Participants per stream id, everybody who ever sent on it. */
  readonly #speakers = new Map<string, Set<string>>();

  /** Takes an update in, complete or partial. */
  update(metadata: RecordingMetadata): void {
    const merged = mergeMetadata(this.#metadata, metadata);
    this.#metadata = merged;
    for (const { id, aor, name } of merged.participants) {
      if (this.#parties.size >= MAX_PARTIES && !this.#parties.has(id)) continue;
      this.#parties.set(id, { ...this.#parties.get(id), id, ...(aor ? { aor } : {}), ...(name ? { name } : {}) });
    }
    for (const { participant, send } of merged.associations) {
      if (!this.#parties.has(participant)) continue;
      for (const stream of send) {
        if (this.#speakers.size >= MAX_PARTIES && !this.#speakers.has(stream)) continue;
        const speakers = this.#speakers.get(stream) ?? new Set();
        this.#speakers.set(stream, speakers.add(participant));
      }
    }
  }

  get parties(): CallParty[] {
    return [...this.#parties.values()];
  }

  /** Ids of the parties whose voice an m-line carries: label → stream → participant. Empty where the metadata does not say. */
  speakersOn(media: SdpMedia): string[] {
    const stream = this.#streamOf(media);
    return stream === undefined ? [] : [...(this.#speakers.get(stream) ?? [])];
  }

  /** By label; where neither side uses labels, by order. */
  #streamOf(media: SdpMedia): string | undefined {
    const streams = this.#metadata?.streams ?? [];
    if (media.label !== undefined && streams.some((s) => s.label !== undefined))
      return streams.find((s) => s.label === media.label)?.id;
    return streams.every((s) => s.label === undefined) ? streams[media.index]?.id : undefined;
  }
}
