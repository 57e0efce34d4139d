/** The register of processing (verwerkingsregister, AVG 30): a line for each live plan, said in words; nothing is kept twice. */
import { rules } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { processors } from '../processor/processors.ts';
import { contacts } from '../staff/contacts.ts';
import type { ProcessingLine } from './face.ts';
import { plansOf } from './state.ts';
import { termText } from './texts.ts';

/** The lines of an organisation, in Dutch, as a supervisor asks for them. Rejects `organisation-not-found`. */
export async function processingRegister(house: House, organisationId: string): Promise<ProcessingLine[]> {
  const organisation = await house.database.read
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .where('kind', '<>', 'house')
    .executeTakeFirst();
  if (organisation === undefined)
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId}.`);
  const asked = (await contacts(house, organisationId)).map(({ name, reach }) => `${name}, ${reach}`);
  const plans = await plansOf(house, organisationId);
  const working = (await processors(house).list(organisationId)).filter(({ ended }) => ended === null);
  return plans.flatMap(({ live, assessments }) => {
    if (live === null) return [];
    const outside = working.filter((one) => one.plans.includes(live.plan));
    const { content } = live;
    const sensitive = content.contents.map((one) => nameOf('inhoud', one));
    return [
      {
        plan: live.plan,
        version: live.id,
        since: live.from,
        name: content.name,
        responsible: organisation.name,
        contacts: asked,
        purposes: content.purposes.map(({ words }) => words.nl),
        bases: content.purposes.map(
          ({ words, basis }) =>
            `${words.nl}: ${nameOf('grondslag', basis.counterpart)} (gesprekspartner), ${nameOf('grondslag', basis.staff)} (personeel)`,
        ),
        people: ['gesprekspartners', 'eigen personeel'],
        data: ['stem en wat er wordt gezegd', 'naam en nummer', 'tijd en duur', ...sensitive],
        recipients: [
          ...content.purposes.map(({ words, roles }) => `${words.nl}: ${roles.join(', ')}`),
          ...outside.map(({ name, does, agreedOn, place, placeWords }) =>
            [
              `verwerker ${name} (${does})`,
              agreedOn === null ? 'nog geen overeenkomst' : `overeenkomst van ${agreedOn}`,
              place === 'eea' ? 'gegevens binnen de EER' : `gegevens buiten de EER: ${placeWords}`,
            ].join(', '),
          ),
        ],
        terms: content.purposes.map(({ words, keep }) => `${words.nl}: ${keep === null ? '' : termText(keep).nl}`),
        security:
          'Elke opname versleuteld met een eigen sleutel; elk gebruik staat in het logboek; vernietigen vernietigt de sleutel.',
        balancing: assessments
          .filter(({ stale }) => !stale)
          .map(
            ({ kind, by, on, outcome }) =>
              `${kind === 'lia' ? 'belangenafweging' : 'noodzaaktoets'}: ${outcome === 'positive' ? 'positief' : 'negatief'}, ${by}, ${on}`,
          ),
      },
    ];
  });
}

function nameOf(dimension: string, code: string): string {
  const values = rules.ruleSet.dimensions.find(({ key }) => key === dimension)?.values;
  return values?.find((one) => one.code === code)?.text.nl ?? code;
}
