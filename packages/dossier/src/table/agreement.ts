/** What both sides agree about the recording (afspraken): made from the rules, confirmed by both, sealed as one document. */
import { timingSafeEqual } from 'node:crypto';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import type { Asking } from '../staff/face.ts';
import { agreementDocument, agreementLines, sealedText } from './agreement-text.ts';
import { atTable, type Ground, readFile, sectorOf, sitting, words } from './at-table.ts';
import type { TalkFile } from './face.ts';
import type { KeptFile } from './file.ts';
import { whatRulesSay } from './request.ts';
import { ask, type RuleBook, whoRecords } from './rule-book.ts';

const SECRET_LIVES_MS = 60 * 60_000;

/** Makes the agreement from the rules that hold for this talk; see Table. */
export function agree(house: House, book: RuleBook, talkId: string, asking: Asking): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'agreement.made', null, (ground) => {
    const { file } = ground;
    if (file.agreement !== null)
      throw new DossierError('agreement-there', 'There is an agreement already. End it first to make another.');
    const request = granted(file);
    const rules = whatRulesSay(ground, { ...request, onBehalfOf: request.onBehalfOf ?? undefined });
    const who = whoRecords(request.recorder, sectorOf(ground));
    const lines = agreementLines(
      [
        rules,
        ask(ground.rules, 'bewerken', { ...who, bewerking: 'stil' }),
        ask(ground.rules, 'verstrekken', { ...who, gebruik: 'derden' }),
      ],
      request.recorder,
    );
    const agreement = newId(house);
    const document = agreementDocument({ agreement, file, request, lines, day: ground.talk.started_at, rules });
    return { detail: { agreement, lines, document, rules } };
  });
}

/** A secret by which the other side reads and confirms; see Table. Its first part says of which talk it is. */
export async function share(
  house: House,
  book: RuleBook,
  talkId: string,
  asking: Asking,
): Promise<{ secret: string; expiresAt: number }> {
  const secret = `${talkId}.${newToken(house.random)}`;
  const expiresAt = house.now() + SECRET_LIVES_MS;
  await atTable(house, book, talkId, { actor: asking.actor }, 'agreement.shared', expiresAt, ({ file }) => ({
    detail: { agreement: living(file).id, secretSha256: tokenHash(secret), expiresAt },
  }));
  return { secret, expiresAt };
}

/** What a secret opens; see Table. */
export async function shared(
  house: House,
  secret: string,
): Promise<{ talkId: string; document: string; confirmed: boolean } | undefined> {
  const talkId = secret.split('.', 1)[0]!;
  if (!/^[0-9a-f-]{36}$/.test(talkId)) return undefined;
  try {
    const file = await readFile(house, talkId);
    if (!opens(house, file, secret)) return undefined;
    return { talkId, document: file.agreement!.document, confirmed: file.agreement!.confirmed };
  } catch (error) {
    // A talk that is not there, or whose key is gone: to a stranger it is one.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'talk-not-found' || code === 'key-missing') return undefined;
    throw error;
  }
}

/** Confirms by the secret; see Table. The person who holds it is the one who asked, or whoever they ask for. */
export async function confirmShared(house: House, book: RuleBook, secret: string, name: string): Promise<string> {
  const open = await shared(house, secret);
  if (open === undefined) throw refused();
  await atTable(house, book, open.talkId, { actor: 'system' }, 'agreement.confirmed', null, ({ file }) => {
    if (!opens(house, file, secret)) throw refused();
    const participant = granted(file).by;
    unconfirmed(file, participant);
    return { detail: { agreement: file.agreement!.id, participant, way: 'own-device', name: words(name) } };
  });
  return await sealed(house, open.talkId);
}

/** Confirms on the official's screen; see Table. */
export function confirm(
  house: House,
  book: RuleBook,
  talkId: string,
  participant: string,
  name: string,
  asking: Asking,
): Promise<TalkFile> {
  const input = { participant, name };
  return atTable(house, book, talkId, asking, 'agreement.confirmed', input, ({ file }) => {
    const agreement = living(file).id;
    sitting(file, participant);
    unconfirmed(file, participant);
    return { detail: { agreement, participant, way: 'on-screen', name: words(name) } };
  });
}

/** Ends the agreement; see Table. */
export function endAgreement(
  house: House,
  book: RuleBook,
  talkId: string,
  why: string,
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'agreement.ended', why, ({ file }) => ({
    detail: { agreement: living(file).id, why: words(why) },
  }));
}

/** The sealed document; see Table. */
export async function sealed(house: House, talkId: string): Promise<string> {
  const file = await readFile(house, talkId);
  return house.vault.sign(sealedText(living(file), file));
}

/** The request that was said yes to last. Throws `not-granted`. */
export function granted(file: KeptFile | TalkFile): TalkFile['requests'][number] {
  const request = file.requests.findLast(({ decision }) => decision?.outcome === 'granted');
  if (request !== undefined) return request;
  // Where the office records in place of the other side, that is what is agreed on.
  const instead = file.requests.findLast(({ alternative }) => alternative?.kind === 'office-records');
  if (instead !== undefined) return { ...instead, recorder: 'office' };
  throw new DossierError('not-granted', 'Nobody said yes to a recording of this talk yet. Decide the request first.');
}

function living(file: KeptFile): NonNullable<KeptFile['agreement']> {
  if (file.agreement === null) throw new DossierError('agreement-not-there', 'There is no agreement. Make one first.');
  return file.agreement;
}

function unconfirmed(file: KeptFile, participant: string): void {
  if (file.agreement?.confirmations.some((one) => one.participant === participant))
    throw new DossierError('confirmed-already', 'This person confirmed the agreement already.');
}

function opens(house: House, { agreement }: Ground['file'], secret: string): boolean {
  if (agreement?.secret == null || agreement.secret.expiresAt <= house.now()) return false;
  return timingSafeEqual(Buffer.from(agreement.secret.sha256), Buffer.from(tokenHash(secret)));
}

function refused(): DossierError {
  return new DossierError('secret-refused', 'This link was used, or is older than an hour. Ask for a new one.');
}
