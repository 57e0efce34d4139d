/** Personal links: made and revoked by the staff, opened by their holder. Every use is an act of the talk. */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type Written, writeAct } from '../ledger/write.ts';
import { mails, queueMail } from '../mail/mails.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import { fileOf } from '../table/file.ts';
import { talk as readTalk, talkRow } from '../talk/talks.ts';
import { Entrance } from './entrance.ts';
import type { CodeWay, Personal, PersonalLink, PersonalUse, Visit } from './face.ts';
import { proofMac, proves } from './proofs.ts';
import type { PersonalLinkRow } from './tables.ts';

/** Acts that the holder of a link sees of a talk. */
const USES: ReadonlySet<string> = new Set([
  'talk.read',
  'sound.played',
  'copy.made',
  'copy.handed-out',
  'file.received',
  'file.played',
  'file.copied',
  'edit.declared',
  'edit.told',
  'edit.made',
  'edit.withdrawn',
  'edit.handed-out',
  'edit.played',
  'edit.copied',
  'talk.made-private',
  'recording.destroyed',
  'consent.asked',
  'share.made',
  'share.closed',
  'share.opened',
  'share.downloaded',
  'personal-link.made',
  'personal-link.revoked',
  'personal-link.code-made',
  'personal-link.opened',
  'personal-link.refused',
]);

/** The personal links of a house, with what goes on by itself after an answer. */
export interface RunningPersonal extends Personal {
  /** Waits for what was begun and not waited for. */
  settled(): Promise<void>;
  /** Begins nothing more by itself, and waits. */
  stop(): Promise<void>;
}

