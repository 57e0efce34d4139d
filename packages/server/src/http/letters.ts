/** Letters and forms about one talk: what the file says, written by the documents package, as HTML, .docx or plain text. */

import {
  agreement,
  consentForm,
  consentWithdrawn,
  copyReceipt,
  type Document,
  day,
  editNotice,
  type Language,
  mandate,
  type RefusalFacts,
  refusal,
  request,
  type TalkFacts,
  writtenAccount,
} from '@woordelijk/documents';
import type {
  AlternativeKind,
  Dossier,
  Edit,
  OutOfReach,
  RequestState,
  SharingFile,
  Talk,
  TalkFile,
} from '@woordelijk/dossier';
import { dayOf, lastDay, rules, startOf } from '@woordelijk/rules';
import { contactFor, letterheadFor } from './letterhead.ts';
import type { Handlers } from './mount.ts';
import { HttpProblem } from './problems.ts';
import { sendDocument } from './send-document.ts';

const HOW = {
  'in-person': { nl: 'in de hand', en: 'in person' },
  online: { nl: 'via de persoonlijke pagina', en: 'by the personal page' },
  post: { nl: 'per post', en: 'by post' },
} as const;
const RECORDER = {
  resident: { nl: 'De inwoner of klant', en: 'The resident or customer' },
  office: { nl: 'De organisatie', en: 'The organisation' },
  both: { nl: 'Beide', en: 'Both' },
} as const;
const COPIES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  legs: { nl: 'exacte kopie', en: 'exact copy' },
  wav: { nl: 'WAV', en: 'WAV' },
  mp3: { nl: 'MP3', en: 'MP3' },
  part: { nl: 'een deel', en: 'a part' },
};
/** How soon a written account is there. */
const ACCOUNT_TERM = { amount: 4, unit: 'weeks' } as const;

interface Ground {
  readonly talk: Talk;
  readonly file: TalkFile;
  readonly language: Language;
  /** Id of the request, question or hand-over that it is about; absent: the last one. */
  readonly about: string | undefined;
  /** Party to whom it is; absent: the first whom it fits. */
  readonly person: string | undefined;
  readonly sharing: SharingFile;
  readonly edits: readonly Edit[];
  readonly contact: { readonly name: string; readonly reach: string };
}

/** Handlers for letters. */
export function letterHandlers(dossier: Dossier): Pick<Handlers, 'getLetter'> {
  return {
    async getLetter({ params, query, reply }) {
      const talk = await dossier.talk(params.talkId);
      const { as = 'html', language = 'nl', about, person } = query;
      const document = WRITERS[params.letter]({
        talk,
        file: await dossier.table.file(params.talkId),
        language,
        about,
        person,
        sharing: await dossier.shares.file(params.talkId),
        edits: await dossier.edits.list(params.talkId),
        contact: await contactFor(dossier, talk.organisation, language),
      });
      if (document === undefined) throw new HttpProblem('letter-not-there');
      return sendDocument(
        document,
        as,
        `${params.letter}-${talk.id.slice(-8)}`,
        await letterheadFor(dossier, talk.organisation),
        reply,
      );
    },
  };
}

