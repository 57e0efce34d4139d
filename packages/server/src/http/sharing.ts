/** Consent, sharing and publishing over HTTP, and what who got a shared link may do. */
import type {
  ShareRefused as RefusedOnTheWire,
  Share as ShareOnTheWire,
  SharingFile as SharingOnTheWire,
  Withdrawal as WithdrawalOnTheWire,
} from '@woordelijk/api';
import type {
  Asking,
  ConsentQuestion,
  Dossier,
  NewShare,
  OutOfReach,
  Share,
  ShareRefused,
  ShareVisit,
  SharingFile,
  Sound,
  Withdrawal,
} from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { sendCopy } from './copies.ts';
import { sendEdited } from './edits.ts';
import { tellNews } from './mails.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { canSend } from './senders.ts';
import { sendSound } from './sound.ts';
import { rulesOnTheWire } from './table.ts';
import { visitCookie } from './visit-cookie.ts';

type SharingHandlers = Pick<
  Handlers,
  | 'getSharing'
  | 'askConsent'
  | 'takeConsent'
  | 'makeShare'
  | 'weighPublication'
  | 'recallShare'
  | 'makeShareCode'
  | 'askShareCode'
  | 'openShare'
  | 'closeShareVisit'
  | 'getShared'
  | 'listenShared'
  | 'makeShareTicket'
  | 'downloadShared'
>;

/** While sound goes out it is asked this often whether it still may. */
const ASKED_EVERY_MS = 500;
const cookie = visitCookie('woordelijk-gedeeld');

/** The address of a shared link. The secret stands in the fragment: no server or proxy sees it. */
export function sharedLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/gedeeld#${secret}`;
}

/** The address of a publication. */
export function publicationLink(publicUrl: string, address: string): string {
  return `${publicUrl}/openbaar/${address}`;
}

/** Who visits by a shared link, by the cookie of the visit. */
export function shareVisitor({ shares }: Dossier): (request: FastifyRequest) => Promise<ShareVisit | undefined> {
  return async (request) => {
    const token = cookie.token(request);
    return token === undefined ? undefined : await shares.visit(token);
  };
}

/** Handlers for consent, sharing and publishing. */
export function sharingHandlers({ dossier, config, senders = {}, clock }: HttpParts): SharingHandlers {
  const { consents, shares } = dossier;
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  const onTheWire = (file: SharingFile) => fileOnTheWire(file, config.publicUrl(), clock());
  return {
    getSharing: async ({ params }) => onTheWire(await shares.file(params.talkId)),
    async askConsent(a) {
      const { until, ...question } = a.body;
      const wanted = { ...question, ...(until === undefined ? {} : { until: Date.parse(until) }) };
      const { persons } = await consents.ask(a.params.talkId, wanted, asking(a));
      await tellNews(
        dossier,
        a.params.talkId,
        persons.map(({ party }) => party),
        a.visitor.actor,
      );
      return onTheWire(await shares.file(a.params.talkId));
    },
    takeConsent: async (a) =>
      withdrawalOnTheWire(await consents.take(a.params.talkId, a.params.questionId, a.body, asking(a))),
    async makeShare(a) {
      const { endsAt, ...rest } = a.body;
      const wanted: NewShare = { ...rest, ...(endsAt === undefined ? {} : { endsAt: Date.parse(endsAt) }) };
      if (wanted.codeBy !== undefined) canSend(senders, wanted.codeBy);
      const answer = await shares.make(a.params.talkId, wanted, asking(a));
      if ('refused' in answer) return { made: null, address: null, refused: refusedOnTheWire(answer.refused) };
      const { made, secret } = answer;
      const share = shareOnTheWire(made, config.publicUrl(), clock());
      const address = secret === undefined ? share.address : sharedLink(config.publicUrl(), secret);
      return { made: share, address, refused: null };
    },
    weighPublication: async (a) => onTheWire(await shares.weigh(a.params.talkId, a.body, asking(a))),
    recallShare: async (a) => onTheWire(await shares.recall(a.params.talkId, a.params.shareId, a.body.why, asking(a))),
    async makeShareCode({ params, visitor }) {
      const { code, expiresAt } = await shares.makeCode(params.talkId, params.shareId, visitor.actor);
      return { code, expiresAt: moment(expiresAt) };
    },
    askShareCode: ({ body }) => shares.askCode(body.secret, senders),
    async openShare({ body, request, reply }) {
      const opened = await shares.open(body.secret, body.code.replace(/\s/g, ''));
      if (opened === undefined) throw new HttpProblem('entry-refused');
      const before = cookie.token(request);
      if (before !== undefined) await shares.close(before);
      cookie.set(request, reply, opened.token);
      return { visitEndsAt: moment(opened.expiresAt) };
    },
    async closeShareVisit({ request, reply }) {
      await shares.close(cookie.token(request)!);
      cookie.clear(request, reply);
    },
    async getShared({ visit }) {
      const { startedAt, endsAt, ...shared } = await shares.shared(visit);
      return {
        ...shared,
        startedAt: moment(startedAt),
        endsAt: maybeMoment(endsAt),
        visitEndsAt: moment(visit.expiresAt),
      };
    },
    listenShared: async ({ visit, request, reply }) =>
      sendSound(whileOpen(dossier, visit.linkId, await shares.sound(visit.linkId), clock), request, reply),
    async makeShareTicket({ visit, request }) {
      if (!(await shares.shared(visit)).download) throw new HttpProblem('download-not-allowed');
      return { ticket: await shares.ticket(cookie.token(request)!, 'copy') };
    },
    async downloadShared({ params, visit, request, reply }) {
      if ((await shares.useTicket(cookie.token(request)!, params.ticket)) === undefined)
        throw new HttpProblem('ticket-refused');
      const { part, edit } = await shares.shared(visit);
      const talk = await dossier.talk(visit.talkId);
      const handedOut = (kind: string) => (sha256: string) => shares.downloaded(visit, kind, sha256);
      if (edit !== null) {
        const made = await dossier.edits.copy(visit.talkId, edit.id, 'mp3', visit.actor);
        const files = made.filter(({ mediaType }) => mediaType === 'audio/mpeg');
        return await sendEdited(dossier, visit.talkId, files, reply, handedOut('edited'));
      }
      if (part === null) {
        const made = await dossier.copy(visit.talkId, 'mp3', visit.actor);
        const files = made.filter(({ mediaType }) => mediaType === 'audio/mpeg');
        return sendCopy(talk, 'mp3', files, reply, handedOut('mp3'));
      }
      const sound = whileOpen(dossier, visit.linkId, await shares.sound(visit.linkId), clock);
      const file = { name: 'deel.wav', mediaType: sound.mediaType, content: () => sound.read(0, sound.bytes) };
      return sendCopy(talk, 'wav', [file], reply, handedOut('part'));
    },
  };
}

