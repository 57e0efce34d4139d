/** Talks that never were: the same ones for the same number and day. */
import type { Organisation, Talk, TalkFile } from '@woordelijk/dossier';
import type { LiveTalk } from '../../../src/http/index.ts';
import { random } from './random.ts';

const MINUTE = 60_000;
const PCMA = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };

/** The file of a call that came in by itself: there is no table. */
export function unplanned(talkId: string): TalkFile {
  const none = {
    participants: [],
    requests: [],
    notices: [],
    untold: [],
    handovers: [],
    offers: [],
    reports: [],
    ownRecordings: [],
    lifted: [],
  };
  return { talkId, plan: null, agreement: null, recorded: true, ...none };
}

/** The i-th talk before `now`, stored. */
export function storedTalk(i: number, now: number, organisations: readonly Organisation[]): Talk {
  const next = random(i + 7);
  const seconds = i === 0 ? 83 : 20 + Math.floor(next() * 900);
  const startedAt = now - 25 * MINUTE - (i % 7) * 11 * MINUTE - Math.floor(i / 7) * 26 * 60 * MINUTE - (i % 3) * 17_000;
  const caller = `+99970${String(2_000_000 + ((i * 7919) % 900_000)).padStart(7, '0')}`;
  const named = i % 3 !== 1;
  const endings = ['bye', 'bye', 'bye', 'bye', 'interrupted', 'bye', 'no-media'] as const;
  return {
    id: `0192f3a0-0000-7000-8000-${String(i).padStart(12, '0')}`,
    recordingId: `0192f3a1-0000-7000-8000-${String(i).padStart(12, '0')}`,
    organisation: organisations[[2, 2, 3, 2, 0, 3, 1][i % 7]!]!,
    source: 'phone',
    state: 'stored',
    startedAt,
    endedAt: startedAt + seconds * 1000,
    ending: endings[i % 7]!,
    parties: [
      { id: 'p1', name: named ? 'Beller Een' : null, number: caller, aor: `sip:${caller}@trunk.example` },
      {
        id: 'p2',
        name: i % 2 ? 'Medewerker Balie' : 'Medewerker Vergunningen',
        number: '+999701000001',
        aor: 'sip:balie@gemeente.example',
      },
    ],
    channels: [
      { channel: 1, label: '1', format: PCMA, parties: ['p1'] },
      { channel: 2, label: '2', format: PCMA, parties: ['p2'] },
    ],
  };
}

/** How a live talk sounds at a moment. */
export function liveTalk(talk: Talk, now: number): LiveTalk {
  const seconds = (now - talk.startedAt) / 1000;
  return {
    talkId: talk.id,
    recordingId: talk.recordingId!,
    seconds,
    channels: [1, 2].map((channel) => ({
      channel,
      level: Math.abs(Math.sin(seconds * 2.3 + channel * 1.7) * Math.sin(seconds * 0.7 + channel)) * 0.9,
      packets: Math.round(seconds * 50),
      lost: channel === 1 ? Math.floor(seconds / 7) : 0,
    })),
  };
}
