/** People who are only talked about, over HTTP, with the letter to them; and the case of a talk. */
import type { AbsentPerson as OnTheWire } from '@woordelijk/api';
import { absentNotice, day, type Language } from '@woordelijk/documents';
import { type AbsentPerson, type Asking, type Dossier, sightOf } from '@woordelijk/dossier';
import { daysLeft, rules } from '@woordelijk/rules';
import type { FastifyRequest } from 'fastify';
import { contactFor, letterheadFor } from './letterhead.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import { organisationOf } from './organisations.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendDocument } from './send-document.ts';

type AbsentHandlers = Pick<
  Handlers,
  | 'listOpenAbsents'
  | 'listAbsents'
  | 'nameAbsent'
  | 'decideAbsent'
  | 'tellAbsent'
  | 'strikeAbsent'
  | 'getAbsentLetter'
  | 'getTalkCase'
  | 'noteTalkCase'
>;

/** Handlers for people who are only talked about. */
export function absentHandlers({ dossier, clock }: HttpParts): AbsentHandlers {
  const { absents, cases } = dossier;
  const shown = (person: AbsentPerson) => onTheWire(person, clock());
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  return {
    listOpenAbsents: async ({ visitor }) => ({
      items: (await absents.open(sightOf(visitor.standing, 'rights.see'))).map(shown),
    }),
    listAbsents: async ({ params }) => ({ items: (await absents.of(params.talkId)).map(shown) }),
    nameAbsent: async (a) => shown(await absents.name(a.params.talkId, a.body, asking(a))),
    decideAbsent: async (a) => shown(await absents.decide(a.params.talkId, a.params.absentId, a.body, asking(a))),
    tellAbsent: async (a) => shown(await absents.tell(a.params.talkId, a.params.absentId, a.body, asking(a))),
    strikeAbsent: async (a) => shown(await absents.strike(a.params.talkId, a.params.absentId, a.body, asking(a))),
    async getAbsentLetter({ params, query: { as = 'html', language = 'nl' }, reply }) {
      const person = (await absents.of(params.talkId)).find(({ id }) => id === params.absentId);
      if (person === undefined) throw new HttpProblem('absent-not-found');
      const document = await letterTo(dossier, person, language);
      const head = await letterheadFor(dossier, await organisationOf(dossier, person.organisationId));
      return await sendDocument(document, as, `bericht-${person.id.slice(-8)}`, head, reply);
    },
    getTalkCase: async ({ params }) => ({ number: await cases.of(params.talkId) }),
    noteTalkCase: async (a) => ({ number: await cases.note(a.params.talkId, a.body.number, asking(a)) }),
  };
}

/** What AVG 14 asks to be told, out of the plan that the talk was recorded under and the register. */
async function letterTo(dossier: Dossier, person: AbsentPerson, language: Language) {
  const { organisationId, talkId, name, called, about } = person;
  const organisation = await organisationOf(dossier, organisationId);
  const { startedAt } = await dossier.talk(talkId);
  const kept = await dossier.retention.of(talkId);
  const plans = await dossier.recordingPlans.of(organisationId);
  const live = plans.find(({ id }) => id === kept.plan?.id)?.live;
  const contact = await contactFor(dossier, organisation, language);
  const dpo = (await dossier.staff.contacts(organisationId)).find(({ duty }) => duty === 'dpo');
  const working = (await dossier.processors.list(organisationId)).filter(({ ended }) => ended === null);
  return absentNotice(
    {
      to: name ?? called,
      organisation: organisation.name,
      talkAt: startedAt,
      about,
      uses: kept.uses.map(({ purpose, words, until }) => {
        const basis = live?.content.purposes.find(({ id }) => id === purpose)?.basis.counterpart;
        const last = until === null ? afterTheCase(language) : untilDay(until, language);
        return {
          purpose: words[language],
          until: last,
          ...(basis === undefined ? {} : { basis: wordsOf(basis, language) }),
        };
      }),
      recipients:
        live === undefined || live === null
          ? []
          : working.filter(({ plans: of }) => of.includes(live.plan)).map(({ name: who }) => who),
      contact,
      ...(dpo === undefined || dpo.name === contact.name ? {} : { dpo }),
    },
    language,
  );
}

function untilDay(until: number, language: Language): string {
  return `${language === 'nl' ? 'tot' : 'until'} ${day(until, language)}`;
}

function afterTheCase(language: Language): string {
  return language === 'nl'
    ? 'tot de zaak klaar is, en dan de termijn van het plan'
    : 'until the case has ended, and then the term of the plan';
}

/** A ground of the law in words, as the rules say it. */
function wordsOf(basis: string, language: Language): string {
  const values = rules.ruleSet.dimensions.find(({ key }) => key === 'grondslag')?.values;
  return values?.find(({ code }) => code === basis)?.text[language] ?? basis;
}

function onTheWire(person: AbsentPerson, now: number): OnTheWire {
  const { organisationId: _, talkId, stretches, namedAt, decision, struck, ...rest } = person;
  const at = <T extends { readonly at: number }>(one: T | null) =>
    one === null ? null : { ...one, at: new Date(one.at).toISOString() };
  return {
    ...rest,
    talk: talkId,
    stretches: [...stretches],
    namedAt: new Date(namedAt).toISOString(),
    daysLeft: daysLeft(rest.dueOn, now),
    decision: at(decision),
    struck: at(struck),
  };
}
