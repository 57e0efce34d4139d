/** Letters about a request under somebody's rights: what the request says, written by the documents package. */
import { type Document, day, type Language, rightsDecision, rightsExtension } from '@woordelijk/documents';
import { type Dossier, REFUSAL_GROUNDS, type RightKind, type RightsRequest } from '@woordelijk/dossier';
import type { FastifyReply } from 'fastify';
import { contactFor, letterheadFor } from './letterhead.ts';
import { organisationOf } from './organisations.ts';
import { HttpProblem } from './problems.ts';
import { type Form, sendDocument } from './send-document.ts';

const ASKED: Readonly<Record<RightKind, Readonly<Record<Language, string>>>> = {
  access: { nl: 'inzage in uw opnamen', en: 'access to your recordings' },
  copy: { nl: 'een kopie van uw opnamen', en: 'a copy of your recordings' },
  supplement: { nl: 'een aanvulling bij de opname', en: 'a supplement beside the recording' },
  correction: { nl: 'een eigen lezing naast de opname', en: 'your own reading beside the recording' },
  restriction: { nl: 'afscherming van de opname', en: 'that the recording is shut' },
  objection: { nl: 'bezwaar tegen het gebruik van opnamen', en: 'an objection to the use of recordings' },
  deletion: { nl: 'wissen van de opname', en: 'deletion of the recording' },
  portability: { nl: 'uw gegevens om mee te nemen', en: 'your data to take along' },
};

/** Each ground of a refusal in plain words. */
const GROUNDS: Readonly<Record<(typeof REFUSAL_GROUNDS)[number]['code'], Readonly<Record<Language, string>>>> = {
  others: {
    nl: 'Anderen op de opname hebben ook rechten. Die wegen hier zwaarder.',
    en: 'Others on the recording have rights too, which weigh more here.',
  },
  identity: { nl: 'Wij weten niet zeker wie u bent.', en: 'We are not certain who you are.' },
  abuse: {
    nl: 'Het verzoek is kennelijk ongegrond of buitensporig.',
    en: 'The request is manifestly unfounded or excessive.',
  },
  investigation: {
    nl: 'Het schaadt een onderzoek of het voorkomen van strafbare feiten.',
    en: 'It would harm an investigation or the prevention of offences.',
  },
  opinion: {
    nl: 'De opname geeft weer wat er is gezegd; zij is niet onjuist of onvolledig.',
    en: 'The recording holds what was said; it is not inaccurate or incomplete.',
  },
  accurate: {
    nl: 'Er is geen van de redenen die de wet voor afscherming noemt.',
    en: 'None of the reasons that the law names for restriction is there.',
  },
  'must-keep': {
    nl: 'De wet verplicht ons de opname te bewaren.',
    en: 'The law obliges us to keep the recording.',
  },
  'legal-claim': {
    nl: 'De opname is nodig voor een rechtszaak of een geschil.',
    en: 'The recording is needed for a legal claim.',
  },
  compelling: {
    nl: 'Wij hebben een dwingende reden die zwaarder weegt.',
    en: 'We have a compelling reason that weighs more.',
  },
  'not-portable': {
    nl: 'Dit recht geldt alleen bij toestemming of een overeenkomst.',
    en: 'This right exists for consent or a contract only.',
  },
};

const GIVEN = {
  sound: {
    whole: { nl: 'u krijgt de opname', en: 'you get the recording' },
    masked: {
      nl: 'u krijgt de opname; waar anderen praten of worden besproken, hoort u niets',
      en: 'you get the recording; where others talk or are talked about you hear nothing',
    },
    none: { nl: 'u krijgt de opname niet', en: 'you do not get the recording' },
  },
  done: {
    whole: { nl: 'wij doen wat u vroeg', en: 'we do what you asked' },
    masked: { nl: 'wij doen een deel', en: 'we do a part' },
    none: { nl: 'wij doen niet wat u vroeg', en: 'we do not do what you asked' },
  },
} as const;

/** Writes one; undefined where there is nothing to write it about. */
export async function rightsLetter(
  dossier: Dossier,
  request: RightsRequest,
  letter: 'decision' | 'extension',
  language: Language,
): Promise<Document | undefined> {
  const organisation = await organisationOf(dossier, request.organisationId);
  const contact = await contactFor(dossier, organisation, language);
  const facts = {
    to: request.representative?.name ?? request.name,
    asked: ASKED[request.kind][language],
    receivedAt: request.receivedAt,
    ...(request.representative === null ? {} : { onBehalfOf: request.name }),
  };
  if (letter === 'extension') {
    if (request.extended === null) return undefined;
    return rightsExtension({ request: facts, why: request.extended.why, dueOn: request.dueOn, contact }, language);
  }
  const { decision } = request;
  if (decision === null) return undefined;
  const ground = REFUSAL_GROUNDS.find(({ code }) => code === decision.ground);
  const sound = ['access', 'copy', 'portability'].includes(request.kind);
  return rightsDecision(
    {
      request: facts,
      outcome: decision.outcome,
      reasons: decision.text,
      ...(ground === undefined ? {} : { ground: { words: GROUNDS[ground.code][language], source: ground.source } }),
      ...(decision.evidence === null ? {} : { evidence: decision.evidence }),
      talks: decision.talks.map(({ talk, give }) => ({
        at: request.found?.talks.find((one) => one.talk === talk)?.startedAt ?? request.receivedAt,
        done: GIVEN[sound ? 'sound' : 'done'][give][language],
      })),
      ...(sound && decision.outcome !== 'gone' ? { uses: await usesOf(dossier, request, language) } : {}),
      decidedBy: { name: decision.by, role: organisation.name },
      decidedAt: decision.at,
      remedy: decision.remedy,
      remedyUntil: decision.remedyUntil,
      contact,
    },
    language,
  );
}

/** Sends one as a file. Throws `letter-not-there`. */
export async function sendLetter(
  dossier: Dossier,
  request: RightsRequest,
  letter: 'decision' | 'extension',
  { as = 'html', language = 'nl' }: { readonly as?: Form | undefined; readonly language?: Language | undefined },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const document = await rightsLetter(dossier, request, letter, language);
  if (document === undefined) throw new HttpProblem('letter-not-there');
  const head = await letterheadFor(dossier, await organisationOf(dossier, request.organisationId));
  const stem = letter === 'decision' ? 'beslissing' : 'verlenging';
  return await sendDocument(document, as, `${stem}-${request.id.slice(-8)}`, head, reply);
}

/** Why each talk is used and until when, as its plan says (AVG 15 (1) a and d). */
async function usesOf({ retention }: Dossier, { decision }: RightsRequest, language: Language) {
  const found = new Map<string, string>();
  for (const { talk } of decision?.talks ?? [])
    for (const { words, until } of (await retention.of(talk).catch(() => ({ uses: [] as never[] }))).uses)
      found.set(
        words[language],
        until === null
          ? language === 'nl'
            ? 'tot de zaak klaar is, en dan de termijn van het plan'
            : 'until the case has ended, and then the term of the plan'
          : `${language === 'nl' ? 'tot' : 'until'} ${day(until, language)}`,
      );
  return [...found].map(([purpose, until]) => ({ purpose, until }));
}
