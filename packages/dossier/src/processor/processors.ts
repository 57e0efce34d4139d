/** The register of processor agreements, read out of its acts; see Processors. */
import type { Text } from '@woordelijk/rules';
import { dayOf } from '@woordelijk/rules';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { actsOfOrganisation } from '../ledger/of-organisation.ts';
import { plansIn } from '../plan/state.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import { inOrganisation, known } from '../staff/in-organisation.ts';
import { PROCESSOR_ACTS } from './acts.ts';
import { type NewProcessor, PROCESSOR_CLAUSES, PROCESSOR_PLACES, type Processor, type Processors } from './face.ts';

const MOST_TEXT = 2000;
const MOST_LISTED = 500;

export function processors(house: House): Processors {
  const one = async (organisationId: string, id: string) =>
    (await registerOf(house, organisationId)).find((found) => found.id === id)!;
  return {
    list: (organisationId) => registerOf(house, organisationId),

    async add(organisationId, processor, asking) {
      const said = proper(processor);
      const keys = await keysOf(house, organisationId);
      const id = await inOrganisation(
        house,
        organisationId,
        asking,
        'processor.listed',
        said,
        async ({ tx, write }) => {
          await knownPlans(tx, keys, organisationId, said);
          if ((await registerIn(tx, keys, organisationId, house.now())).length >= MOST_LISTED)
            malformed(`At most ${MOST_LISTED} processors are listed.`);
          const made = newId(house);
          await write('processor.listed', { processor: made, ...said });
          return made;
        },
      );
      return await one(organisationId, id);
    },

    async change(organisationId, processorId, processor, asking) {
      const said = proper(processor);
      const keys = await keysOf(house, organisationId);
      const input = { processorId, said };
      await inOrganisation(house, organisationId, asking, 'processor.listed', input, async ({ tx, write }) => {
        await living(tx, keys, organisationId, processorId, house.now());
        await knownPlans(tx, keys, organisationId, said);
        await write('processor.listed', { processor: processorId, ...said });
        return processorId;
      });
      return await one(organisationId, processorId);
    },

    async end(organisationId, processorId, { on, why }, asking) {
      const said = { processor: processorId, on: day(on), why: text(why, 1) };
      const keys = await keysOf(house, organisationId);
      await inOrganisation(house, organisationId, asking, 'processor.ended', said, async ({ tx, write }) => {
        await living(tx, keys, organisationId, processorId, house.now());
        await write('processor.ended', said);
        return processorId;
      });
      return await one(organisationId, processorId);
    },
  };
}

async function registerOf(house: House, organisationId: string): Promise<Processor[]> {
  await known(house, organisationId);
  return await registerIn(house.database.read, await keysOf(house, organisationId), organisationId, house.now());
}

