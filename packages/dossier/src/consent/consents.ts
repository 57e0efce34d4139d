/** Asking for consent, and what people say to it; see Consents. */
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { SharingFile } from '../share/face.ts';
import { actOnSharing, readSharing } from '../share/sharing.ts';
import { isOpen } from '../share/state.ts';
import type { Asking } from '../staff/face.ts';
import { maybeWords, sectorOf, words } from '../table/at-table.ts';
import { fileOf } from '../table/file.ts';
import { ask as askRules, type DayRules, type RuleBook, rulesAt, whoRecords } from '../table/rule-book.ts';
import type { TalkGround } from '../talk/act.ts';
import { talkRow } from '../talk/talks.ts';
import {
  CONSENT_USES,
  type ConsentAnswer,
  type ConsentQuestion,
  type Consents,
  type ConsentWay,
  NO_CONSENT,
  type PersonConsent,
  PROTECTIONS,
  type Protection,
  type Withdrawal,
} from './face.ts';

/** The consents' part of the dossier's face. */
export function consents(house: House, book: RuleBook): Consents {
  return {
    list: async (talkId) => (await readSharing(house, talkId)).file.questions,

    async ask(talkId, { use, what, audience, until, protected: guarded }, asking) {
      const talk = await talkRow(house, talkId);
      const rules = await rulesAt(house, book, talk.organisation_id, house.now());
      const input = { use, what, audience, until: until ?? null, guarded };
      const file = await actOnSharing(house, talkId, asking, 'consent.asked', input, ({ file: { persons } }) => {
        if (!CONSENT_USES.includes(use) || (until !== undefined && !(until > house.now())))
          throw new DossierError('facts-malformed', 'Name the use, and an end that is still to come.');
        const special = guarded.filter(({ protection }) => protection !== 'nee');
        for (const { party } of special) personIn(persons, party);
        return {
          act: 'consent.asked',
          detail: {
            question: newId(house),
            use,
            what: words(what),
            audience: words(audience),
            until: until ?? null,
            protected: special.map((one) => ({ ...one, ...whoDecides(rules, one.protection) })),
          },
        };
      });
      return file.questions[0]!;
    },

    async take(talkId, questionId, { party, answer, way, evidence, by }, asking) {
      const input = { questionId, party, answer, way, evidence, by: by ?? null };
      return await word(talkId, questionId, party, answer, asking, input, (person) => {
        const taken = way as string;
        if (answer === 'given' && (NO_CONSENT.includes(taken as never) || taken !== 'signed-form'))
          throw new DossierError(
            'no-consent',
            'Silence, a sign, general terms or a spoken word is no consent. Have a form signed and say where it is kept, or let people answer on their own page.',
          );
        if (!['signed-form', 'told'].includes(taken))
          throw new DossierError('facts-malformed', 'Say whether it was told or written on a form.');
        if (answer === 'given' && person.represented && maybeWords(by) === null) throw representativeMissing();
        return { way: taken as ConsentWay, evidence: words(evidence), by: maybeWords(by) };
      });
    },

    async answer(talkId, questionId, { holder, party, answer }, asking) {
      const input = { questionId, holder, party, answer };
      return await word(talkId, questionId, party, answer, asking, input, async (person, file, { tx, keys }) => {
        const { participants } = await fileOf(tx, keys, talkId);
        const represents = participants.find(({ id }) => id === holder)?.part === 'representative';
        if (holder !== party && !(represents && person.represented))
          throw new DossierError('participant-not-found', 'You cannot answer for this person.');
        if (holder === party && person.represented && answer === 'given') throw representativeMissing();
        const by = holder === party ? null : personIn(file.persons, holder).name;
        return { way: 'own-page', evidence: null, by };
      });
    },
  };

  /** Takes one person's word; a withdrawal closes what stood open on it in the same transaction. */
  async function word(
    talkId: string,
    questionId: string,
    party: string,
    answer: ConsentAnswer,
    asking: Asking,
    input: unknown,
    said: (person: PersonConsent, file: SharingFile, ground: TalkGround) => Said | Promise<Said>,
  ): Promise<Withdrawal> {
    let closed: readonly string[] = [];
    const file = await actOnSharing(house, talkId, asking, `consent.${answer}`, input, async (sharing, ground) => {
      const { file: before } = sharing;
      const question = questionIn(before, questionId);
      const person = question.persons.find((one) => one.party === party);
      if (person === undefined) throw notThere();
      if (answer === 'withdrawn' && person.answer !== 'given')
        throw new DossierError('consent-not-given', 'There is no consent of this person to withdraw.');
      const detail = { question: questionId, party, ...(await said(person, before, ground)) };
      if (answer === 'given') return { act: 'consent.given', detail };
      // A no after a yes is a withdrawal, whatever it is called.
      if (person.answer !== 'given') return { act: 'consent.refused', detail };
      const at = house.now();
      closed = before.shares
        .filter((share) => share.question === questionId && share.weighing === null && isOpen(share, at))
        .map(({ id }) => id);
      const close = ground.tx
        .updateTable('share')
        .set({ closed_at: at })
        .where('id', 'in', [...closed]);
      return { act: 'consent.withdrawn', detail: { ...detail, at, closed }, rows: closed.length === 0 ? [] : [close] };
    });
    return { closed, outOfReach: answer === 'given' ? [] : file.outOfReach };
  }
}

interface Said {
  readonly way: ConsentWay;
  readonly evidence: string | null;
  readonly by: string | null;
}

/** Whether somebody else decides, by the rules of the day. */
function whoDecides(rules: DayRules, protection: Protection) {
  if (!PROTECTIONS.includes(protection))
    throw new DossierError('facts-malformed', `Whether somebody decides alone is one of ${PROTECTIONS.join(', ')}.`);
  const answer = askRules(rules, 'opnemen', {
    ...whoRecords('office', sectorOf({ rules })),
    grondslag: 'toestemming',
    kwetsbaar: protection,
  });
  return { represented: answer.duties.some(({ code }) => code === 'VERTEGENWOORDIGER'), rules: answer };
}

/** Rejects `consent-question-not-found`. */
export function questionIn({ questions }: Pick<SharingFile, 'questions'>, id: string): ConsentQuestion {
  const found = questions.find((one) => one.id === id);
  if (found === undefined)
    throw new DossierError('consent-question-not-found', 'Nobody was asked this. Load the talk again.');
  return found;
}

function personIn(persons: SharingFile['persons'], party: string): SharingFile['persons'][number] {
  const found = persons.find((one) => one.party === party);
  if (found === undefined) throw notThere();
  return found;
}

function notThere(): DossierError {
  return new DossierError('participant-not-found', 'Nobody in this talk is known by this id.');
}

function representativeMissing(): DossierError {
  return new DossierError(
    'representative-missing',
    'For this person the legal representative decides. Name who that is.',
  );
}
