/** A dossier in memory: talks found, told, heard and copied, organisations and lines. */
import type { Actor, CopyFile, Dossier, LedgerLine, Line, Organisation, Talk, TalkQuery } from '@woordelijk/dossier';
import { no } from './no.ts';
import { interruptionsOf, pcmOf, peaksOf, wavOf } from './sound.ts';
import { unplanned } from './talks.ts';

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

/** What it is about; it changes these in place. `played`: ids of talks whose sound was asked for. */
export interface Contents {
  readonly talks: Talk[];
  readonly organisations: Organisation[];
  readonly lines: Line[];
  readonly played: string[];
}

/** Keeps the promises that the hall counts on; everybody is an operator. */
export function dossierInMemory(
  { talks, organisations, lines, played }: Contents,
  people: Dossier['people'],
  clock: () => number,
): Dossier {
  const ledgers = new Map<string, LedgerLine[]>();
  const find = (id: string) => {
    const talk = talks.find((t) => t.id === id);
    if (!talk) throw no('talk-not-found');
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
  return {
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
      if (talk.state === 'live') throw no('talk-live');
      if (channels?.some((c) => !talk.channels.some((t) => t.channel === c))) throw no('channel-not-found');
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
      if (talk.state === 'live') throw no('talk-live');
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
      if (!organisation) throw no('organisation-not-found');
      if (lines.some((l) => l.key === key)) throw no('line-exists');
      const line = { id: `line-${lines.length + 1}-${key.length}`, organisation, key, departmentId: null };
      lines.push(line);
      return line;
    },
    async removeLine(id) {
      const at = lines.findIndex((l) => l.id === id);
      if (at < 0) throw no('line-not-found');
      lines.splice(at, 1);
    },
    async *check() {},
    settled: async () => undefined,
    close: async () => undefined,
  };
}
