/**
 * A house without rooms behind the HTTP hall: a dossier in memory that keeps its promises (tokens once, sessions, ledger
 * rows), with real sound: PCM that is synthesised, cut with gaps, put into WAV and measured for peaks.
 */
import { createHash, randomBytes } from 'node:crypto';
import type {
  AccessToken,
  Account,
  Actor,
  CopyFile,
  Dossier,
  Interruption,
  LedgerLine,
  Line,
  Organisation,
  PasskeyRecord,
  Peaks,
  Talk,
  TalkFile,
  TalkQuery,
} from '@woordelijk/dossier';
import { OPERATOR } from '@woordelijk/dossier';
import type { HttpParts, Live, LiveChange, LiveTalk } from '../../src/http/index.ts';

const RATE = 8000;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const PCMA = { clockRate: RATE, codecs: { 8: { name: 'PCMA', clockRate: RATE, channels: 1 } } };

/** Nobody was asked, nothing is shared. */
const nothingShared = (talkId: string) => ({
  talkId,
  persons: [],
  questions: [],
  shares: [],
  refusals: [],
  weighings: [],
  outOfReach: [],
});

/** Nothing was done yet. */
const NO_FIGURES = {
  weeks: [],
  decided: { granted: 0, refused: 0, alternatives: {} },
  unrecorded: {},
  readings: {},
  cut: false,
};

export class FakeError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface House extends HttpParts {
  readonly talks: Talk[];
  readonly lines: Line[];
  /** Moves the clock that the server reads. */
  pass(ms: number): void;
  /** Begins a live talk and tells the listeners. */
  begin(): Talk;
  /** Ends it: it is stored at once. */
  end(talkId: string): void;
  /** How often each talk's sound was asked for. */
  readonly played: string[];
  readonly logged: string[];
  seal: { state: 'intact' | 'damaged' | 'unconfirmed'; findings: { place: string; meaning: string }[] };
  token(): string;
}

