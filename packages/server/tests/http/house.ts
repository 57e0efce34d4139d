/**
 * A house without rooms behind the HTTP hall: a clock, settings, a log, live talks, and a dossier in memory that keeps its
 * promises (tokens once, sessions, ledger rows). For tests of the hall itself and for looking at pages: it is there at once.
 * What the rooms do is tested with `real-dossier.ts` in its place.
 */
import { randomBytes } from 'node:crypto';
import type { Line, Organisation, Talk } from '@woordelijk/dossier';
import type { HttpParts, Live, LiveChange } from '../../src/http/index.ts';
import { dossierInMemory } from './house/dossier.ts';
import { peopleInMemory } from './house/people.ts';
import { liveTalk, storedTalk } from './house/talks.ts';

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
  const lines: Line[] = [{ id: 'line-1', organisation: organisations[2]!, key: '+999701000001', departmentId: null }];
  const played: string[] = [];
  const logged: string[] = [];
  const people = peopleInMemory(clock);
  const watchers = new Set<(change: LiveChange) => void>();
  const live: Live = {
    current: () => talks.filter((t) => t.state === 'live').map((t) => liveTalk(t, clock())),
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
  const dossier = dossierInMemory({ talks, organisations, lines, played }, people, clock);
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