export function personal(house: House): RunningPersonal {
  const entrance = new Entrance<Omit<Visit, 'expiresAt'>>(house, {
    async find(secretSha256) {
      const row = await house.database.read
        .selectFrom('personal_link')
        .selectAll()
        .where('secret_sha256', '=', secretSha256)
        .executeTakeFirst();
      if (row === undefined || row.revoked_at !== null) return undefined;
      return { id: row.id, organisationId: row.organisation_id, talkId: row.talk_id };
    },
    async lives(linkId) {
      const row = await house.database.read
        .selectFrom('personal_link')
        .select('revoked_at')
        .where('id', '=', linkId)
        .executeTakeFirst();
      return row?.revoked_at === null;
    },
    async codeTo({ keys, talkId, id }) {
      const made = await madeOf(house, keys, talkId, id);
      return made && { by: made.codeBy as CodeWay, to: made.number };
    },
    async who({ id, talkId, keys }) {
      const { party, listenOnly } = (await linksOf(house, keys, talkId)).find((one) => one.id === id)!;
      return { linkId: id, talkId, party, listenOnly, actor: `link:${id}` };
    },
    actor: (id) => `link:${id}`,
    acts: { codeMade: 'personal-link.code-made', opened: 'personal-link.opened', refused: 'personal-link.refused' },
  });

  return {
    async links(talkId) {
      const row = await talkRow(house, talkId);
      return await linksOf(house, await keysOf(house, row.id), row.id);
    },

    async make(talkId, { party, codeBy, number, listenOnly = false, proof, mail }, actor) {
      const talk = await readTalk(house, talkId);
      if (!talk.parties.some(({ id }) => id === party))
        throw new DossierError('participant-not-found', 'Nobody in this talk is known by this id.');
      if (proof !== undefined && codeBy !== 'desk')
        throw new DossierError(
          'proof-malformed',
          'Who proves who they are elsewhere gets no code sent. Choose the desk.',
        );
      const to = codeTo(codeBy, number);
      const keys = await keysOf(house, talkId);
      if (listenOnly && !(await listeningPlanned(house, keys, talkId)))
        throw new DossierError(
          'listening-not-planned',
          'Listening under supervision is there where it was the alternative for recording. Plan it first.',
        );
      if (mail !== undefined && codeBy === 'mail')
        throw new DossierError(
          'mail-same-way',
          'Link and code may not go the same way. Choose another way for the code.',
        );
      const address = mail === undefined ? null : mailAddress(mail.to);
      const secret = newToken(house.random);
      const id = newId(house);
      const proved = proof && { login: proof.login, mac: proofMac(house, id, proof) };
      const row: PersonalLinkRow = {
        id,
        organisation_id: talk.organisation.id,
        talk_id: talkId,
        secret_sha256: tokenHash(secret),
        made_at: house.now(),
        revoked_at: null,
      };
      const detail = {
        id: row.id,
        party,
        codeBy,
        number: to,
        ...(listenOnly ? { scope: 'listen' as const } : {}),
        ...(proved === undefined ? {} : { proof: proved }),
        sha256: row.secret_sha256,
        madeAt: row.made_at,
      };
      const place = { organisationId: talk.organisation.id, talkId, keys, actor };
      const send = await house.database.transaction(async (tx) => {
        const rows = [tx.insertInto('personal_link').values(row)];
        await writeAct(house, tx, { ...place, act: 'personal-link.made', detail }, { rows });
        if (mail === undefined || address === null) return undefined;
        const message = mail.message(secret);
        return await queueMail(house, tx, place, { party, kind: 'invitation', to: address, message });
      });
      send?.();
      const link = (await linksOf(house, keys, talkId)).find(({ id }) => id === row.id)!;
      return { link, secret };
    },

    async revoke(talkId, linkId, actor) {
      const row = await talkRow(house, talkId);
      const revokedAt = house.now();
      const done = await tell(
        row.organisation_id,
        talkId,
        await keysOf(house, talkId),
        actor,
        'personal-link.revoked',
        { id: linkId, revokedAt },
        (tx) => ({
          provided: tx
            .updateTable('personal_link')
            .set({ revoked_at: revokedAt })
            .where('id', '=', linkId)
            .where('talk_id', '=', talkId)
            .where('revoked_at', 'is', null),
        }),
      );
      if (!done) throw notFound();
      await entrance.shut(linkId);
    },

    async makeCode(talkId, linkId, actor) {
      const row = await talkRow(house, talkId);
      const keys = await keysOf(house, talkId);
      const link = (await linksOf(house, keys, talkId)).find(({ id }) => id === linkId);
      if (link === undefined || link.revokedAt !== null) throw notFound();
      return await entrance.makeCode({ id: linkId, organisationId: row.organisation_id, talkId }, actor);
    },

    askCode: (secret, senders) => entrance.askCode(secret, senders),
    stopMail: (secret) =>
      entrance.later(secret, async ({ id, talkId, keys }) => {
        const { party } = (await linksOf(house, keys, talkId)).find((one) => one.id === id)!;
        await mails(house).stop(talkId, party, `link:${id}`);
      }),
    open: (secret, code) => entrance.open(secret, code),
    openByProof: (secret, organisationId, proof) =>
      entrance.openBy(secret, proof.login, async (link) => {
        const kept = (await madeOf(house, link.keys, link.talkId, link.id))?.proof;
        const theirs = link.organisationId === organisationId && kept?.login === proof.login;
        return theirs && proves(house, link.id, kept.mac, proof);
      }),
    visit: (token) => entrance.visit(token),
    close: (token) => entrance.close(token),
    ticket: (token, what) => entrance.ticket(token, what),
    useTicket: (token, ticket) => entrance.useTicket(token, ticket),
    uses: (visit) => uses(house, visit),
    settled: () => entrance.settled(),
    stop: () => entrance.stop(),
  };

  async function tell<C extends ActCode>(
    organisationId: string,
    talkId: string,
    keys: ItemKeys,
    actor: Actor,
    act: C,
    detail: Acts[C],
    written: (tx: Tx) => Written,
  ): Promise<boolean> {
    return await house.database.transaction((tx) =>
      writeAct(house, tx, { organisationId, talkId, keys, actor, act, detail }, written(tx)),
    );
  }
}

/** Where codes go by this way; null: they are read out. Throws `number-malformed`, `mail-malformed`. */
export function codeTo(codeBy: CodeWay, reach: string | undefined): string | null {
  if (codeBy === 'desk') return null;
  if (codeBy === 'mail') return mailAddress(reach);
  const number = numberIn(reach);
  if (number === null || !/^\+[1-9]\d{6,14}$/.test(number))
    throw new DossierError('number-malformed', 'Give a telephone number with its country, such as +31 6 …');
  return number;
}