/** Each letter out of the file; undefined where there is nothing to write it about. */
const WRITERS = {
  request(ground: Ground): Document | undefined {
    const wish = requestIn(ground);
    if (wish === undefined) return undefined;
    return request(
      {
        talk: talkFacts(ground),
        by: nameOf(ground, wish.by),
        ...(wish.onBehalfOf === null ? {} : { onBehalfOf: nameOf(ground, wish.onBehalfOf) }),
        records: wish.recorder === 'office' ? 'organisation' : wish.recorder,
        alsoPresent: ground.file.participants.filter(({ id }) => id !== wish.by).map(({ name }) => name),
        ...(wish.reason === null ? {} : { reason: wish.reason }),
        registeredAt: wish.at,
      },
      ground.language,
    );
  },

  refusal(ground: Ground): Document | undefined {
    const wish = requestIn(ground, ({ decision }) => decision?.outcome === 'refused');
    const decision = wish?.decision;
    if (wish === undefined || decision?.outcome !== 'refused') return undefined;
    const why = [decision.grounds, decision.explanation].filter((text) => text !== null);
    return refusal(
      {
        talk: talkFacts(ground),
        to: nameOf(ground, wish.by),
        ...(why.length === 0 ? {} : { explanation: why.join('\n') }),
        ...(decision.conversation === null ? {} : { conversation: decision.conversation }),
        decidedBy: { name: decision.decidedBy, role: ground.talk.organisation.name },
        decidedAt: decision.at,
        ...(decision.alternative === null ? {} : { alternative: alternativeOf(ground, wish, decision.alternative) }),
        complaint: ground.contact,
        authority: ground.talk.organisation.sector !== 'organisatie',
      },
      ground.language,
    );
  },

  agreement(ground: Ground): Document | undefined {
    const { agreement: made } = ground.file;
    if (made === null) return undefined;
    const wish = ground.file.requests.findLast(({ decision }) => decision?.outcome === 'granted');
    const confirmed = made.confirmations.map(({ name, participant, at, way }) => ({
      name,
      role: sideOf(ground, participant),
      at,
      how: way === 'own-device' ? ('own-device' as const) : ('official-screen' as const),
    }));
    return agreement(
      {
        talk: talkFacts(ground),
        records: RECORDER[wish?.recorder ?? 'office'][ground.language],
        rules: made.lines.map((line) => line[ground.language]),
        confirmed,
        toSign: made.confirmed ? [] : [sideWord('resident', ground.language), sideWord('office', ground.language)],
        rulesVersion: made.rules.receipt.rules.version,
      },
      ground.language,
    );
  },

  account(ground: Ground): Document | undefined {
    const wish = requestIn(ground, ({ alternative }) => alternative?.account != null);
    const account = wish?.alternative?.account;
    const last = account?.drafts.at(-1);
    if (account == null || last === undefined) return undefined;
    return writtenAccount(
      {
        talk: talkFacts(ground),
        present: ground.file.participants.map(({ name }) => name),
        account: last.text,
        writtenBy: ground.talk.organisation.name,
        remarks: account.remarks.map(({ by, at, text }) => ({ by, at, text })),
        ...(account.final === null ? {} : { finalAt: account.final.at }),
      },
      ground.language,
    );
  },

  receipt(ground: Ground): Document | undefined {
    const { handovers } = ground.file;
    const given = ground.about === undefined ? handovers.at(-1) : handovers.find(({ id }) => id === ground.about);
    if (given === undefined) return undefined;
    const { startedAt, endedAt } = ground.talk;
    return copyReceipt(
      {
        talk: talkFacts(ground),
        way: 'given',
        from: ground.talk.organisation.name,
        to: given.to,
        at: given.at,
        how: HOW[given.way][ground.language],
        ...(endedAt === null ? {} : { durationMs: endedAt - startedAt }),
        files: [{ name: given.kind, sha256: given.sha256 }],
      },
      ground.language,
    );
  },

  'consent-form'(ground: Ground): Document | undefined {
    const asked = consentIn(ground, () => true);
    if (asked === undefined) return undefined;
    const { question, person } = asked;
    return consentForm(
      {
        talk: talkFacts(ground),
        person: person.name,
        use: question.what,
        audience: question.audience,
        ...(question.until === null ? {} : { until: question.until }),
        contact: ground.contact,
        employee: person.side === 'office',
        represented: person.represented,
      },
      ground.language,
    );
  },

  'consent-withdrawn'(ground: Ground): Document | undefined {
    const asked = consentIn(ground, ({ answer }) => answer === 'withdrawn');
    if (asked === undefined) return undefined;
    const { question, person } = asked;
    return consentWithdrawn(
      {
        talk: talkFacts(ground),
        person: person.name,
        use: question.what,
        at: person.at!,
        outOfReach: ground.sharing.outOfReach.map((copy) => reached(copy, ground.language)),
        contact: ground.contact,
      },
      ground.language,
    );
  },

  'edit-notice'(ground: Ground): Document | undefined {
    const edit = ground.edits.find(({ id }) => ground.about === undefined || id === ground.about);
    if (edit === undefined) return undefined;
    return editNotice(
      {
        talk: talkFacts(ground),
        by: edit.by,
        at: edit.made?.at ?? edit.declaredAt,
        why: edit.why,
        made: edit.made !== null,
        changes: edit.spans.map(({ fromMs, toMs, treatment, why }) => ({ fromMs, toMs, what: treatment, why })),
        told: edit.told.map(({ to }) => to),
        agreed: edit.agreed,
        ...(edit.made === null ? {} : { fingerprints: { original: edit.made.original, copy: edit.made.sha256 } }),
        contact: ground.contact,
      },
      ground.language,
    );
  },

  mandate(ground: Ground): Document | undefined {
    const wish = requestIn(ground, ({ onBehalfOf }) => onBehalfOf !== null);
    if (wish?.onBehalfOf == null) return undefined;
    const may =
      ground.language === 'nl'
        ? ['het gesprek op te nemen', 'een kopie te vragen']
        : ['record the talk', 'ask for a copy'];
    return mandate(
      { talk: talkFacts(ground), giver: nameOf(ground, wish.onBehalfOf), holder: nameOf(ground, wish.by), may },
      ground.language,
    );
  },
} as const;

