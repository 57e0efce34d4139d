/** The words of an agreement, and of the document that both sides get. Plain text, in Dutch; lines in both languages. */
import type { Text } from '@woordelijk/rules';
import type { RuleAnswer } from './acts.ts';
import type { AgreementState, Participant, Recorder, RequestState } from './face.ts';

/** First line of every document that the house signs: nothing else it signs begins so. */
export const DOCUMENT_LINE = 'woordelijk-document/v1 afspraken';

/** Duties that are no agreement between two sides: they are the organisation's own homework, or a fact that is past. */
const NOT_AGREED = new Set([
  'CAMERA-MELDEN',
  'INFORMEREN',
  'NOODZAAK-TOETS',
  'ALTERNATIEVEN-EERST',
  'ORIGINEEL-BEWAREN',
]);
const RECORDS: Readonly<Record<Recorder, Text>> = {
  resident: { nl: 'De inwoner of klant neemt op.', en: 'The resident or customer records.' },
  office: { nl: 'De organisatie neemt op.', en: 'The organisation records.' },
  both: { nl: 'Beide kanten nemen op.', en: 'Both sides record.' },
};
const ALWAYS: readonly Text[] = [
  {
    nl: 'Iedereen aan tafel weet dat er wordt opgenomen. Wie later aanschuift, hoort dat meteen.',
    en: 'Everybody at the table knows of the recording. Who joins later is told at once.',
  },
  {
    nl: 'Ieder mag vragen om te stoppen. Dan stopt de opname, en kijken we samen hoe het verder gaat.',
    en: 'Anybody may ask to stop. The recording then stops, and we see together how to go on.',
  },
  {
    nl: 'De opname laten horen aan een advocaat, gemachtigde, rechter, ombudsman, toezichthouder of de politie mag altijd.',
    en: 'Letting a lawyer, representative, court, ombudsman, regulator or the police hear the recording is always allowed.',
  },
];

/** The lines: who records, then each duty once as the rules say it, then what always holds. */
export function agreementLines(answers: readonly RuleAnswer[], recorder: Recorder): Text[] {
  const duties = new Map<string, Text>();
  for (const { duties: found } of answers)
    for (const { code, text } of found) if (!NOT_AGREED.has(code)) duties.set(code, text);
  // Told and agreed is told: the stricter of the two stands.
  if (duties.has('BEWERKING-INSTEMMING')) duties.delete('BEWERKING-MEEDELEN');
  if (duties.has('GEEN-PUBLICATIE')) duties.delete('TOESTEMMING-ALLEN');
  return [RECORDS[recorder], ...duties.values(), ...ALWAYS];
}

/** The document that is confirmed, word for word. */
export function agreementDocument({
  agreement,
  file,
  request,
  lines,
  day,
  rules,
}: {
  agreement: string;
  file: { readonly talkId: string; readonly participants: readonly Participant[] };
  request: Pick<RequestState, 'by' | 'onBehalfOf'>;
  lines: readonly Text[];
  /** Epoch milliseconds. */
  day: number;
  rules: RuleAnswer;
}): string {
  const name = (id: string) => onOneLine(file.participants.find((one) => one.id === id)?.name ?? id);
  return [
    'Afspraken over het opnemen van een gesprek',
    '',
    `Gesprek: ${moment(day)}`,
    `Deelnemers: ${file.participants.map((one) => onOneLine(one.name)).join('; ')}`,
    `Gevraagd door: ${name(request.by)}${request.onBehalfOf === null ? '' : `, namens ${name(request.onBehalfOf)}`}`,
    '',
    ...lines.map(({ nl }, index) => `${index + 1}. ${nl}`),
    '',
    `Kenmerk van het gesprek: ${file.talkId}`,
    `Kenmerk van de afspraken: ${agreement}`,
    `Gemaakt volgens de regels met kenmerk ${rules.receipt.rules.hash} (versie ${rules.receipt.rules.version}, ${rules.receipt.datum})`,
    '',
  ].join('\n');
}

/** The document with who confirmed it, when and how: what the house signs. */
export function sealedText(
  { document, confirmations }: AgreementState,
  { participants }: { readonly participants: readonly Participant[] },
): string {
  const part = (id: string) =>
    participants.find((one) => one.id === id)?.side === 'office' ? 'organisatie' : 'inwoner of klant';
  const way = { 'own-device': 'op een eigen toestel', 'on-screen': 'op het scherm van de medewerker' } as const;
  return [
    DOCUMENT_LINE,
    document,
    'Bevestigd door',
    ...(confirmations.length === 0 ? ['- nog niemand'] : []),
    ...confirmations.map(
      ({ name, participant, way: how, at }) =>
        `- ${onOneLine(name)} (${part(participant)}), ${way[how]}, ${moment(at)} (${new Date(at).toISOString()})`,
    ),
    '',
  ].join('\n');
}

/** A name on one line, without control characters: a signed document is lines of text. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\u0000-\u001f\u007f\ufffd]/gu, '');
}

function moment(at: number): string {
  return new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' })
    .format(at)
    .replace(/\s+/gu, ' ');
}