/** Sound that ends in the middle where its share is closed meanwhile. */
export function whileOpen({ shares }: Dossier, shareId: string, sound: Sound, clock: () => number): Sound {
  return {
    ...sound,
    async *read(start, end) {
      let asked = clock();
      for await (const piece of sound.read(start, end)) {
        if (clock() - asked >= ASKED_EVERY_MS) {
          if (!(await shares.stands(shareId))) throw new HttpProblem('share-not-found');
          asked = clock();
        }
        yield piece;
      }
    },
  };
}

/** What a withdrawal did, as it travels. */
export function withdrawalOnTheWire({ closed, outOfReach }: Withdrawal): WithdrawalOnTheWire {
  return { closed: [...closed], outOfReach: outOfReach.map(reached) };
}

function fileOnTheWire(file: SharingFile, publicUrl: string, now: number): SharingOnTheWire {
  return {
    talkId: file.talkId,
    persons: file.persons.map((one) => ({ ...one })),
    questions: file.questions.map(questionOnTheWire),
    shares: file.shares.map((one) => shareOnTheWire(one, publicUrl, now)),
    refusals: file.refusals.map(refusedOnTheWire),
    weighings: file.weighings.map(({ at, ...rest }) => ({ ...rest, at: moment(at) })),
    outOfReach: file.outOfReach.map(reached),
  };
}

function questionOnTheWire({
  until,
  askedAt,
  persons,
  ...rest
}: ConsentQuestion): SharingOnTheWire['questions'][number] {
  return {
    ...rest,
    until: maybeMoment(until),
    askedAt: moment(askedAt),
    persons: persons.map(({ at, ...person }) => ({ ...person, at: maybeMoment(at) })),
  };
}

function shareOnTheWire(share: Share, publicUrl: string, now: number): ShareOnTheWire {
  const { address, madeAt, endsAt, closed, openedAt, downloads, rules, part, ...rest } = share;
  return {
    ...rest,
    part: part === null ? null : { ...part },
    address: address === null ? null : publicationLink(publicUrl, address),
    madeAt: moment(madeAt),
    endsAt: maybeMoment(endsAt),
    open: closed === null && (endsAt === null || endsAt > now),
    closed: closed === null ? null : { ...closed, at: moment(closed.at) },
    openedAt: maybeMoment(openedAt),
    downloads: downloads.map(({ at, ...one }) => ({ ...one, at: moment(at) })),
    rules: rulesOnTheWire(rules),
  };
}

function refusedOnTheWire({ at, missing, rules, ...rest }: ShareRefused): RefusedOnTheWire {
  return {
    ...rest,
    at: moment(at),
    missing: missing.map((one) => ({ ...one })),
    rules: rulesOnTheWire(rules),
  };
}

function reached({ at, ...rest }: OutOfReach): WithdrawalOnTheWire['outOfReach'][number] {
  return { ...rest, at: moment(at) };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}

function maybeMoment(ms: number | null): string | null {
  return ms === null ? null : moment(ms);
}
