/** Edited copies of recordings; see Edits. */
import { EDITED_TITLE, TREATMENTS } from '@woordelijk/audio';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { tell } from '../handed/keep.ts';
import { type House, newId } from '../house.ts';
import { notLocked } from '../keeping/private.ts';
import { queueNews } from '../mail/mails.ts';
import { hasOpenLink } from '../personal/open-link.ts';
import type { Purpose } from '../policy.ts';
import { byTalk } from '../recording/row.ts';
import { type KeptSharing, readSharing, sharingOf } from '../share/sharing.ts';
import { isOpen } from '../share/state.ts';
import { soundSource } from '../sound/copy.ts';
import type { Sound } from '../sound/face.ts';
import type { Outlines } from '../sound/outlines.ts';
import type { Asking } from '../staff/face.ts';
import { sectorOf, words } from '../table/at-table.ts';
import { HANDOVER_WAYS } from '../table/face.ts';
import { allows, ask, type DayRules, type RuleBook, rulesAt } from '../table/rule-book.ts';
import { type DecidedAct, inTalk, type TalkGround } from '../talk/act.ts';
import { talkRow } from '../talk/talks.ts';
import { EDIT_REASONS, EDIT_TOLD_WAYS, type Edit, type EditSpan, type Edits, type NewEdit } from './face.ts';
import { DISCARD_EDIT, editRow, MAKE_EDIT } from './make.ts';
import { editedSound, mp3OfCopy } from './sound.ts';
import { foldEdits } from './state.ts';
import { statementOf } from './statement.ts';
import type { EditedCopyRow } from './tables.ts';

const MOST_OF_A_TALK = 50;
const LONGEST_PREVIEW_MS = 120_000;
const SAME_LISTENING_MS = 10 * 60_000;
const MOST_LISTENINGS = 1024;

type Play = (talkId: string, actor: Actor, channels?: readonly number[], purpose?: Purpose) => Promise<Sound>;

/** The edits of a house. */
export class EditsOf implements Edits {
  readonly #house: House;
  readonly #book: RuleBook;
  readonly #outlines: Outlines;
  readonly #play: Play;
  /** Until when the same reader is told only once. */
  readonly #listenings = new Map<string, number>();

  /** `play`: the dossier's own, which writes down the listening. */
  constructor(house: House, book: RuleBook, outlines: Outlines, play: Play) {
    this.#house = house;
    this.#book = book;
    this.#outlines = outlines;
    this.#play = play;
  }

