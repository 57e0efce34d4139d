/** The server as the pages ask it: one client, and one query per question. */

import { infiniteQueryOptions, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { type ApiError, createClient, decodePeaks, type PurposeName, type TalkState } from '@woordelijk/api';
import { chosenLanguage } from './language/language.tsx';

export const server = createClient(
  (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  '',
  () => ({ 'accept-language': chosenLanguage() }),
);

/** What to look for in the list. */
export interface TalkFilter {
  readonly q: string;
  /** RFC 3339; absent: no bound. */
  readonly from?: string;
  readonly to?: string;
  /** Only what may be used for this. */
  readonly purpose?: PurposeName;
  readonly first: 'newest' | 'oldest';
}

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => server.getSession({}, { signal }),
  staleTime: 60_000,
});
export const talks = (filter: TalkFilter) =>
  infiniteQueryOptions({
    queryKey: ['talks', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      server.listTalks({ query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
export const liveTalks = queryOptions({
  queryKey: ['talks', 'live'],
  queryFn: ({ signal }) => server.listTalks({ query: { state: 'live', limit: '100' } }, { signal }),
});
const params = (talkId: string) => ({ params: { talkId } });
export const talk = (id: string) =>
  queryOptions({
    queryKey: ['talk', id],
    queryFn: ({ signal }) => server.getTalk(params(id), { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'storing' || data?.destruction?.destroyedAt === null ? 2000 : false,
  });
export const talkPurposes = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'purposes'],
    queryFn: ({ signal }) => server.listPurposes(params(id), { signal }),
  });
export const interruptions = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'interruptions'],
    queryFn: ({ signal }) => server.listInterruptions(params(id), { signal }),
  });
export const moments = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'moments'],
    queryFn: ({ signal }) => server.listMoments(params(id), { signal }),
  });
export const ledger = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'ledger'],
    queryFn: ({ signal }) => server.listLedger(params(id), { signal }),
  });
export const rawMetadata = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'raw'],
    queryFn: ({ signal }) => server.listRawMetadata(params(id), { signal }),
  });
export const peaks = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'peaks'],
    queryFn: async ({ signal }) => {
      const answer = await server.getPeaks(params(id), { signal });
      return decodePeaks(new Uint8Array(await answer.arrayBuffer()));
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
export const talkFile = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'file'],
    queryFn: ({ signal }) => server.getTalkFile(params(id), { signal }),
  });
export const personalLinks = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'personal-links'],
    queryFn: ({ signal }) => server.listPersonalLinks(params(id), { signal }),
  });
export const talkHolds = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'holds'],
    queryFn: ({ signal }) => server.listTalkHolds(params(id), { signal }),
  });
export const keptTalk = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'keeping'],
    queryFn: ({ signal }) => server.getKeeping(params(id), { signal }),
  });
export const callPause = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'pause'],
    queryFn: ({ signal }) => server.getPause(params(id), { signal }),
    refetchInterval: 5_000,
  });
export const destruction = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'destruction'],
    queryFn: ({ signal }) => server.getDestruction(params(id), { signal }),
  });
export const sharing = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'sharing'],
    queryFn: ({ signal }) => server.getSharing(params(id), { signal }),
  });
export const proofLogins = queryOptions({
  queryKey: ['proofs'],
  queryFn: ({ signal }) => server.listProofs({}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
export const edits = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'edits'],
    queryFn: ({ signal }) => server.listEdits(params(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'making') ? 1000 : false),
  });
export const mails = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'mails'],
    queryFn: ({ signal }) => server.listMails(params(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((mail) => mail.state === 'waiting') ? 5000 : false),
  });
export const figures = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'figures'],
    queryFn: ({ signal }) => server.getFigures({ params: { organisationId } }, { signal }),
  });
export const councilView = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'council'],
    queryFn: ({ signal }) => server.getCouncilView({ params: { organisationId } }, { signal }),
  });
export const documents = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'documents'],
    queryFn: ({ signal }) => server.listDocuments({ params: { organisationId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
export const protocols = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'protocols'],
    queryFn: ({ signal }) => server.listProtocols({ params: { organisationId } }, { signal }),
  });
