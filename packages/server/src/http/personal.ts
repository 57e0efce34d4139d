/** The other side's own page over HTTP: links by the staff, a visit by link and code, listening, copies, objection. */
import type { PersonalLink as LinkOnTheWire, Mine } from '@woordelijk/api';
import { type Document, invitation, type Language, type Letterhead, toHtml, toText } from '@woordelijk/documents';
import {
  type CodeWay,
  type Dossier,
  hasPackage,
  type Participant,
  type PersonalLink,
  type Proof,
  type RightsRequest,
  type TalkFile,
  type Visit,
} from '@woordelijk/dossier';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendCopy } from './copies.ts';
import { myEditCopy, myEdits, sendEdited } from './edits.ts';
import { sendFile } from './handed.ts';
import { contactFor, letterheadFor } from './letterhead.ts';
import { mailOf } from './mails.ts';
import { type Handlers, onceOf } from './mount.ts';
import { myRules } from './my-rules.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendReceipt } from './rights.ts';
import { sendLetter } from './rights-letters.ts';
import { sendPackage } from './rights-package.ts';
import { sendText } from './send-document.ts';
import { canSend } from './senders.ts';
import { withdrawalOnTheWire } from './sharing.ts';
import { sendSound } from './sound.ts';
import { visitCookie } from './visit-cookie.ts';

type PersonalHandlers = Pick<
  Handlers,
  | 'listPersonalLinks'
  | 'makePersonalLink'
  | 'revokePersonalLink'
  | 'makePersonalCode'
  | 'askPersonalCode'
  | 'openVisit'
  | 'closeVisit'
  | 'getMine'
  | 'listenMine'
  | 'makeTicket'
  | 'download'
  | 'objectMine'
  | 'complainMine'
  | 'answerConsent'
  | 'askMine'
  | 'endMine'
>;

/** The cookie of a visit. */
export const cookie = visitCookie('woordelijk-mijn');
const CODE_BY = {
  sms: { nl: 'per sms', en: 'by text message' },
  mail: { nl: 'per e-mail', en: 'by mail' },
  desk: { nl: 'van een medewerker, aan de balie of aan de telefoon', en: 'from our staff, at the desk or by phone' },
} as const;
/** Most lines of use on a page. */
const USES = 200;

/** The address of a personal page. The secret stands in the fragment: no server or proxy sees it. */
export function personalLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/mijn#${secret}`;
}

/** Who visits, by the cookie of a visit; undefined where there is none, or it is over. */
export function visitor({ personal }: Dossier): (request: FastifyRequest) => Promise<Visit | undefined> {
  return async (request) => {
    const token = cookie.token(request);
    return token === undefined ? undefined : await personal.visit(token);
  };
}