  async list(talkId: string): Promise<readonly Edit[]> {
    const edits = foldEdits((await readSharing(this.#house, talkId)).acts);
    if (!edits.some(({ state }) => state === 'making')) return edits;
    const { read } = this.#house.database;
    const ids = edits.map(({ id }) => id);
    const jobs = await read
      .selectFrom('job')
      .select(['subject', 'progress'])
      .where('kind', '=', MAKE_EDIT)
      .where('subject', 'in', ids)
      .execute();
    return edits.map((edit) => {
      if (edit.state !== 'making') return edit;
      return { ...edit, progress: (jobs.find(({ subject }) => subject === edit.id)?.progress ?? 0) / 1000 };
    });
  }

  async of(talkId: string, editId: string): Promise<Edit> {
    return editIn(await this.list(talkId), editId);
  }

  async preview(
    talkId: string,
    spans: Parameters<Edits['preview']>[1],
    part: Parameters<Edits['preview']>[2],
    actor: Actor,
    purpose?: Purpose,
  ): Promise<Sound> {
    if (!(part.toMs > part.fromMs && part.toMs - part.fromMs <= LONGEST_PREVIEW_MS))
      throw new DossierError('edit-malformed', 'A preview is of at most two minutes.');
    const { wav } = await this.#wavOf(talkId, spans, part);
    await this.#play(talkId, actor, undefined, purpose); // refuses where nobody may hear it, and writes it down
    const { bytes, read } = wav;
    return { mediaType: 'audio/wav', bytes, read: (start, end) => window(read(), start, end) };
  }

  async declare(talkId: string, { spans, why, by }: NewEdit, asking: Asking): Promise<Edit> {
    const house = this.#house;
    await this.#wavOf(talkId, spans); // throws where it cannot be made
    const edit = newId(house);
    const declared = spans.map(
      ({ fromMs, toMs, channel, treatment, reason, why: because }): EditSpan => ({
        fromMs,
        toMs,
        channel,
        treatment,
        reason,
        why: words(because),
      }),
    );
    const ordered = declared.sort((a, b) => a.fromMs - b.fromMs);
    const wrong = (span: EditSpan) => !TREATMENTS.includes(span.treatment) || !Object.hasOwn(EDIT_REASONS, span.reason);
    if (ordered.some(wrong))
      throw new DossierError('edit-malformed', 'Say of each stretch what is done to it, and why.');
    const declaredAt = house.now();
    const detail = { edit, spans: ordered, why: words(why), by: words(by), declaredAt };
    const after = await this.#act(talkId, asking, 'edit.declared', { spans, why, by }, (edits, { tx, talk }) => {
      if (edits.length >= MOST_OF_A_TALK)
        throw new DossierError('edits-too-many', `A talk has at most ${MOST_OF_A_TALK} edits.`);
      const nothing = { made_at: null, bytes: null, sha256: null, leaves: null, root: null };
      const row: EditedCopyRow = {
        id: edit,
        organisation_id: talk.organisation_id,
        talk_id: talkId,
        state: 'declared',
        declared_at: declaredAt,
        ...nothing,
        object_name: null,
        object_bytes: null,
        object_sha256: null,
      };
      return { act: 'edit.declared', detail, rows: [tx.insertInto('edited_copy').values(row)] };
    });
    // Sent again under the same key it was not made now: the newest of the same words is the one that was.
    return after.find(({ id }) => id === edit) ?? after.find((one) => one.why === detail.why && one.by === detail.by)!;
  }

  async tell(talkId: string, editId: string, told: Parameters<Edits['tell']>[2], asking: Asking): Promise<Edit> {
    const { to, how, party, news } = told;
    if (!EDIT_TOLD_WAYS.includes(how)) throw new DossierError('facts-malformed', 'Say how it was told.');
    if ((how === 'personal-page') !== (party !== undefined))
      throw new DossierError('facts-malformed', 'On the personal page it is told to somebody of the talk.');
    let run: (() => void) | undefined;
    const input = { editId, to, how, party };
    const after = await this.#act(talkId, asking, 'edit.told', input, async (edits, { tx, keys, talk }) => {
      standing(edits, editId);
      const page = party === undefined ? {} : { party };
      const detail = { edit: editId, to: words(to), how, ...page, at: this.#house.now() };
      if (party === undefined) return { act: 'edit.told', detail };
      if (!(await hasOpenLink(tx, keys, talkId, party)))
        throw new DossierError('personal-link-not-found', 'This person has no open link to a page. Make one first.');
      const place = { organisationId: talk.organisation_id, talkId, keys, actor: asking.actor };
      if (news !== undefined) run = await queueNews(this.#house, tx, place, party, news);
      return { act: 'edit.told', detail };
    });
    run?.();
    return editIn(after, editId);
  }

  async make(talkId: string, editId: string, asking: Asking): Promise<Edit> {
    const house = this.#house;
    const talk = await talkRow(house, talkId);
    const rules = await rulesAt(house, this.#book, talk.organisation_id, house.now());
    const { recording } = await byTalk(house, talkId);
    let run: (() => void) | undefined;
    const after = await this.#act(talkId, asking, 'edit.begun', { editId }, (edits, { tx }, sharing) => {
      const edit = standing(edits, editId);
      if (edit.state !== 'declared')
        throw new DossierError('edit-made', 'This copy was made already, or is under way.');
      const asked = mayEdit(rules, edit, sharing);
      const { question, agreed, answer } = asked;
      if (!allows(answer)) return { act: 'edit.not-allowed', detail: { edit: editId, question, rules: answer } };
      const original = recording.root!;
      const facts = { edit, recordingId: recording.id, original, at: house.now() };
      const statement = statementOf({ ...facts, agreed: question === null ? null : agreed.length });
      const job = house.jobs.ask(tx, talk.organisation_id, MAKE_EDIT, editId);
      run = job.run;
      const making = tx.updateTable('edited_copy').set({ state: 'making' }).where('id', '=', editId);
      const detail = { edit: editId, question, agreed, rules: answer, original, statement };
      return { act: 'edit.begun', detail, rows: [making, job.row] };
    });
    run?.();
    return editIn(after, editId);
  }

