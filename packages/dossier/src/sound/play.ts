/** Sound to listen to: a WAV of 16-bit samples, made as it is asked for, from any byte. */
import { readWav, type WavShape, wavBytes } from '@woordelijk/audio';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { writeAct } from '../ledger/write.ts';
import type { Purpose } from '../policy.ts';
import { byTalk, type RecordedTalk } from '../recording/row.ts';
import { keysOf } from '../sealed.ts';
import type { TalkState } from '../talk/face.ts';
import { channelSound, rateOf, renderingOf, ticksOf } from './channel-sound.ts';
import type { Sound } from './face.ts';
import type { Outlines } from './outlines.ts';

/** A player asks for a recording in many pieces; asked for again within this it is the same listening. */
const SAME_LISTENING_MS = 10 * 60_000;
const KEPT_LISTENINGS = 256;

interface Listening {
  readonly sound: Sound;
  readonly state: TalkState;
  until: number;
}

/** Gives sound to play, and one ledger row per listening. */
export class Player {
  readonly #house: House;
  readonly #outlines: Outlines;
  readonly #listenings = new Map<string, Listening>();

  constructor(house: House, outlines: Outlines) {
    this.#house = house;
    this.#outlines = outlines;
  }

  /**
   * One channel per leg, or the chosen legs. Of a live talk: what was acknowledged so far. Rejects `talk-not-found`,
   * `channel-not-found`, `recording-silent`, `codec-not-decodable`, `wav-too-long`.
   */
  async play(talkId: string, actor: Actor, channels?: readonly number[], purpose?: Purpose): Promise<Sound> {
    const recorded = await byTalk(this.#house, talkId);
    const { state } = recorded.talk;
    const now = this.#house.now();
    const key = JSON.stringify([talkId, actor, channels ?? null, purpose ?? null]);
    const listening = this.#listenings.get(key);
    const same = listening !== undefined && listening.until > now;
    if (same && listening.state === state && state !== 'live') {
      listening.until = now + SAME_LISTENING_MS;
      return listening.sound;
    }
    const { sound, heard } = await this.#soundOf(recorded, channels);
    if (!same)
      await this.#tell(recorded.talk, actor, { channels: heard, ...(purpose === undefined ? {} : { purpose }) });
    this.#listenings.delete(key);
    if (this.#listenings.size >= KEPT_LISTENINGS) this.#listenings.delete(this.#listenings.keys().next().value!);
    this.#listenings.set(key, { sound, state, until: now + SAME_LISTENING_MS });
    return sound;
  }

  async #soundOf(recorded: RecordedTalk, channels?: readonly number[]): Promise<{ sound: Sound; heard: number[] }> {
    const outline = await this.#outlines.of(recorded);
    if (outline.channels.length === 0)
      throw new DossierError('recording-silent', 'No sound was recorded in this talk, so there is nothing to play.');
    const chosen = outline.channels.filter((c) => channels === undefined || channels.includes(c.channel));
    if (chosen.length === 0)
      throw new DossierError('channel-not-found', 'This talk has no such channel. Leave the choice out to hear all.');
    for (const channel of chosen) renderingOf(channel); // throws where it cannot be decoded
    const shape: WavShape = {
      encoding: 'pcm16',
      channels: chosen.length,
      frames: ticksOf(outline, recorded.recording.ended_us),
      rate: rateOf(outline.channels),
    };
    const sound: Sound = {
      mediaType: 'audio/wav',
      bytes: wavBytes(shape),
      read: (start, end) =>
        readWav(
          shape,
          chosen.map((channel) => channelSound(this.#house.vault, recorded.recording.id, channel)),
          start,
          end,
        ),
    };
    return { sound, heard: chosen.map((c) => c.channel) };
  }

  async #tell(
    talk: { id: string; organisation_id: string },
    actor: Actor,
    detail: Acts['sound.played'],
  ): Promise<void> {
    const keys = await keysOf(this.#house, talk.id);
    await this.#house.database.transaction((tx) =>
      writeAct(this.#house, tx, {
        organisationId: talk.organisation_id,
        talkId: talk.id,
        keys,
        actor,
        act: 'sound.played',
        detail,
      }),
    );
  }
}