/** An address of mail, trimmed. Throws `mail-malformed`. */
export function mailAddress(text: string | undefined): string {
  const address = (text ?? '').trim();
  if (address.length > 254 || !/^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(address))
    throw new DossierError('mail-malformed', 'Give one address of mail, such as naam@voorbeeld.example.');
  return address;
}

/** Whether the office recorded so that the other side can listen, in place of a recording of their own. */
async function listeningPlanned(house: House, keys: ItemKeys, talkId: string): Promise<boolean> {
  const { requests } = await fileOf(house.database.read, keys, talkId);
  return requests.some(({ alternative }) => alternative?.listening != null);
}

function notFound(): DossierError {
  return new DossierError('personal-link-not-found', 'This link is not there, or was revoked. Make a new one.');
}

async function actsOf(house: House, talkId: string): Promise<LedgerRow[]> {
  const { read } = house.database;
  return await read.selectFrom('ledger').selectAll().where('talk_id', '=', talkId).orderBy('seq').execute();
}

async function madeOf(
  house: House,
  keys: ItemKeys,
  talkId: string,
  linkId: string,
): Promise<Acts['personal-link.made'] | undefined> {
  for (const row of await actsOf(house, talkId)) {
    if (row.act !== 'personal-link.made') continue;
    const made = readDetail(keys, row) as Acts['personal-link.made'] | null;
    if (made?.id === linkId) return made;
  }
  return undefined;
}

/** The links of a talk as its acts tell them, newest first. */
async function linksOf(house: House, keys: ItemKeys, talkId: string): Promise<PersonalLink[]> {
  const { parties } = await readTalk(house, talkId);
  const links = new Map<string, { -readonly [K in keyof PersonalLink]: PersonalLink[K] }>();
  for (const row of await actsOf(house, talkId)) {
    if (!row.act.startsWith('personal-link.')) continue;
    const detail: unknown = readDetail(keys, row);
    if (detail === null) continue;
    if (row.act === 'personal-link.made') {
      const { id, party, codeBy, madeAt, scope, proof } = detail as Acts['personal-link.made'];
      const proofBy = proof?.login ?? null;
      const name = parties.find((one) => one.id === party)?.name ?? '';
      const way = codeBy as CodeWay;
      const listenOnly = scope === 'listen';
      links.set(id, {
        id,
        party,
        name,
        codeBy: way,
        proofBy,
        listenOnly,
        madeAt,
        revokedAt: null,
        openedAt: null,
        refused: 0,
      });
    } else if (row.act === 'personal-link.revoked') {
      const { id, revokedAt } = detail as Acts['personal-link.revoked'];
      links.get(id)!.revokedAt = revokedAt;
    } else {
      const link = links.get((detail as Acts['personal-link.opened']).link)!;
      if (row.act === 'personal-link.opened') link.openedAt = row.at;
      if (row.act === 'personal-link.refused') link.refused++;
    }
  }
  return [...links.values()].reverse();
}

async function uses(house: House, { talkId, linkId }: Visit): Promise<PersonalUse[]> {
  const keys = await keysOf(house, talkId);
  const found: PersonalUse[] = [];
  for (const row of await actsOf(house, talkId)) {
    if (!USES.has(row.act)) continue;
    const detail = readDetail(keys, row) as { purpose?: string; link?: string; id?: string } | null;
    // Whom another's link belongs to, and whether it was tried, is theirs to know.
    if (row.act.startsWith('personal-link.') && (detail?.link ?? detail?.id) !== linkId) continue;
    found.push({ at: row.at, who: whoOf(row.actor, linkId), act: row.act, purpose: detail?.purpose ?? null });
  }
  return found;
}

function whoOf(actor: string, linkId: string): PersonalUse['who'] {
  if (actor === 'system') return 'system';
  if (actor === `link:${linkId}`) return 'you';
  if (actor.startsWith('share:')) return 'outsider';
  return actor.startsWith('link:') ? 'other' : 'office';
}