/** `now`: epoch milliseconds at which the story begins; `real`: let the clock run. */
export function house(options: {
  talks: number;
  webRoot: string;
  now?: number;
  real?: boolean;
  limits?: { all: number; guessable: number };
}): House {
  const startedAt = options.now ?? Date.now();
  let passed = 0;
  const birth = Date.now();
  const clock = () => startedAt + passed + (options.real ? Date.now() - birth : 0);
  const organisations: Organisation[] = [
    { id: 'org-unassigned', name: 'Niet toegewezen', kind: 'unassigned', sector: null },
    { id: 'org-demo', name: 'Demo', kind: 'demo', sector: null },
    { id: 'org-kcc', name: 'Klantcontactcentrum', kind: 'organisation', sector: null },
    { id: 'org-wmo', name: 'Wmo-loket', kind: 'organisation', sector: null },
  ];
  const talks = Array.from({ length: options.talks }, (_, i) => storedTalk(i, startedAt, organisations)).sort(
    (a, b) => b.startedAt - a.startedAt,
  );
  const ledgers = new Map<string, LedgerLine[]>();
  const lines: Line[] = [{ id: 'line-1', organisation: organisations[2]!, key: '+999701000001', departmentId: null }];
  const played: string[] = [];
  const logged: string[] = [];
  const people = fakePeople(clock);
  const watchers = new Set<(change: LiveChange) => void>();
  const live: Live = {
    current: () => talks.filter((t) => t.state === 'live').map((t) => liveTalk(t, clock())),
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
  const find = (id: string) => {
    const talk = talks.find((t) => t.id === id);
    if (!talk) throw new FakeError('talk-not-found');
    return talk;
  };
  const write = (talkId: string, actor: Actor, act: string, detail: Record<string, unknown>) => {
    const rows = ledgerOf(find(talkId));
    rows.push({ seq: rows.length + 1, at: clock(), actor, act, detail });
  };
  const ledgerOf = (talk: Talk): LedgerLine[] => {
    const known = ledgers.get(talk.id);
    if (known) return known;
    const rows: LedgerLine[] = [
      { seq: 1, at: talk.startedAt, actor: 'system', act: 'talk.begun', detail: { source: 'phone' } },
    ];
    if (talk.endedAt !== null) {
      rows.push({ seq: 2, at: talk.endedAt, actor: 'system', act: 'recording.ended', detail: { ending: talk.ending } });
      rows.push({
        seq: 3,
        at: talk.endedAt + 800,
        actor: 'system',
        act: 'recording.stored',
        detail: { bytes: 1234567 },
      });
    }
    ledgers.set(talk.id, rows);
    return rows;
  };
  const dossier: Dossier = {
    recordings: undefined as never, // what is undefined here: on a real dossier in other tests
    files: undefined as never,
    ownRecordings: undefined as never,
    edits: { list: async () => [] } as never,
    ownRules: undefined as never,
    questions: { register: async () => [] } as never,
    personal: { links: async () => [] } as never,
    holds: { of: async () => [], list: async () => [] } as never,
    destructions: {} as never,
    oversight: { figures: async () => NO_FIGURES } as never,
    absents: { of: async () => [], open: async () => [] } as never,
    cases: { of: async () => null } as never,
    quality: { of: async () => ({ waiting: null, reviews: [] }), draws: async () => [] } as never,
    retention: {
      overview: async () => ({ due: 0, months: [], later: 0, open: 0, held: 0, nightly: false }),
      of: async () => ({ plan: null, uses: [], dueAt: null, kept: false, caseEndedOn: null, contract: null }),
    } as never,
    processors: undefined as never,
    incidents: undefined as never,
    watch: undefined as never,
    alarms: async () => [],
    recordingPlans: {
      purposes: async () => ({
        announced: [],
        planId: null,
        usual: 'operation',
        purposes: [{ purpose: 'operation', hear: true, copy: true, tell: false, refused: null, askable: false }],
      }),
    } as never,
    consents: undefined as never,
    letterheads: { of: async () => ({ address: [], colour: null, tone: 'neutral', logo: null }) } as never,
    mails: { of: async () => [] } as never,
    rights: {
      of: async () => [],
      list: async () => [],
      readings: async () => [],
      restriction: async () => undefined,
    } as never,
    shares: { file: async (talkId: string) => nothingShared(talkId) } as never,
    deviceRecordings: undefined as never,
    moments: async () => [],
    head: undefined as never,
    headToken: undefined as never,
    people,
    staff: undefined as never,
    table: {
      file: async (id: string) => unplanned(find(id).id),
      hindrances: async () => [],
      openRequests: async () => [],
    } as never,
    objections: undefined as never,
    signs: undefined as never,
    plan: undefined as never,
    callOff: undefined as never,
    arrange: undefined as never,
    // Everybody here is an operator: what the policy says is tested with a dossier that has rooms.
    async admit(_who, _right, where) {
      if ('talkId' in where) find(where.talkId);
      return 'operation';
    },
    admitSomewhere: () => undefined,
    noteReading: async () => undefined,
    noteListing: async () => undefined,
    async talks(query: TalkQuery) {
      const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const found = talks.filter((t) => {
        if (query.state && t.state !== query.state) return false;
        if (query.from !== undefined && t.startedAt < query.from) return false;
        if (query.to !== undefined && t.startedAt >= query.to) return false;
        return words.every((w) =>
          t.parties.some(
            (p) =>
              p.name
                ?.toLowerCase()
                .split(' ')
                .some((n) => n.startsWith(w)) ||
              p.number?.endsWith(w) ||
              p.number?.startsWith(w),
          ),
        );
      });
      if (query.first === 'oldest') found.reverse();
      const start = query.cursor ? found.findIndex((t) => t.id === query.cursor) + 1 : 0;
      const items = found.slice(start, start + query.limit);
      const last = items.at(-1);
      return { items, ...(last && start + query.limit < found.length ? { next: last.id } : {}) };
    },
    talk: async (id) => find(id),
    interruptions: async (id) => interruptionsOf(find(id)),
    ledger: async (id) => [...ledgerOf(find(id))],
    async rawMetadata(id) {
      const talk = find(id);
      return [
        {
          at: talk.startedAt,
          text: `<?xml version="1.0"?>\n<recording xmlns="urn:ietf:params:xml:ns:recording:1">\n  <participant participant_id="p1"><nameID aor="${talk.parties[0]?.aor}"/></participant>\n</recording>`,
        },
      ];
    },
    async peaks(id) {
      return peaksOf(pcmOf(find(id)));
    },
    async play(id, actor, channels) {
      const talk = find(id);
      if (talk.state === 'live') throw new FakeError('talk-live');
      if (channels?.some((c) => !talk.channels.some((t) => t.channel === c))) throw new FakeError('channel-not-found');
      played.push(id);
      write(id, actor, 'sound.played', { channels: channels ?? [1, 2] });
      const bytes = wavOf(pcmOf(talk).filter((_, i) => channels === undefined || channels.includes(i + 1)));
      return {
        mediaType: 'audio/wav',
        bytes: bytes.length,
        async *read(start, end) {
          for (let o = start; o < end; o += 65_536) yield bytes.subarray(o, Math.min(end, o + 65_536));
        },
      };
    },
    async copy(id, kind, actor) {
      const talk = find(id);
      if (talk.state === 'live') throw new FakeError('talk-live');
      write(id, actor, 'copy.made', { kind });
      const pcm = pcmOf(talk);
      const file = (name: string, mediaType: string, bytes: Uint8Array): CopyFile => ({
        name,
        mediaType,
        async *content() {
          yield bytes;
        },
      });
      if (kind === 'wav') return [file('gesprek.wav', 'audio/wav', wavOf(pcm))];
      if (kind === 'mp3') return [file('gesprek.mp3', 'audio/mpeg', Buffer.from('ID3'))];
      return [
        ...pcm.map((samples, i) =>
          file(`leg-${i + 1}.pcma`, 'audio/x-alaw-basic', Buffer.from(samples.buffer).subarray(0, samples.length)),
        ),
        file('timeline.json', 'application/json', Buffer.from(JSON.stringify({ gaps: interruptionsOf(talk) }))),
      ];
    },
    organisations: async () => organisations,
    async addOrganisation(name) {
      const made: Organisation = { id: `org-${organisations.length}`, name, kind: 'organisation', sector: null };
      organisations.push(made);
      return made;
    },
    lines: async () => lines,
    async addLine(organisationId, key) {
      const organisation = organisations.find((o) => o.id === organisationId);
      if (!organisation) throw new FakeError('organisation-not-found');
      if (lines.some((l) => l.key === key)) throw new FakeError('line-exists');
      const line = { id: `line-${lines.length + 1}-${key.length}`, organisation, key, departmentId: null };
      lines.push(line);
      return line;
    },
    async removeLine(id) {
      const at = lines.findIndex((l) => l.id === id);
      if (at < 0) throw new FakeError('line-not-found');
      lines.splice(at, 1);
    },
    async *check() {},
    settled: async () => undefined,
    close: async () => undefined,
  };
  const log = (facts: unknown, sentence: string) => void logged.push(JSON.stringify([facts, sentence]));
  const self: House = {
    dossier,
    live,
    calls: {
      pause: async () => false,
      resume: async () => false,
      paused: async () => false,
      makePrivate: async () => undefined,
    },
    talks,
    lines,
    played,
    logged,
    seal: { state: 'intact', findings: [] },
    verifyTalk: async () => self.seal,
    recorder: { publicKey: new Uint8Array(65), mustHaveRoom: () => undefined } as unknown as House['recorder'],
    config: {
      publicUrl: () => 'http://opnames.gemeente.example',
      webRoot: options.webRoot,
      names: [],
      trustedProxies: [],
      securityContact: 'mailto:security@gemeente.example',
      version: '0.1.0',
      lastBackup: '/nonexistent/last-backup.json',
      verifierKey: 'woordelijk.example+8f2c1d77+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefghi',
      sip: ['udp:127.0.0.1:5060', 'tcp:127.0.0.1:5060'],
      ...(options.limits ? { rateLimits: options.limits } : {}),
    },
    log: { info: log, warn: log, error: log },
    clock,
    random: (n) => randomBytes(n),
    pass: (ms) => {
      passed += ms;
    },
    begin() {
      const talk: Talk = {
        ...storedTalk(talks.length, startedAt, organisations),
        id: `live-${talks.length}`,
        state: 'live',
        startedAt: clock(),
        endedAt: null,
        ending: null,
      };
      talks.unshift(talk);
      for (const watcher of watchers) watcher({ talkId: talk.id, change: 'begun' });
      return talk;
    },
    end(talkId) {
      const at = talks.findIndex((t) => t.id === talkId);
      talks[at] = { ...talks[at]!, state: 'stored', endedAt: clock(), ending: 'bye' };
      for (const watcher of watchers) watcher({ talkId, change: 'ended' });
    },
    token: () => people.token,
  };
  return self;
}

/** The file of a call that came in by itself: there is no table. */
function unplanned(talkId: string): TalkFile {
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

function storedTalk(i: number, now: number, organisations: readonly Organisation[]): Talk {
  const random = stream(i + 7);
  const seconds = i === 0 ? 83 : 20 + Math.floor(random() * 900);
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

function interruptionsOf(talk: Talk): Interruption[] {
  if (talk.endedAt === null || talk.endedAt - talk.startedAt < 40_000) return [];
  return [
    { channel: 1, kind: 'gap', fromMs: 21_040, toMs: 21_320 },
    { channel: 1, kind: 'hold', fromMs: 30_000, toMs: 36_500 },
    { channel: 2, kind: 'hold', fromMs: 30_000, toMs: 36_500 },
  ];
}

function liveTalk(talk: Talk, now: number): LiveTalk {
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

/** Two voices that take turns: harmonics under syllables, silent where the talk is interrupted. */
function pcmOf(talk: Talk): Int16Array[] {
  const seconds = ((talk.endedAt ?? talk.startedAt + 10_000) - talk.startedAt) / 1000;
  const silent = interruptionsOf(talk);
  return talk.channels.map(({ channel }) => {
    const samples = new Int16Array(Math.round(seconds * RATE));
    const random = stream(Number(talk.id.slice(-6)) * 31 + channel);
    let loudness = 0;
    let target = 0;
    for (let n = 0; n < samples.length; n++) {
      const at = n / RATE;
      const speaking = Math.sin(at * 0.45 + (channel === 1 ? 0 : Math.PI)) > -0.15;
      if (n % 900 === 0) target = speaking && random() > 0.22 ? 0.25 + random() * 0.75 : 0.015;
      loudness += (target - loudness) * 0.004;
      const pitch = channel === 1 ? 118 + 14 * Math.sin(at * 3) : 196 + 22 * Math.sin(at * 2.6);
      const tone =
        Math.sin(2 * Math.PI * pitch * at) +
        0.6 * Math.sin(4 * Math.PI * pitch * at) +
        0.35 * Math.sin(7 * Math.PI * pitch * at);
      samples[n] = loudness * (tone * 8200 + (random() - 0.5) * 5000);
    }
    for (const { channel: c, fromMs, toMs } of silent)
      if (c === channel) samples.fill(0, (fromMs * RATE) / 1000, ((toMs ?? 0) * RATE) / 1000);
    return samples;
  });
}

function peaksOf(pcm: Int16Array[]): Peaks {
  const stepMs = 25;
  const step = (RATE * stepMs) / 1000;
  return {
    stepMs,
    channels: pcm.map((samples, i) => {
      const pairs = new Int8Array(Math.ceil(samples.length / step) * 2);
      for (let p = 0; p < pairs.length / 2; p++) {
        let min = 0;
        let max = 0;
        for (let n = p * step; n < Math.min(samples.length, (p + 1) * step); n++) {
          min = Math.min(min, samples[n]!);
          max = Math.max(max, samples[n]!);
        }
        pairs[p * 2] = min >> 8;
        pairs[p * 2 + 1] = max >> 8;
      }
      return { channel: i + 1, pairs };
    }),
  };
}

function wavOf(pcm: Int16Array[]): Buffer {
  const length = pcm[0]!.length;
  const data = length * pcm.length * 2;
  const out = Buffer.alloc(44 + data);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + data, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(pcm.length, 22);
  out.writeUInt32LE(RATE, 24);
  out.writeUInt32LE(RATE * pcm.length * 2, 28);
  out.writeUInt16LE(pcm.length * 2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36);
  out.writeUInt32LE(data, 40);
  for (let n = 0; n < length; n++)
    for (let c = 0; c < pcm.length; c++) out.writeInt16LE(pcm[c]![n]!, 44 + (n * pcm.length + c) * 2);
  return out;
}

function stream(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}

function fakePeople(clock: () => number): Dossier['people'] & { token: string } {
  const accounts: Account[] = [];
  const passkeys = new Map<string, PasskeyRecord>();
  const codes = new Map<string, Account>();
  const sessions = new Map<string, { account: Account; usedAt: number }>();
  const tokens: { token: AccessToken; hash: string }[] = [];
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  let link: { hash: string; expiresAt: number } | undefined;
  const self = {
    token: '',
    administratorExists: async () => accounts.length > 0,
    async makeAdministratorLink() {
      if (accounts.length > 0) throw new FakeError('administrator-exists');
      self.token = randomBytes(24).toString('base64url');
      link = { hash: hash(self.token), expiresAt: clock() + 30 * MINUTE };
      return { token: self.token, expiresAt: link.expiresAt };
    },
    checkAdministratorLink: async (token: string) => link?.hash === hash(token) && clock() < link.expiresAt,
    async createAdministrator(token: string, name: string, passkey: Omit<PasskeyRecord, 'accountId'>) {
      if (accounts.length > 0) throw new FakeError('administrator-exists');
      if (!(await self.checkAdministratorLink(token))) throw new FakeError('link-invalid');
      link = undefined;
      const account = { id: 'account-1', name, createdAt: clock() };
      accounts.push(account);
      passkeys.set(passkey.id, { ...passkey, accountId: account.id });
      const recoveryCodes = Array.from({ length: 8 }, () => randomBytes(10).toString('hex').match(/.{5}/g)!.join('-'));
      for (const code of recoveryCodes) codes.set(hash(code), account);
      return { account, recoveryCodes };
    },
    passkey: async (id: string) => passkeys.get(id),
    passkeysOf: async (accountId: string) => [...passkeys.values()].filter((p) => p.accountId === accountId),
    async passkeyUsed(id: string, counter: number) {
      passkeys.set(id, { ...passkeys.get(id)!, counter });
    },
    async addPasskey(accountId: string, passkey: Omit<PasskeyRecord, 'accountId'>) {
      passkeys.set(passkey.id, { ...passkey, accountId });
    },
    async redeemRecoveryCode(code: string) {
      const account = codes.get(hash(code));
      codes.delete(hash(code));
      return account;
    },
    async openSession(accountId: string) {
      const token = randomBytes(24).toString('base64url');
      sessions.set(hash(token), { account: accounts.find((a) => a.id === accountId)!, usedAt: clock() });
      return { token, expiresAt: clock() + 12 * 60 * MINUTE };
    },
    async session(token: string) {
      const found = sessions.get(hash(token));
      if (!found || clock() - found.usedAt > 60 * MINUTE) return undefined;
      found.usedAt = clock();
      return { account: found.account, seats: OPERATOR.seats };
    },
    async closeSession(token: string) {
      sessions.delete(hash(token));
    },
    async makeAccessToken(name: string, days: number) {
      const secret = `woordelijk_${randomBytes(32).toString('base64url')}`;
      const createdAt = clock();
      const id = `token-${tokens.length + 1}`;
      const token = { id, name, createdAt, expiresAt: createdAt + days * DAY, revokedAt: null, usedDay: null };
      tokens.unshift({ token, hash: hash(secret) });
      return { token, secret };
    },
    accessTokens: async () => tokens.map(({ token }) => token),
    async accessToken(secret: string) {
      const found = tokens.find((t) => t.hash === hash(secret));
      if (!found || found.token.revokedAt !== null || found.token.expiresAt <= clock()) return undefined;
      found.token = { ...found.token, usedDay: Math.floor(clock() / DAY) * DAY };
      return found.token;
    },
    async revokeAccessToken(id: string) {
      const found = tokens.find(({ token }) => token.id === id);
      if (!found) throw new FakeError('access-token-not-found');
      found.token = { ...found.token, revokedAt: found.token.revokedAt ?? clock() };
    },
  };
  return self;
}