type Question = SharingFile['questions'][number];

/** The question that the letter is about, and the person whom it is to. */
function consentIn(
  { sharing, about, person }: Ground,
  fits: (one: Question['persons'][number]) => boolean,
): { question: Question; person: Question['persons'][number] } | undefined {
  for (const question of sharing.questions) {
    if (about !== undefined && question.id !== about) continue;
    const found = question.persons.find((one) => (person === undefined || one.party === person) && fits(one));
    if (found !== undefined) return { question, person: found };
  }
  return undefined;
}

function reached({ to, kind, at }: OutOfReach, language: Language): string {
  return `${to}, ${COPIES[kind]?.[language] ?? kind}, ${day(at, language)}`;
}

function alternativeOf(
  ground: Ground,
  { alternative, decision }: RequestState,
  kind: AlternativeKind,
): NonNullable<RefusalFacts['alternative']> {
  switch (kind) {
    case 'companion':
      return { kind, who: alternative?.companion ? nameOf(ground, alternative.companion) : '…' };
    case 'office-records':
      return { kind: 'organisation-records', listenAt: alternative?.listening?.place ?? '…' };
    case 'written-account':
      return {
        kind,
        readyBy: startOf(lastDay(dayOf(Math.max(decision?.at ?? 0, ground.talk.startedAt)), ACCOUNT_TERM, 'own')),
      };
  }
}

function requestIn(
  { file, about }: Ground,
  fits: (one: RequestState) => boolean = () => true,
): RequestState | undefined {
  return file.requests.findLast((one) => fits(one) && (about === undefined || one.id === about));
}

function talkFacts({ talk, file: { plan }, language }: Ground): TalkFacts {
  const places = rules.ruleSet.dimensions.find(({ key }) => key === 'plaats')?.values;
  return {
    at: plan?.plannedAt ?? talk.startedAt,
    subject: plan?.subject || (language === 'nl' ? 'niet genoemd' : 'not named'),
    place: places?.find(({ code }) => code === plan?.place)?.text[language] ?? '',
  };
}

function nameOf({ file }: Ground, participant: string): string {
  return file.participants.find(({ id }) => id === participant)?.name ?? participant;
}

function sideOf({ file, language }: Ground, participant: string): string {
  return sideWord(file.participants.find(({ id }) => id === participant)?.side ?? 'resident', language);
}

function sideWord(side: 'resident' | 'office', language: Language): string {
  if (side === 'office') return language === 'nl' ? 'organisatie' : 'organisation';
  return language === 'nl' ? 'inwoner of klant' : 'resident or customer';
}