async function registerIn(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  organisationId: string,
  now: number,
): Promise<Processor[]> {
  const found = new Map<string, Processor>();
  for (const { row, act, detail } of await actsOfOrganisation(db, keys, organisationId, PROCESSOR_ACTS)) {
    const done = { at: row.at, actor: row.actor as Actor };
    if (act === 'processor.listed') {
      const { processor: id, ...said } = detail;
      found.set(id, { ...done, ...said, id, organisationId, ended: null, missing: missingIn(said, dayOf(now)) });
    } else {
      const { processor: id, on, why } = detail;
      const before = found.get(id);
      if (before !== undefined) found.set(id, { ...before, ended: { ...done, on, why }, missing: [] });
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(a.ended !== null) - Number(b.ended !== null) || a.name.localeCompare(b.name, 'nl'),
  );
}

const CLAUSE_WORDS: Readonly<Record<NewProcessor['clauses'][number], Text>> = {
  instructions: {
    nl: 'Er staat niet in dat de verwerker alleen doet wat u schriftelijk opdraagt (AVG 28 lid 3 a).',
    en: 'It does not say that the processor only acts on your documented instructions (GDPR 28(3)(a)).',
  },
  confidentiality: {
    nl: 'Er staat niet in dat wie er werkt, moet zwijgen (AVG 28 lid 3 b).',
    en: 'It does not bind who works there to confidentiality (GDPR 28(3)(b)).',
  },
  security: { nl: 'De beveiliging is niet geregeld (AVG 28 lid 3 c).', en: 'Security is not settled (GDPR 28(3)(c)).' },
  'sub-processors': {
    nl: 'Er staat niet in wie de verwerker zelf mag inschakelen (AVG 28 lid 3 d).',
    en: 'It does not say whom the processor may engage in turn (GDPR 28(3)(d)).',
  },
  rights: {
    nl: 'Hulp bij verzoeken van mensen om hun gegevens is niet geregeld (AVG 28 lid 3 e).',
    en: 'Help with requests of data subjects is not settled (GDPR 28(3)(e)).',
  },
  duties: {
    nl: 'Hulp bij beveiliging, datalekken en een DPIA is niet geregeld (AVG 28 lid 3 f).',
    en: 'Help with security, breaches and a DPIA is not settled (GDPR 28(3)(f)).',
  },
  end: {
    nl: 'Er staat niet in wat er na afloop met de gegevens gebeurt (AVG 28 lid 3 g).',
    en: 'It does not say what becomes of the data at its end (GDPR 28(3)(g)).',
  },
  audit: {
    nl: 'Er staat niet in dat u mag controleren (AVG 28 lid 3 h).',
    en: 'It does not let you inspect (GDPR 28(3)(h)).',
  },
};

/** What an agreement lacks on a day (YYYY-MM-DD). */
function missingIn(processor: NewProcessor, today: string): Processor['missing'] {
  const { agreedOn, document, clauses, place, placeWords, reviewOn } = processor;
  const lacks: { code: string; because: Text }[] = [];
  if (agreedOn === null)
    lacks.push({
      code: 'no-agreement',
      because: {
        nl: 'Er is nog geen overeenkomst. Zonder overeenkomst mag deze partij niets met opnamen doen (AVG 28 lid 3).',
        en: 'There is no agreement yet. Without one this party may do nothing with recordings (GDPR 28(3)).',
      },
    });
  else {
    if (document === '')
      lacks.push({
        code: 'document',
        because: { nl: 'Zeg waar de overeenkomst ligt.', en: 'Say where the agreement is kept.' },
      });
    for (const clause of PROCESSOR_CLAUSES)
      if (!clauses.includes(clause)) lacks.push({ code: clause, because: CLAUSE_WORDS[clause] });
  }
  if (place !== 'eea' && placeWords === '')
    lacks.push({
      code: 'transfer',
      because: {
        nl: 'Zeg in welk land de gegevens staan en op welk besluit of welke waarborg dat steunt (AVG 44-49).',
        en: 'Say in which country the data are, and on which decision or safeguard that rests (GDPR 44-49).',
      },
    });
  if (reviewOn < today)
    lacks.push({
      code: 'review',
      because: { nl: 'De dag waarop u opnieuw zou kijken, is voorbij.', en: 'The day to look at it again has passed.' },
    });
  return lacks;
}

async function living(tx: Tx, keys: ItemKeys, organisationId: string, id: string, now: number): Promise<void> {
  const found = (await registerIn(tx, keys, organisationId, now)).find((one) => one.id === id);
  if (found === undefined || found.ended !== null)
    throw new DossierError('processor-not-found', 'This processor is not there, or no longer works for you.');
}

async function knownPlans(tx: Tx, keys: ItemKeys, organisationId: string, { plans }: NewProcessor): Promise<void> {
  const there = new Set((await plansIn(tx, keys, organisationId)).map(({ id }) => id));
  if (!plans.every((id) => there.has(id))) malformed('Choose recording plans of this organisation.');
}

function proper(processor: NewProcessor): NewProcessor {
  const { plans, place, clauses, agreedOn } = processor;
  if (plans.length === 0 || plans.length > 100) malformed('Say for which recording plans it works.');
  if (!PROCESSOR_PLACES.includes(place)) malformed('Say where the data are.');
  return {
    name: text(processor.name, 1, 200),
    does: text(processor.does, 1),
    plans: [...new Set(plans)],
    place,
    placeWords: text(processor.placeWords, 0),
    agreedOn: agreedOn === null ? null : day(agreedOn),
    document: text(processor.document, 0, 500),
    clauses: PROCESSOR_CLAUSES.filter((clause) => clauses.includes(clause)),
    subProcessors: text(processor.subProcessors, 0),
    breachWords: text(processor.breachWords, 1),
    reviewOn: day(processor.reviewOn),
    owner: text(processor.owner, 1, 200),
  };
}

function text(given: string, least: number, most = MOST_TEXT): string {
  const trimmed = given.trim();
  if (trimmed.length < least || trimmed.length > most)
    malformed(`Fill in each field, with at most ${most} characters.`);
  return trimmed;
}

function day(given: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(given) || Number.isNaN(Date.parse(`${given}T00:00:00Z`)))
    malformed('Give days as year-month-day.');
  return given;
}

function malformed(message: string): never {
  throw new DossierError('processor-malformed', message);
}
