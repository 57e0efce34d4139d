/** The letter of a refusal (weigering). Refusing is a factual act, no decision in the sense of the Awb: against it stands a complaint. */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { talkRow } from '../talk/talks.ts';
import { readFile } from './at-table.ts';
import type { AlternativeKind } from './face.ts';
import { requestOf } from './request.ts';

const OFFERED: Readonly<Record<AlternativeKind, string>> = {
  companion: 'U mag een gemachtigde of iemand anders meenemen naar het gesprek.',
  'office-records': 'Wij nemen het gesprek zelf op. U kunt de opname daarna bij ons terugluisteren.',
  'written-account':
    'U krijgt van ons een schriftelijke weergave van het gesprek. Uw opmerkingen blijven daarbij bewaard.',
};

/** The letter; see Table. */
export async function refusalLetter(house: House, talkId: string, requestId: string): Promise<string> {
  const talk = await talkRow(house, talkId);
  const file = await readFile(house, talkId);
  const { by, decision } = requestOf(file, requestId);
  if (decision?.outcome !== 'refused')
    throw new DossierError('request-open', 'This request was not refused, so there is no letter of a refusal.');
  const organisation = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', talk.organisation_id)
    .executeTakeFirstOrThrow();
  const name = file.participants.find(({ id }) => id === by)?.name ?? '';
  return [
    organisation.name,
    '',
    `Aan: ${name}`,
    `Over: uw wens om het gesprek van ${moment(talk.started_at)} op te nemen`,
    `Datum: ${moment(decision.at)}`,
    '',
    'U wilt een gesprek met ons opnemen. Dat kan deze keer niet. Wij leggen uit waarom, en wat wij u in plaats daarvan bieden.',
    '',
    'De reden',
    decision.grounds ?? '',
    '',
    ...(decision.explanation === null ? [] : ['Uitleg', decision.explanation, '']),
    ...(decision.alternative === null ? [] : ['Wat wij u bieden', OFFERED[decision.alternative], '']),
    `Beslist door: ${decision.decidedBy}`,
    '',
    'Bent u het er niet mee eens?',
    ...(organisation.sector === 'organisatie'
      ? [
          'U kunt bij ons een klacht indienen. Over uw persoonsgegevens kunt u ook klagen bij de Autoriteit Persoonsgegevens.',
        ]
      : [
          'U kunt bij ons een klacht indienen. Bent u daarna nog niet tevreden? Dan kunt u naar de Nationale ombudsman of de ombudsman van uw gemeente.',
          'Deze weigering is geen besluit. U kunt er dus geen bezwaar tegen maken.',
        ]),
    '',
  ].join('\n');
}

function moment(at: number): string {
  return new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' })
    .format(at)
    .replace(/\s+/gu, ' ');
}
