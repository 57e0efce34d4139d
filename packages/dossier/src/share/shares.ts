/** Sharing and publishing; see Shares. */

import { dayOf } from '@woordelijk/rules';
import { questionIn } from '../consent/consents.ts';
import type { Edits } from '../edit/face.ts';
import { foldEdits } from '../edit/state.ts';
import { codeOf, DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { notLocked } from '../keeping/private.ts';
import { writeAct } from '../ledger/write.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import { Entrance } from '../personal/entrance.ts';
import { CODE_WAYS, type CodeWay } from '../personal/face.ts';
import { codeTo } from '../personal/personal.ts';
import type { Purpose } from '../policy.ts';
import { notRestricted, restrictionOf } from '../rights/restriction.ts';
import { keysOf } from '../sealed.ts';
import type { Sound } from '../sound/face.ts';
import { sectorOf, words } from '../table/at-table.ts';
import { foldFile } from '../table/file.ts';
import { allows, ask, type DayRules, type RuleBook, rulesAt, whoRecords } from '../table/rule-book.ts';
import type { DecidedAct } from '../talk/act.ts';
import { talk as readTalk, talkRow } from '../talk/talks.ts';
import {
  type Missing,
  type NewShare,
  SHARE_USES,
  type Share,
  type SharedTalk,
  type Shares,
  type ShareUse,
  type ShareVisit,
  type SharingFile,
  WEIGHED,
} from './face.ts';
import { partOf } from './part.ts';
import { actOnSharing, type KeptSharing, readSharing, sharingOf } from './sharing.ts';
import { isOpen } from './state.ts';
import type { ShareRow } from './tables.ts';

const DAY_MS = 86_400_000;
const LONGEST_MS = 90 * DAY_MS;
const LONGEST_PART_MS = 24 * 3600_000;

/** Roads that stay open whatever somebody on the recording asked (AVG 18 (2)). */
const ROADS: ReadonlySet<string> = new Set(['adviser', 'procedure', 'regulator', 'police']);
/** In the words of the rules' dimension `gebruik`. */
const GEBRUIK: Readonly<Record<ShareUse, string>> = {
  publication: 'openbaar',
  'third-parties': 'derden',
  adviser: 'adviseur',
  procedure: 'procedure',
  regulator: 'toezichthouder',
  police: 'aangifte',
};

/** The shares of a house, with what goes on by itself after an answer. */
export interface RunningShares extends Shares {
  settled(): Promise<void>;
  /** Begins nothing more by itself, and waits. */
  stop(): Promise<void>;
}

/** `play`, `edited`: the dossier's own, which write down the listening. */
export function shares(
  house: House,
  book: RuleBook,
  play: (talkId: string, actor: Actor, channels?: readonly number[], purpose?: Purpose) => Promise<Sound>,
  edited: Pick<Edits, 'play'>,
): RunningShares {
  const entrance = new Entrance<Omit<ShareVisit, 'expiresAt'>>(house, {
    async find(sha256) {
      const row = await rowOf(house, 'address_sha256', sha256);
      if (row === undefined || row.kind !== 'link' || !rowStands(row, house.now())) return undefined;
      return { id: row.id, organisationId: row.organisation_id, talkId: row.talk_id };
    },
    lives: (id) => stands(house, id),
    async codeTo({ id, talkId, keys }) {
      const { acts } = await sharingOf(house, house.database.read, keys, talkId);
      for (const { row, detail } of acts) {
        const made = detail as { share: string; codeBy: CodeWay | null; number: string | null };
        if (row.act === 'share.made' && made.share === id && made.codeBy !== null)
          return { by: made.codeBy, to: made.number };
      }
      return undefined;
    },
    who: async ({ id, talkId }) => ({ linkId: id, talkId, actor: `share:${id}` }),
    actor: (id) => `share:${id}`,
    acts: { codeMade: 'share.code-made', opened: 'share.opened', refused: 'share.refused' },
  });

  return {
    file: async (talkId) => (await readSharing(house, talkId)).file,

    async make(talkId, wanted, asking) {
      const talk = await talkRow(house, talkId);
      const rules = await rulesAt(house, book, talk.organisation_id, house.now());
      const secret = newToken(house.random);
      const input = { ...wanted };
      let refused = false;
      let first = false;
      const file = await actOnSharing(house, talkId, asking, 'share.made', input, (sharing, { tx }) => {
        first = true;
        const decided = decide(house, rules, sharing, wanted, secret);
        refused = decided.act === 'share.not-allowed';
        if (decided.act !== 'share.made') return decided;
        const { share, sha256, madeAt, endsAt } = decided.detail;
        const row: ShareRow = {
          id: share,
          organisation_id: talk.organisation_id,
          talk_id: talkId,
          kind: wanted.use === 'publication' ? 'publication' : 'link',
          address_sha256: sha256,
          made_at: madeAt,
          ends_at: endsAt,
          closed_at: null,
        };
        return { ...decided, rows: [tx.insertInto('share').values(row)] };
      });
      if (!first) refused = (file.refusals[0]?.at ?? 0) > (file.shares[0]?.madeAt ?? 0); // sent again: what became of it then
      if (refused) return { refused: file.refusals[0]! };
      return { made: file.shares[0]!, ...(first && wanted.use !== 'publication' ? { secret } : {}) };
    },

    async weigh(talkId, { question, outcome, interest, reasons, by }, asking) {
      const input = { question, outcome, interest, reasons, by };
      return await actOnSharing(house, talkId, asking, 'share.weighed', input, ({ file }) => {
        if (questionIn(file, question).use !== 'publication' || !WEIGHED.includes(outcome))
          throw new DossierError('share-malformed', 'A great public interest is weighed for a publication only.');
        return {
          act: 'share.weighed',
          detail: {
            weighing: newId(house),
            question,
            outcome,
            interest: words(interest),
            reasons: words(reasons),
            by: words(by),
          },
        };
      });
    },

    async recall(talkId, shareId, why, asking) {
      const at = house.now();
      const file = await actOnSharing(house, talkId, asking, 'share.closed', { shareId, why }, ({ file }, { tx }) => {
        if (!isOpen(shareIn(file, shareId), at))
          throw new DossierError('share-closed', 'This was closed already. Nobody comes in by it any more.');
        const close = tx.updateTable('share').set({ closed_at: at }).where('id', '=', shareId);
        return { act: 'share.closed', detail: { share: shareId, closedAt: at, why: words(why) }, rows: [close] };
      });
      await entrance.shut(shareId);
      return file;
    },

    async makeCode(talkId, shareId, actor) {
      const share = shareIn((await readSharing(house, talkId)).file, shareId);
      if (share.codeBy === null || !isOpen(share, house.now())) throw notFound();
      const { organisation_id: organisationId } = await talkRow(house, talkId);
      return await entrance.makeCode({ id: shareId, organisationId, talkId }, actor);
    },

    askCode: (secret, senders) => entrance.askCode(secret, senders),
    open: (secret, code) => entrance.open(secret, code),
    visit: (token) => entrance.visit(token),
    close: (token) => entrance.close(token),
    ticket: (token, what) => entrance.ticket(token, what),
    useTicket: (token, ticket) => entrance.useTicket(token, ticket),
    shared: async ({ linkId, talkId }) => await shown(house, talkId, linkId),

    async published(address) {
      const row = await rowOf(house, 'address_sha256', tokenHash(address));
      if (row === undefined || row.kind !== 'publication') return undefined;
      // A talk that is locked or destroyed is heard by nobody.
      const locked = await notLocked(house, row.talk_id).then(
        () => false,
        (error: unknown) => {
          if (codeOf(error) === 'talk-private' || codeOf(error) === 'talk-destroyed') return true;
          throw error;
        },
      );
      if (!rowStands(row, house.now()) || locked || (await restrictionOf(house.database.read, row.talk_id)))
        return 'gone';
      const { to: _, ...rest } = await shown(house, row.talk_id, row.id);
      const { weighing } = shareIn((await readSharing(house, row.talk_id)).file, row.id);
      return { ...rest, ground: weighing === null ? 'consent' : 'weighing' };
    },

    async sound(shareId) {
      const row = await rowOf(house, 'id', shareId);
      if (row === undefined || !rowStands(row, house.now())) throw notFound();
      const { part, edit, use } = await shown(house, row.talk_id, shareId);
      if (!ROADS.has(use)) await notRestricted(house, row.talk_id, undefined);
      if (edit !== null) return await edited.play(row.talk_id, edit.id, `share:${shareId}`);
      const sound = await play(row.talk_id, `share:${shareId}`);
      return part === null ? sound : await partOf(sound, part);
    },

    stands: (shareId) => stands(house, shareId),

    async downloaded({ linkId, talkId, actor }, kind, sha256) {
      const { organisation_id: organisationId } = await talkRow(house, talkId);
      const keys = await keysOf(house, talkId);
      const detail = { share: linkId, kind, sha256 };
      await house.database.transaction((tx) =>
        writeAct(house, tx, { organisationId, talkId, keys, actor, act: 'share.downloaded', detail }),
      );
    },

    settled: () => entrance.settled(),
    stop: () => entrance.stop(),
  };
}

/** Asks the rules with the consents as they stand. */
function decide(
  house: House,
  rules: DayRules,
  { file, acts }: KeptSharing,
  wanted: NewShare,
  secret: string,
): Extract<DecidedAct, { act: 'share.made' | 'share.not-allowed' }> {
  const { use } = wanted;
  if (!foldFile(file.talkId, acts).recorded)
    throw new DossierError('nothing-recorded', 'Nothing of this talk was recorded, so there is nothing to share.');
  const { endsAt, codeBy, part } = shaped(house, wanted);
  const edit = wanted.edit ?? null;
  if (edit !== null && !foldEdits(acts).some(({ id, state }) => id === edit && state === 'made'))
    throw new DossierError('edit-not-made', 'This edited copy is not there. Make it first.');
  const byConsent = use === 'publication' || use === 'third-parties';
  const question = byConsent && wanted.question !== undefined ? questionIn(file, wanted.question) : null;
  if (question !== null && question.use !== use)
    throw new DossierError('share-malformed', 'People were asked about another use. Ask them about this one.');
  const weighing = weighingIn(file, wanted);
  const answer = ask(
    rules,
    'verstrekken',
    {
      ...whoRecords('office', sectorOf({ rules })),
      gebruik: GEBRUIK[use],
      instemming: question?.standing ?? 'niet_gevraagd',
      ...(use === 'publication' ? {} : { kanaal: 'online_met_authenticatie' }),
      ...(weighing === null
        ? {}
        : { algemeen_belang: 'groot', weging: weighing.outcome === 'outweighs' ? 'positief' : 'negatief' }),
    },
    weighing === null ? [] : [{ feit: 'weging', door: weighing.by, op: dayOf(weighing.at), reden: weighing.reasons }],
  );
  const to = words(wanted.to);
  const asked = { use, question: question?.id ?? null, to, rules: answer };
  if (!allows(answer)) return { act: 'share.not-allowed', detail: { ...asked, missing: missingIn(file, question) } };
  const published = use === 'publication';
  return {
    act: 'share.made',
    detail: {
      ...asked,
      share: newId(house),
      // A weighing counts where consent does not carry it already.
      weighing: question?.standing === 'alle' ? null : (weighing?.id ?? null),
      why: words(wanted.why),
      part,
      edit,
      download: !published && wanted.download,
      codeBy,
      number: codeBy === null ? null : codeTo(codeBy, wanted.reach),
      address: published ? secret : null,
      sha256: tokenHash(secret),
      madeAt: house.now(),
      endsAt: until(endsAt, question?.until ?? null),
    },
  };
}

function shaped(house: House, { use, part, edit, codeBy, endsAt }: NewShare) {
  const now = house.now();
  const link = use !== 'publication';
  const wrong =
    !SHARE_USES.includes(use) ||
    (link && (codeBy === undefined || !CODE_WAYS.includes(codeBy))) ||
    (link && (endsAt === undefined || endsAt > now + LONGEST_MS)) ||
    (endsAt !== undefined && endsAt <= now) ||
    (part !== undefined && edit !== undefined) ||
    (part !== undefined && !(part.fromMs >= 0 && part.toMs > part.fromMs && part.toMs <= LONGEST_PART_MS));
  if (wrong)
    throw new DossierError(
      'share-malformed',
      'A link needs a way for its code and an end within 90 days; a part begins before it ends, and is of the recording itself.',
    );
  return { endsAt: endsAt ?? null, codeBy: link ? codeBy! : null, part: part ?? null };
}

function weighingIn({ weighings }: SharingFile, { use, question, weighing }: NewShare) {
  if (weighing === undefined) return null;
  const found = weighings.find(({ id }) => id === weighing);
  if (use !== 'publication' || found === undefined || found.question !== question)
    throw new DossierError('weighing-not-found', 'Nobody weighed this publication. Load the talk again.');
  return found;
}

/** Whose yes is not there: of the question, or everybody where nobody was asked. */
function missingIn({ persons }: SharingFile, question: SharingFile['questions'][number] | null): Missing[] {
  if (question === null) return persons.map(({ party, name }) => ({ party, name, answer: 'not-asked' }));
  return question.persons.flatMap(({ party, name, answer }) => (answer === 'given' ? [] : [{ party, name, answer }]));
}

/** The earlier of two ends. */
function until(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function shareIn({ shares }: SharingFile, id: string): Share {
  const found = shares.find((one) => one.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function notFound(): DossierError {
  return new DossierError('share-not-found', 'This was not shared, or it was closed. Load the talk again.');
}

async function shown(house: House, talkId: string, shareId: string): Promise<SharedTalk> {
  const { file, acts } = await readSharing(house, talkId);
  const { use, to, why, part, edit: editId, download, endsAt } = shareIn(file, shareId);
  const { organisation, startedAt } = await readTalk(house, talkId);
  const made = foldEdits(acts).find(({ id }) => id === editId)?.made ?? null;
  const edit = editId === null || made === null ? null : { id: editId, statement: made.statement };
  const about = { shareId, talkId, organisation: organisation.name, startedAt, use, to, why };
  return { ...about, part, edit, download, endsAt };
}

async function rowOf(house: House, column: 'id' | 'address_sha256', value: string): Promise<ShareRow | undefined> {
  return await house.database.read.selectFrom('share').selectAll().where(column, '=', value).executeTakeFirst();
}

async function stands(house: House, id: string): Promise<boolean> {
  const row = await rowOf(house, 'id', id);
  return row !== undefined && rowStands(row, house.now());
}

function rowStands({ closed_at, ends_at }: ShareRow, now: number): boolean {
  return closed_at === null && (ends_at === null || ends_at > now);
}