/** Handlers for personal links and visits. */
export function personalHandlers({ dossier, config, senders = {} }: HttpParts): PersonalHandlers {
  const { personal, objections, table } = dossier;
  return {
    async listPersonalLinks({ params }) {
      return { items: (await personal.links(params.talkId)).map(linkOnTheWire) };
    },
    async makePersonalLink({ params, body, visitor: by }) {
      const { language = 'nl', mail, proof: asked, ...wanted } = body;
      const proof = asked && (await proofFor(config.proofs ?? [], dossier, params.talkId, asked));
      canSend(senders, wanted.codeBy);
      if (mail !== undefined) canSend(senders, 'mail');
      const invited = await invitationFor(dossier, params.talkId, wanted.codeBy, language);
      const addressOf = (secret: string) => personalLink(config.publicUrl(), secret);
      const message = (secret: string) => mailOf(invited.document(addressOf(secret)), invited.letterhead);
      const { link, secret } = await personal.make(
        params.talkId,
        { ...wanted, proof, ...(mail === undefined ? {} : { mail: { to: mail, message } }) },
        by.actor,
      );
      const address = addressOf(secret);
      const document = invited.document(address);
      return {
        link: linkOnTheWire(link),
        address,
        letter: { text: toText(document, invited.letterhead), html: toHtml(document, invited.letterhead) },
      };
    },
    async revokePersonalLink({ params, visitor: by }) {
      await personal.revoke(params.talkId, params.linkId, by.actor);
    },
    async makePersonalCode({ params, visitor: by }) {
      const { code, expiresAt } = await personal.makeCode(params.talkId, params.linkId, by.actor);
      return { code, expiresAt: moment(expiresAt) };
    },
    async askPersonalCode({ body }) {
      await personal.askCode(body.secret, senders);
    },
    async openVisit({ body, request, reply }) {
      const opened = await personal.open(body.secret, body.code.replace(/\s/g, ''));
      if (opened === undefined) throw new HttpProblem('entry-refused');
      const before = cookie.token(request);
      if (before !== undefined) await personal.close(before);
      cookie.set(request, reply, opened.token);
      return { visitEndsAt: moment(opened.expiresAt) };
    },
    async closeVisit({ request, reply }) {
      await personal.close(cookie.token(request)!);
      cookie.clear(request, reply);
    },
    getMine: ({ visit }) => mineOf(dossier, visit),
    async listenMine({ visit, request, reply }) {
      await ready(dossier, visit);
      return sendSound(await dossier.play(visit.talkId, visit.actor, undefined, 'request'), request, reply);
    },
    async makeTicket({ body, visit, request }) {
      if (visit.listenOnly && (body.what === 'mp3' || body.what === 'legs')) throw new HttpProblem('listening-only');
      return { ticket: await personal.ticket(cookie.token(request)!, body.what) };
    },
    async download({ params, visit, request, reply }) {
      const what = await personal.useTicket(cookie.token(request)!, params.ticket);
      if (what === 'mp3' || what === 'legs') return await copyFor(dossier, visit, what, reply);
      if (what?.startsWith('file:')) return await myFile(dossier, visit, what.slice(5), reply);
      if (what?.startsWith('edit:'))
        return await sendEdited(dossier, visit.talkId, await myEditCopy(dossier, visit, what.slice(5)), reply);
      const [kind, requestId] = what?.split(':') ?? [];
      if (requestId !== undefined) {
        const mine = (await myRequests(dossier, visit)).find(({ id }) => id === requestId);
        if (mine === undefined) throw new HttpProblem('rights-request-not-found');
        if (kind === 'decision') return await sendLetter(dossier, mine, 'decision', {}, reply);
        if (kind === 'package-receipt') return sendReceipt(mine, reply);
        return await sendPackage(dossier, mine, visit.actor, reply, 'own-page');
      }
      if (what === 'agreement') return sendText(await table.sealedAgreement(visit.talkId), 'afspraken', reply);
      const receipt = what === 'receipt' ? (await handoversOf(dossier, visit)).at(-1)?.receipt : undefined;
      if (receipt === undefined) throw new HttpProblem('ticket-refused');
      return sendText(receipt, 'ontvangstbewijs', reply);
    },
    async objectMine({ visit }) {
      const { talk, party } = await holderOf(dossier, visit);
      if (await objectsOf(dossier, talk.organisation.id, party)) return;
      await objections.register(
        talk.organisation.id,
        { name: party.name, number: party.number, note: 'Via de persoonlijke pagina.' },
        { actor: visit.actor },
      );
    },
    async complainMine({ body, visit, request }) {
      const report = { about: 'office', text: body.text, to: 'privacy-coordinator' } as const;
      await table.report(visit.talkId, report, { actor: visit.actor, once: onceOf(request) });
    },
    async askMine({ body, visit, request }) {
      const { talk, party } = await holderOf(dossier, visit);
      const asked = {
        ...body,
        name: party.name ?? party.number ?? visit.party,
        number: party.number ?? undefined,
        side: 'counterpart',
        talk: visit.talkId,
        party: visit.party,
        way: 'own-page',
      } as const;
      await dossier.rights.request(talk.organisation.id, asked, { actor: visit.actor, once: onceOf(request) });
    },
    async answerConsent({ params, body, visit, request }) {
      const own = { holder: visit.party, ...body };
      const asking = { actor: visit.actor, once: onceOf(request) };
      return withdrawalOnTheWire(await dossier.consents.answer(visit.talkId, params.questionId, own, asking));
    },
    async endMine({ visit, request, reply }) {
      await personal.revoke(visit.talkId, visit.linkId, visit.actor);
      cookie.clear(request, reply);
    },
  };
}

