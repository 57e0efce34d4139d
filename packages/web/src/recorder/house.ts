/** What the recorder asks of the server, and what it remembers of it for when there is no network. */
import { ApiError, clientOf, type GateAnswer, type GateFacts, recorderRoutes } from '@woordelijk/api';
import type { StartOf } from '@woordelijk/recorder';
import { chosenLanguage } from './words.tsx';

export const server = clientOf(
  recorderRoutes,
  (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  '',
  () => ({ 'accept-language': chosenLanguage() }),
);

/** Who sits at this device and what their recordings are sealed to. */
export interface Known {
  readonly online: boolean;
  /** Null: nobody is logged in. Without network: who was the last time. */
  readonly name: string | null;
  readonly readerKey: string | null;
}

const KEPT = 'woordelijk.recorder';

/** Asks the server; without network, what it said the last time. */
export async function known(): Promise<Known> {
  try {
    const [{ account }, { recorderKey }] = await Promise.all([server.getSession(), server.getServer()]);
    const now = { name: account?.name ?? null, readerKey: recorderKey };
    if (account !== null) localStorage.setItem(KEPT, JSON.stringify(now));
    return { online: true, ...now };
  } catch {
    const before = localStorage.getItem(KEPT);
    const { name, readerKey } = before === null ? { name: null, readerKey: null } : (JSON.parse(before) as Known);
    return { online: false, name, readerKey };
  }
}

/** Has a recording locked now and destroyed after a day. Throws ApiError. */
export async function doNotKeep(recordingId: string, secret: string): Promise<void> {
  const holder = clientOf(
    recorderRoutes,
    (url, init) => fetch(url, { ...init, credentials: 'omit' }),
    '',
    () => ({ 'accept-language': chosenLanguage(), authorization: `Bearer ${secret}` }),
  );
  await holder.lockRecording({ params: { recordingId }, body: { at: new Date().toISOString(), because: 'not-kept' } });
}

/** What the rules on this device say about keeping a talk with these facts. */
export async function askKeeping(facts: GateFacts): Promise<{ readonly nl: string; readonly en: string }> {
  const { keepingHere } = await import('./rules-here.ts');
  return keepingHere(facts);
}

/** What the rules say, and what must be handed in with the start where this device answered itself. */
export interface Asked {
  readonly answer: GateAnswer;
  readonly onDevice: StartOf['gate']['onDevice'];
}

/** Whose recording it will be: a planned talk, or a talk of the organisation that this official works for. */
export interface Whose {
  readonly talkId?: string;
  readonly organisationId?: string;
  /** Who sit at the planned table, the official first. */
  readonly participants?: readonly string[];
  /** Where the planned talk is held; a value of the rules. */
  readonly place?: string;
}

const KEPT_WHOSE = 'woordelijk.recorder.whose';
const PLANNED = /^\?gesprek=([0-9a-f-]{36})$/;

/** The planned talk that the address names, else the organisation of whoever is logged in; without network
 * the one of the last time. */
export async function whose(): Promise<Whose> {
  const talkId = PLANNED.exec(location.search)?.[1];
  try {
    if (talkId !== undefined) {
      const file = await server.getTalkFile({ params: { talkId } });
      const names = (side: 'office' | 'resident') =>
        file.participants.filter((one) => one.side === side).map(({ name }) => name);
      return {
        talkId,
        participants: [...names('office'), ...names('resident')],
        ...(file.plan ? { place: file.plan.place } : {}),
      };
    }
    const { seats } = await server.getSession();
    const organisationId = seats.find((seat) => seat.organisationId !== null)?.organisationId;
    const found = organisationId == null ? await onlyOrganisation() : { organisationId };
    localStorage.setItem(KEPT_WHOSE, JSON.stringify(found));
    return found;
  } catch {
    return talkId === undefined ? (JSON.parse(localStorage.getItem(KEPT_WHOSE) ?? '{}') as Whose) : { talkId };
  }
}

/** Who holds no post (the first administrator) records for the organisation that there is, where there is one. */
async function onlyOrganisation(): Promise<Whose> {
  const { items } = await server.listOrganisations();
  const [one, ...others] = items.filter(({ kind }) => kind === 'organisation');
  return one === undefined || others.length > 0 ? {} : { organisationId: one.id };
}

/** Asks the server's rules, and its register of objections; without network the rules on this device. */
export async function askGate(facts: GateFacts, whose: Whose, participants: readonly string[]): Promise<Asked> {
  const { talkId, organisationId } = whose;
  const of = talkId !== undefined ? { talkId } : organisationId !== undefined ? { organisationId } : {};
  try {
    return {
      answer: await server.askGate({ body: { ...facts, ...of, participants: [...participants] } }),
      onDevice: undefined,
    };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 0) throw error;
    const { askHere } = await import('./rules-here.ts');
    return askHere(facts);
  }
}