  async withdraw(talkId: string, editId: string, why: string, asking: Asking): ReturnType<Edits['withdraw']> {
    const house = this.#house;
    const at = house.now();
    let closed: readonly string[] = [];
    let run: (() => void) | undefined;
    const input = { editId, why };
    const after = await this.#act(talkId, asking, 'edit.withdrawn', input, (edits, { tx, talk }, { file }) => {
      standing(edits, editId);
      closed = file.shares.filter((share) => share.edit === editId && isOpen(share, at)).map(({ id }) => id);
      const close = tx
        .updateTable('share')
        .set({ closed_at: at })
        .where('id', 'in', [...closed]);
      const job = house.jobs.ask(tx, talk.organisation_id, DISCARD_EDIT, editId);
      run = job.run;
      const row = tx.updateTable('edited_copy').set({ state: 'withdrawn' }).where('id', '=', editId);
      const rows = [row, job.row, ...(closed.length === 0 ? [] : [close])];
      return { act: 'edit.withdrawn', detail: { edit: editId, why: words(why), at, closed }, rows };
    });
    run?.();
    const { outOfReach } = (await readSharing(house, talkId)).file;
    return { edit: editIn(after, editId), closed, outOfReach: outOfReach.filter((one) => one.edit === editId) };
  }

  async handOut(talkId: string, editId: string, given: Parameters<Edits['handOut']>[2], asking: Asking): Promise<Edit> {
    const { to, party = null, way } = given;
    if (!HANDOVER_WAYS.includes(way)) throw new DossierError('facts-malformed', 'Say how it was handed out.');
    const after = await this.#act(talkId, asking, 'edit.handed-out', { editId, given }, (edits, _, { file }) => {
      const { made } = standing(edits, editId);
      if (made === null) throw notMade();
      if (party !== null && !file.persons.some((one) => one.party === party))
        throw new DossierError('participant-not-found', 'Nobody in this talk is known by this id.');
      if (party === null && way === 'online')
        throw new DossierError('facts-malformed', 'Online it is given to somebody of the talk, on their own page.');
      return { act: 'edit.handed-out', detail: { edit: editId, to: words(to), party, way, sha256: made.sha256 } };
    });
    return editIn(after, editId);
  }

  async play(talkId: string, editId: string, actor: Actor, purpose?: Purpose): ReturnType<Edits['play']> {
    const sound = await this.#sealed(talkId, editId);
    const now = this.#house.now();
    const key = JSON.stringify([editId, actor, purpose ?? null]);
    if ((this.#listenings.get(key) ?? 0) <= now)
      await tell(this.#house, sound.row, actor, 'edit.played', { edit: editId, ...said(purpose) });
    this.#listenings.delete(key);
    if (this.#listenings.size >= MOST_LISTENINGS) this.#listenings.delete(this.#listenings.keys().next().value!);
    this.#listenings.set(key, now + SAME_LISTENING_MS);
    return sound;
  }

  async copy(
    talkId: string,
    editId: string,
    kind: Parameters<Edits['copy']>[2],
    actor: Actor,
    purpose?: Purpose,
  ): ReturnType<Edits['copy']> {
    const sound = await this.#sealed(talkId, editId);
    const { statement } = (await this.of(talkId, editId)).made!;
    await tell(this.#house, sound.row, actor, 'edit.copied', { edit: editId, kind, ...said(purpose) });
    const tags = { title: EDITED_TITLE, comment: statement };
    const content = kind === 'wav' ? () => sound.read(0, sound.bytes) : () => mp3OfCopy(sound, tags);
    const mediaType = kind === 'wav' ? 'audio/wav' : 'audio/mpeg';
    return [
      { name: `bewerkte-kopie.${kind}`, mediaType, content },
      {
        name: 'LEESMIJ-bewerkt.txt',
        mediaType: 'text/plain; charset=utf-8',
        content: async function* () {
          yield Buffer.from(statement);
        },
      },
    ];
  }

  async #wavOf(talkId: string, spans: Parameters<Edits['preview']>[1], part?: { fromMs: number; toMs: number }) {
    const { recording, outline } = await soundSource(this.#house, this.#outlines, talkId);
    const source = { recordingId: recording.id, endedUs: recording.ended_us, outline };
    return { wav: editedSound(this.#house, source, spans, part === undefined ? {} : { part }) };
  }

  /** The file of a copy that was made. */
  async #sealed(talkId: string, editId: string): Promise<Sound & { sha256: string; row: EditedCopyRow }> {
    await notLocked(this.#house, talkId);
    const row = await editRow(this.#house, editId);
    if (row === undefined || row.talk_id !== talkId || row.state !== 'made') throw notMade();
    const { vault } = this.#house;
    await vault.keys.get(editId); // rejects where it was destroyed, before anything is told
    return {
      row,
      mediaType: 'audio/wav',
      bytes: row.bytes!,
      sha256: row.sha256!,
      async *read(from, to) {
        if (to <= from) return;
        for await (const { start, content } of vault.read(editId, { channel: 1, from, to })) {
          if (start >= to) return;
          if (start + content.length > from) yield content.subarray(Math.max(0, from - start), to - start);
        }
      },
    };
  }

  async #act(
    talkId: string,
    asking: Asking,
    kind: string,
    input: unknown,
    decide: (edits: readonly Edit[], ground: TalkGround, sharing: KeptSharing) => DecidedAct | Promise<DecidedAct>,
  ): Promise<readonly Edit[]> {
    const read = ({ tx, keys }: { tx: Tx; keys: TalkGround['keys'] }) => sharingOf(this.#house, tx, keys, talkId);
    await notLocked(this.#house, talkId);
    const { acts } = await inTalk(this.#house, {
      talkId,
      asking,
      kind,
      input,
      read,
      decide: (sharing, ground) => decide(foldEdits(sharing.acts), ground, sharing),
    });
    return foldEdits(acts);
  }
}

/** Asks with who was told, and who agreed to editing, as it stands. */
function mayEdit(rules: DayRules, edit: Edit, { file }: KeptSharing) {
  const question = file.questions.find(({ use }) => use === 'editing');
  const all = question?.standing === 'alle';
  const bewerking = edit.told.length === 0 ? 'stil' : all ? 'meegedeeld_instemming' : 'meegedeeld';
  sectorOf({ rules });
  const answer = ask(rules, 'bewerken', { bewerking });
  const agreed = (question?.persons ?? []).flatMap(({ name, answer: said }) => (said === 'given' ? [name] : []));
  return { answer, question: question?.id ?? null, agreed };
}

function editIn(edits: readonly Edit[], editId: string): Edit {
  const found = edits.find(({ id }) => id === editId);
  if (found === undefined) throw new DossierError('edit-not-found', 'There is no such edit of this talk.');
  return found;
}

function standing(edits: readonly Edit[], editId: string): Edit {
  const found = editIn(edits, editId);
  if (found.state === 'withdrawn')
    throw new DossierError('edit-withdrawn', 'This edit was withdrawn. Declare it again.');
  return found;
}

function notMade(): DossierError {
  return new DossierError('edit-not-made', 'This copy is not made (any more). Make it first.');
}

function said(purpose: Purpose | undefined): { purpose?: Purpose } {
  return purpose === undefined ? {} : { purpose };
}

/** Bytes `start` up to `end` of what is made from its first byte on. */
async function* window(parts: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const part of parts) {
    const cut = part.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += part.length;
    if (cut.length > 0) yield cut;
    if (at >= end) return;
  }
}