export const draws = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'draws'],
    queryFn: ({ signal }) => server.listDraws({ params: { organisationId } }, { signal }),
  });
export const talkQuality = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'quality'],
    queryFn: ({ signal }) => server.getTalkQuality(params(id), { signal }),
  });
export const selfAudit = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'self-audit'],
    queryFn: ({ signal }) => server.getSelfAudit({ params: { organisationId } }, { signal }),
  });
export const refusedReadings = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'refused-readings'],
    queryFn: ({ signal }) => server.listRefusedReadings({ params: { organisationId } }, { signal }),
  });
export const decisions = (organisationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organisation', organisationId, 'decisions'],
    queryFn: ({ pageParam, signal }) =>
      server.listDecisions({ params: { organisationId }, query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
export const letterhead = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'letterhead'],
    queryFn: ({ signal }) => server.getLetterhead({ params: { organisationId } }, { signal }),
  });
/** Open requests, and those closed since a moment. */
export const rightsSince = (closedSince: string) =>
  queryOptions({
    queryKey: ['rights', 'list'],
    queryFn: ({ signal }) => server.listRights({ query: { closedSince } }, { signal }),
  });
export const rightsOf = (id: string) =>
  queryOptions({
    queryKey: ['rights', 'talk', id],
    queryFn: ({ signal }) => server.listTalkRights(params(id), { signal }),
  });
export const rightsRequest = (rightsRequestId: string) =>
  queryOptions({
    queryKey: ['rights', 'one', rightsRequestId],
    queryFn: ({ signal }) => server.getRights({ params: { rightsRequestId } }, { signal }),
  });
export const absentsOf = (id: string) =>
  queryOptions({
    queryKey: ['absents', id],
    queryFn: ({ signal }) => server.listAbsents(params(id), { signal }),
  });
export const openAbsents = queryOptions({
  queryKey: ['absents', 'open'],
  queryFn: ({ signal }) => server.listOpenAbsents({}, { signal }),
});
export const talkCase = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => server.getTalkCase(params(id), { signal }),
  });
/** Talks that a request may be about; nothing is asked until `query` is there. */
export const rightsCandidates = (
  rightsRequestId: string,
  query: { search?: string; case?: string; subject?: string; from?: string; to?: string } | undefined,
) =>
  queryOptions({
    queryKey: ['rights', 'one', rightsRequestId, 'candidates', query],
    queryFn: ({ signal }) => server.searchForRights({ params: { rightsRequestId }, query: query ?? {} }, { signal }),
    enabled: query !== undefined,
  });
export const ownRights = queryOptions({
  queryKey: ['rights', 'own'],
  queryFn: ({ signal }) => server.getOwnRights({}, { signal }),
});
export const noticeWords = (id: string) =>
  queryOptions({
    queryKey: ['talk', id, 'notice-words'],
    queryFn: ({ signal }) => server.listNoticeWords(params(id), { signal }),
  });
export const plannedTalks = queryOptions({
  queryKey: ['talks', 'planned'],
  queryFn: ({ signal }) => server.listTalks({ query: { state: 'planned', limit: '100' } }, { signal }),
});
export const openRequests = queryOptions({
  queryKey: ['open-requests'],
  queryFn: ({ signal }) => server.listOpenRequests({}, { signal }),
});
const of = (organisationId: string) => ({ params: { organisationId } });
/** What is asked of one organisation. */
export const colleagues = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'colleagues'],
    queryFn: ({ signal }) => server.listColleagues(of(id), { signal }),
    enabled: id !== '',
  });
export const objections = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'objections'],
    queryFn: ({ signal }) => server.listObjections(of(id), { signal }),
    enabled: id !== '',
  });
export const holds = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'holds'],
    queryFn: ({ signal }) => server.listHolds(of(id), { signal }),
  });
export const keepingOverview = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'keeping'],
    queryFn: ({ signal }) => server.getKeepingOverview(of(id), { signal }),
  });
