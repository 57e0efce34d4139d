/** Plans to begin from: filled in as far as words can be; what a named person must judge or decide stays open. */
import { purposeWords } from '@woordelijk/rules';
import type { House } from '../house.ts';
import { contacts } from '../staff/contacts.ts';
import type { PlanContent, PlanPurpose, PlanTemplate } from './face.ts';

/** Templates that fit what the organisation is to the law. */
export async function planTemplates(house: House, organisationId: string): Promise<PlanTemplate[]> {
  const row = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .executeTakeFirst();
  const [contact] = row === undefined ? [] : await contacts(house, organisationId);
  const reach = contact?.reach ?? '';
  return row?.sector === 'organisatie'
    ? [customerCalls(reach), salesCalls(reach), blank(reach)]
    : [atRequest(reach), calls(reach), blank(reach)];
}

const BASE: Omit<PlanContent, 'name' | 'contact'> = {
  kinds: ['gewoon'],
  channels: ['phone'],
  lines: [],
  pattern: 'structureel',
  purposes: [],
  contents: [],
  ai: 'geen',
  dialConsent: 'nvt',
  destroyWithoutContract: false,
  bufferDays: null,
  excluded: [],
  elsewhere: { nl: '', en: '' },
};

/** The office records because the other side asked for it, or could not record itself (spelregel 1, factsheet f2). */
function atRequest(contact: string): PlanTemplate {
  return {
    code: 'at-request',
    name: { nl: 'Gesprek op verzoek van de inwoner', en: 'Talk recorded at the resident’s request' },
    content: {
      ...BASE,
      name: 'Gesprek op verzoek van de inwoner',
      channels: ['device'],
      pattern: 'incidenteel',
      purposes: [
        purpose('terugluisteren', 'publieke_taak', {
          necessity:
            'De inwoner vraagt ons om op te nemen, of wij bieden het aan als de inwoner zelf niet kan opnemen. Zonder opname kan er niets worden teruggeluisterd.',
          alternatives:
            'Iemand meenemen of een verslag is eerst aangeboden. Deze opname is er alleen als dat voor de inwoner niet genoeg is.',
          keep: { amount: 3, unit: 'months', from: 'case', because: '' },
          roles: ['employee', 'manager', 'privacy-officer', 'privacy-coordinator', 'dpo'],
        }),
        purpose('afspraken', 'publieke_taak', {
          necessity:
            'In het gesprek worden afspraken gemaakt die voor de inwoner gevolgen hebben; zij moeten kunnen kloppen.',
          alternatives:
            'Een verslag geeft weer wat een van beide kanten begreep. Bij onenigheid helpt alleen wat er echt is gezegd.',
          keep: { amount: 3, unit: 'months', from: 'case', because: '' },
          roles: ['employee', 'manager'],
        }),
      ],
      elsewhere: {
        nl: 'Het gesprek gaat dan door zonder opname.',
        en: 'The talk then goes on without a recording.',
      },
      contact,
    },
  };
}

function calls(contact: string): PlanTemplate {
  return {
    code: 'calls',
    name: { nl: 'Telefoongesprekken van een loket', en: 'Telephone calls of a desk' },
    content: {
      ...BASE,
      name: 'Telefoongesprekken van een loket',
      purposes: [
        purpose('klacht', 'publieke_taak', {
          necessity: '',
          alternatives: '',
          keep: { amount: 3, unit: 'months', from: 'talk', because: '' },
          roles: ['manager', 'privacy-officer'],
        }),
      ],
      contact,
    },
  };
}

function customerCalls(contact: string): PlanTemplate {
  return {
    code: 'customer-calls',
    name: { nl: 'Klantgesprekken aan de telefoon', en: 'Customer calls' },
    content: {
      ...BASE,
      name: 'Klantgesprekken aan de telefoon',
      purposes: [
        purpose('bewijs', 'gerechtvaardigd_belang', {
          necessity: '',
          alternatives: '',
          keep: null,
          roles: ['employee', 'manager'],
        }),
      ],
      contact,
    },
  };
}

function salesCalls(contact: string): PlanTemplate {
  return {
    code: 'sales-calls',
    name: { nl: 'Verkoopgesprekken die wij zelf beginnen', en: 'Sales calls that we begin' },
    content: {
      ...BASE,
      name: 'Verkoopgesprekken die wij zelf beginnen',
      kinds: ['verkoop_uitgaand'],
      purposes: [
        purpose('bewijs', 'gerechtvaardigd_belang', {
          necessity: '',
          alternatives: '',
          keep: null,
          roles: ['employee', 'manager'],
        }),
      ],
      dialConsent: 'ja',
      destroyWithoutContract: true,
      contact,
    },
  };
}

function blank(contact: string): PlanTemplate {
  return {
    code: 'blank',
    name: { nl: 'Leeg plan', en: 'Blank plan' },
    content: { ...BASE, name: 'Nieuw plan', channels: [], contact },
  };
}

function purpose(
  goal: string,
  basis: string,
  rest: Pick<PlanPurpose, 'necessity' | 'alternatives' | 'keep' | 'roles'>,
): PlanPurpose {
  return {
    id: goal.replace('_', '-'),
    goal,
    words: purposeWords.sentences[goal]!,
    basis: { counterpart: basis, staff: basis },
    ...rest,
  };
}