async function mineOf(dossier: Dossier, visit: Visit): Promise<Mine> {
  const { talk, party } = await holderOf(dossier, visit);
  const file = await dossier.table.file(talk.id);
  const [contact] = await dossier.staff.contacts(talk.organisation.id);
  const { agreement } = file;
  return {
    name: party.name ?? '',
    organisation: talk.organisation.name,
    authority: talk.organisation.sector !== null && talk.organisation.sector !== 'organisatie',
    startedAt: moment(talk.startedAt),
    endedAt: talk.endedAt === null ? null : moment(talk.endedAt),
    subject: file.plan?.subject || null,
    visitEndsAt: moment(visit.expiresAt),
    agreement:
      agreement === null
        ? null
        : {
            lines: agreement.lines.map((text) => ({ ...text })),
            document: await dossier.table.sealedAgreement(talk.id),
            confirmations: agreement.confirmations.map(({ name, at, participant }) => ({
              name,
              at: moment(at),
              mine: participant === visit.party,
            })),
          },
    recording: recordingOf(talk),
    copies: (await handoversOf(dossier, visit)).map(({ id, kind, at, sha256 }) => ({
      id,
      kind,
      at: moment(at),
      sha256,
    })),
    uses: (await dossier.personal.uses(visit)).slice(-USES).map((use) => ({ ...use, at: moment(use.at) })),
    objects: await objectsOf(dossier, talk.organisation.id, party),
    complaints: file.reports
      .filter(({ actor }) => actor === visit.actor)
      .map(({ at, text, closed }) => ({ at: moment(at), text, answer: closed?.text ?? null })),
    contact: contact === undefined ? null : { name: contact.name, reach: contact.reach },
    handedIn:
      file.plan === null
        ? null
        : offersOf(file, visit).map(({ id, at, state, files }) => ({
            offerId: id,
            at: moment(at),
            state,
            files: files.map((one) => ({
              id: one.id,
              name: one.name,
              bytes: one.bytes,
              state: one.state,
              sha256: one.sha256,
            })),
          })),
    consents: await consentsOf(dossier, visit, file.participants),
    rules: await myRules(dossier, talk, file, visit.party),
    edits: await myEdits(dossier, visit),
    requests: await requestsOf(dossier, visit),
    mail: await dossier.mails.reaches(talk.id, visit.party),
    listenOnly: visit.listenOnly,
    listening: listeningIn(file),
  };
}

/** Requests of this person, newest first. */
async function requestsOf(dossier: Dossier, visit: Visit): Promise<Mine['requests']> {
  return (await myRequests(dossier, visit)).reverse().map((one) => ({
    id: one.id,
    kind: one.kind,
    text: one.text,
    receivedAt: moment(one.receivedAt),
    dueOn: one.dueOn,
    state: one.state,
    extended: one.extended?.why ?? null,
    answer:
      one.decision === null
        ? null
        : {
            outcome: one.decision.outcome,
            text: one.decision.text,
            by: one.decision.by,
            at: moment(one.decision.at),
          },
    hasPackage: hasPackage(one),
    handedAt: one.handed.length === 0 ? null : moment(one.handed.at(-1)!.at),
    closed: one.closed === null ? null : { at: moment(one.closed.at), how: one.closed.how },
  }));
}

/** What this person asked from this talk, oldest first. */
async function myRequests({ rights }: Dossier, { talkId, party }: Visit): Promise<RightsRequest[]> {
  return (await rights.of(talkId)).filter((one) => one.talk === talkId && one.party === party);
}

/** The proof that somebody of the staff asks for, where the talk's organisation has that login. */
async function proofFor(
  logins: NonNullable<HttpParts['config']['proofs']>,
  dossier: Dossier,
  talkId: string,
  { login: key, value }: { login: string; value: string },
): Promise<Proof> {
  const { organisation } = await dossier.talk(talkId);
  const found = logins.find(
    (one) => one.key === key && (one.organisation === organisation.id || one.organisation === organisation.name),
  );
  if (found === undefined) throw new HttpProblem('proof-malformed');
  return { login: key, kind: found.kind, value };
}

/** Where and when the other side can listen, where that was the alternative. */
function listeningIn({ requests }: TalkFile): Mine['listening'] {
  const planned = requests.findLast(({ alternative }) => alternative?.listening != null)?.alternative?.listening;
  if (planned == null) return null;
  const { at, place, heldAt } = planned;
  return { at: moment(at), place, heldAt: heldAt === null ? null : moment(heldAt) };
}

/** What was asked of this person, and of whom they represent. */
async function consentsOf(
  { consents }: Dossier,
  { talkId, party: holder }: Visit,
  participants: readonly Participant[],
): Promise<Mine['consents']> {
  const represents = participants.find(({ id }) => id === holder)?.part === 'representative';
  return (await consents.list(talkId)).flatMap(({ id, use, what, audience, until, persons }) =>
    persons
      .filter(({ party, represented }) => party === holder || (represents && represented))
      .map(({ party, name, side, answer, at, represented }) => ({
        question: id,
        party,
        name,
        mine: party === holder,
        use,
        what,
        audience,
        until: until === null ? null : moment(until),
        answer,
        at: at === null ? null : moment(at),
        representative: represented,
        employee: side === 'office',
      })),
  );
}