export const dueTalks = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['organisation', id, 'due'],
    queryFn: ({ pageParam, signal }) =>
      server.listDueTalks({ ...of(id), query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
export const sweeps = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'sweeps'],
    queryFn: ({ signal }) => server.listSweeps(of(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ doneAt }) => doneAt === null) ? 1000 : false),
  });
export const destructions = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['organisation', id, 'destructions'],
    queryFn: ({ pageParam, signal }) =>
      server.listDestructions({ ...of(id), query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
export const signs = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'signs'],
    queryFn: ({ signal }) => server.listSigns(of(id), { signal }),
    enabled: id !== '',
  });
export const signFindings = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id, 'sign-findings'],
    queryFn: ({ signal }) => server.listSignFindings(of(id), { signal }),
    enabled: id !== '',
  });
export const organisations = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) => server.listOrganisations({}, { signal }),
});
export const lines = queryOptions({ queryKey: ['lines'], queryFn: ({ signal }) => server.listLines({}, { signal }) });
const below = (organisationId: string) => ({ params: { organisationId } });
export const recordingPlans = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'plans'],
    queryFn: ({ signal }) => server.listRecordingPlans({ params: { organisationId } }, { signal }),
  });
export const processing = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'plans', 'processing'],
    queryFn: ({ signal }) => server.listProcessing({ params: { organisationId } }, { signal }),
  });
export const processors = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'processors'],
    queryFn: ({ signal }) => server.listProcessors({ params: { organisationId } }, { signal }),
  });
export const incidents = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'incidents'],
    queryFn: ({ signal }) => server.listIncidents({ params: { organisationId } }, { signal }),
    refetchInterval: 60_000, // the clock runs
  });
export const alarms = queryOptions({
  queryKey: ['organisation', 'alarms'],
  queryFn: ({ signal }) => server.listAlarms({}, { signal }),
  refetchInterval: 60_000,
});
export const watchState = queryOptions({
  queryKey: ['organisation', 'watch'],
  queryFn: ({ signal }) => server.getWatch({}, { signal }),
  refetchInterval: ({ state }) => (state.data?.running == null ? false : 2000),
});
export const planTemplates = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId, 'plan-templates'],
    queryFn: ({ signal }) => server.listPlanTemplates({ params: { organisationId } }, { signal }),
  });
export const talksOfState = (state: TalkState) =>
  queryOptions({
    queryKey: ['talks', 'of-state', state],
    queryFn: ({ signal }) => server.listTalks({ query: { state, limit: '100' } }, { signal }),
  });
export const departments = (id: string) =>
  queryOptions({
    queryKey: ['departments', id],
    queryFn: ({ signal }) => server.listDepartments(below(id), { signal }),
  });
export const people = (id: string) =>
  queryOptions({ queryKey: ['people', id], queryFn: ({ signal }) => server.listPeople(below(id), { signal }) });
export const invitations = (id: string) =>
  queryOptions({
    queryKey: ['invitations', id],
    queryFn: ({ signal }) => server.listInvitations(below(id), { signal }),
  });
export const contacts = (id: string) =>
  queryOptions({ queryKey: ['contacts', id], queryFn: ({ signal }) => server.listContacts(below(id), { signal }) });
export const ownRules = (organisationId: string) =>
  queryOptions({
    queryKey: ['own-rules', organisationId],
    queryFn: ({ signal }) => server.listOwnRules({ params: { organisationId } }, { signal }),
  });
export const questionRegister = queryOptions({
  queryKey: ['question-register'],
  queryFn: ({ signal }) => server.listQuestions({}, { signal }),
});
export const accessTokens = queryOptions({
  queryKey: ['access-tokens'],
  queryFn: ({ signal }) => server.listAccessTokens({}, { signal }),
});
export const about = queryOptions({ queryKey: ['server'], queryFn: ({ signal }) => server.getServer({}, { signal }) });

/** The cache. A 401 anywhere means the session has ended: the session is asked anew and the login page appears. */
export function makeQueries(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if ((error as ApiError).code === 'login-needed') void queries.invalidateQueries({ queryKey: ['session'] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => (error as ApiError).code === 'unreachable' && failures < 2,
        retryDelay: 700,
      },
    },
  });
  return queries;
}