/** What the holder handed in comes back to them, and to nobody else by this way. */
async function myFile(dossier: Dossier, visit: Visit, fileId: string, reply: FastifyReply): Promise<FastifyReply> {
  const mine = offersOf(await dossier.table.file(visit.talkId), visit).flatMap(({ files }) => files);
  if (!mine.some(({ id }) => id === fileId)) throw new HttpProblem('file-not-found');
  return sendFile(await dossier.files.read(visit.talkId, fileId, visit.actor, 'copy', 'request'), reply);
}

function offersOf({ offers }: TalkFile, visit: Visit): TalkFile['offers'] {
  return offers.filter(({ actor }) => actor === visit.actor);
}

function recordingOf(talk: Awaited<ReturnType<Dossier['talk']>>): Mine['recording'] {
  if (talk.private !== undefined) return 'private';
  if (talk.state === 'stored') return talk.recordingId === null ? 'none' : 'ready';
  return talk.recordingId === null ? 'none' : 'later';
}

/** Rejects where there is nothing to hear. A talk under way is for later: its holder sits at it. */
async function ready(dossier: Dossier, { talkId }: Visit): Promise<void> {
  const talk = await dossier.talk(talkId);
  if (talk.state === 'live') throw new HttpProblem('talk-live');
  if (talk.recordingId === null) throw new HttpProblem('recording-not-found');
}

/** The act `copy.made` comes first, then the bytes; when the last one is out, act `copy.handed-out` with their SHA-256. */
async function copyFor(
  dossier: Dossier,
  visit: Visit,
  kind: 'mp3' | 'legs',
  reply: FastifyReply,
): Promise<FastifyReply> {
  await ready(dossier, visit);
  const { talk, party } = await holderOf(dossier, visit);
  const { recorded } = await dossier.table.file(talk.id);
  const made = await dossier.copy(talk.id, kind, visit.actor, 'request');
  // A phone plays an MP3 and opens no zip; what its note says stands on the page.
  const files = kind === 'mp3' ? made.filter(({ mediaType }) => mediaType === 'audio/mpeg') : made;
  const handedOut = async (sha256: string) => {
    const to = party.name ?? party.number ?? visit.party;
    await dossier.table.handOut(talk.id, { to, kind, sha256, way: 'online' }, { actor: visit.actor });
  };
  return sendCopy(talk, kind, files, reply, recorded && talk.organisation.sector !== null ? handedOut : undefined);
}

async function handoversOf(dossier: Dossier, visit: Visit) {
  const { handovers } = await dossier.table.file(visit.talkId);
  return handovers.filter(({ actor }) => actor === visit.actor);
}

async function holderOf(dossier: Dossier, visit: Visit) {
  const talk = await dossier.talk(visit.talkId);
  const party = talk.parties.find(({ id }) => id === visit.party);
  return { talk, party: party ?? { id: visit.party, name: null, number: null, aor: null } };
}

async function objectsOf(
  { objections }: Dossier,
  organisationId: string,
  { name, number }: { name: string | null; number: string | null },
): Promise<boolean> {
  const who = { ...(name === null ? {} : { name }), ...(number === null ? {} : { aor: number }) };
  return (await objections.against(organisationId, [who])).length > 0;
}

/** The letter that invites, once its link is there, and the head it stands under. */
async function invitationFor(
  dossier: Dossier,
  talkId: string,
  codeBy: CodeWay,
  language: Language,
): Promise<{ document: (address: string) => Document; letterhead: Letterhead }> {
  const { organisation } = await dossier.talk(talkId);
  const contact = await contactFor(dossier, organisation, language);
  const facts = { codeBy: CODE_BY[codeBy][language], contact };
  return {
    document: (link) => invitation({ link, ...facts }, language),
    letterhead: await letterheadFor(dossier, organisation),
  };
}

function linkOnTheWire({ madeAt, revokedAt, openedAt, ...link }: PersonalLink): LinkOnTheWire {
  return {
    ...link,
    madeAt: moment(madeAt),
    revokedAt: revokedAt === null ? null : moment(revokedAt),
    openedAt: openedAt === null ? null : moment(openedAt),
  };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
