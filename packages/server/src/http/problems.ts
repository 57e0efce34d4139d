/** Errors become answers here, and only here: coded errors to `application/problem+json`, in Dutch or English. */
import { isProblemCode, type Problem, type ProblemCode, problemStatus } from '@woordelijk/api';
import { ExplainedError } from '@woordelijk/dossier';
import { absentProblems } from './absent-problems.ts';
import { incidentProblems } from './incident-problems.ts';
import { planProblems } from './plan-problems.ts';
import { processorProblems } from './processor-problems.ts';
import { qualityProblems } from './quality-problems.ts';
import { tableProblems } from './table-problems.ts';

export type Language = 'nl' | 'en';

/** What some problems tell beside their code (RFC 9457, section 3.2). */
export type ProblemMembers = Pick<Problem, 'wanted' | 'gate'>;

/** An error that already knows its problem code. */
export class HttpProblem extends Error {
  readonly code: ProblemCode;
  /** Sent along with the answer, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which part of the request is wrong. */
  readonly about: string | undefined;
  /** Members of the answer beside the usual ones. */
  readonly members: ProblemMembers;
  constructor(
    code: ProblemCode,
    options?: { cause?: unknown; headers?: Record<string, string>; about?: string; members?: ProblemMembers },
  ) {
    super(texts[code].en[1], { cause: options?.cause });
    this.name = 'HttpProblem';
    this.code = code;
    this.headers = options?.headers ?? {};
    this.about = options?.about;
    this.members = options?.members ?? {};
  }
}

/** Title and next step of every code. */
const texts: Readonly<Record<ProblemCode, Readonly<Record<Language, readonly [title: string, detail: string]>>>> = {
  ...tableProblems,
  ...planProblems,
  ...qualityProblems,
  ...absentProblems,
  ...incidentProblems,
  ...processorProblems,
  'request-invalid': {
    nl: ['De vraag klopt niet', 'Een veld ontbreekt of heeft een verkeerde vorm. Pas het aan en probeer het opnieuw.'],
    en: ['The request is not right', 'A field is missing or has the wrong shape. Change it and try again.'],
  },
  'login-needed': {
    nl: ['U bent niet ingelogd', 'Log in en probeer het opnieuw.'],
    en: ['You are not logged in', 'Log in and try again.'],
  },
  'token-refused': {
    nl: [
      'Het token geldt niet',
      'Het is onbekend, verlopen of ingetrokken. Maak op de server een nieuw: npx woordelijk admin token --name NAAM',
    ],
    en: [
      'The token is not valid',
      'It is unknown, expired or revoked. Make a new one on the server: npx woordelijk admin token --name NAME',
    ],
  },
  'person-only': {
    nl: ['Dit kan niet met een token', 'Log in op de pagina, of gebruik de opdracht woordelijk op de server zelf.'],
    en: ['Not possible with a token', 'Log in on the page, or use the woordelijk command on the server itself.'],
  },
  'passkey-refused': {
    nl: ['De passkey klopt niet', 'Probeer het opnieuw, kies een andere passkey of gebruik een herstelcode.'],
    en: ['The passkey is not right', 'Try again, choose another passkey or use a recovery code.'],
  },
  'recovery-code-refused': {
    nl: ['De herstelcode klopt niet', 'Controleer de code. Elke code werkt maar één keer.'],
    en: ['The recovery code is not right', 'Check the code. Each code works only once.'],
  },
  'administrator-link-refused': {
    nl: [
      'Deze link werkt niet meer',
      'De link is verlopen of al gebruikt. Maak op de server een nieuwe: npx woordelijk admin link',
    ],
    en: [
      'This link no longer works',
      'The link has expired or was used. Make a new one on the server: npx woordelijk admin link',
    ],
  },
  'request-not-from-page': {
    nl: ['De vraag komt niet van onze pagina', 'Open Woordelijk zelf in uw browser en probeer het daar opnieuw.'],
    en: ['The request does not come from our page', 'Open Woordelijk itself in your browser and try again there.'],
  },
  'not-allowed': {
    nl: [
      'Dit mag u niet',
      'Uw rol laat dit hier niet toe, of niet voor dit doel. Vraag het uw leidinggevende of beheerder.',
    ],
    en: [
      'You may not do this',
      'Your role does not allow it here, or not for this purpose. Ask your manager or administrator.',
    ],
  },
  'invitation-refused': {
    nl: [
      'Deze uitnodiging werkt niet meer',
      'Zij is gebruikt, ingetrokken of ouder dan zeven dagen. Vraag uw beheerder om een nieuwe.',
    ],
    en: [
      'This invitation no longer works',
      'It was used, withdrawn, or is older than seven days. Ask your administrator for a new one.',
    ],
  },
  'department-not-found': {
    nl: ['Deze afdeling is er niet', 'Kies een afdeling uit de lijst.'],
    en: ['This department does not exist', 'Choose a department from the list.'],
  },
  'department-exists': {
    nl: ['Deze afdeling is er al', 'Kies een andere naam, of gebruik de afdeling die er al is.'],
    en: ['This department already exists', 'Choose another name, or use the department that exists.'],
  },
  'person-not-found': {
    nl: ['Deze medewerker is er niet', 'Misschien is die uit dienst. Laad de lijst opnieuw.'],
    en: ['This person is not there', 'Perhaps they have left. Load the list again.'],
  },
  'post-not-found': {
    nl: ['Deze rol is er niet meer', 'Laad de lijst opnieuw.'],
    en: ['This role is gone', 'Load the list again.'],
  },
  'posts-malformed': {
    nl: [
      'Deze rollen kunnen niet',
      'Kies minstens één rol. Een medewerker en een leidinggevende horen altijd bij een afdeling.',
    ],
    en: ['These roles cannot be', 'Choose at least one role. An employee and a manager always belong to a department.'],
  },
  'invitation-not-found': {
    nl: ['Deze uitnodiging is er niet meer', 'Zij is gebruikt of ingetrokken. Laad de lijst opnieuw.'],
    en: ['This invitation is gone', 'It was used or withdrawn. Load the list again.'],
  },
  'contact-not-found': {
    nl: ['Dit contact is er niet meer', 'Laad de lijst opnieuw.'],
    en: ['This contact is gone', 'Load the list again.'],
  },
  'plan-malformed': {
    nl: [
      'Het gesprek is niet volledig',
      'Vul in wie meedoet (een inwoner of klant en een medewerker), waar, wanneer en voor welke afdeling.',
    ],
    en: [
      'The talk is not complete',
      'Say who takes part (a resident or customer and an official), where, when and for which department.',
    ],
  },
  'talk-not-planned': {
    nl: [
      'Dit gesprek staat niet meer op de planning',
      'Het is al begonnen, geweest of afgezegd. Laad de pagina opnieuw.',
    ],
    en: ['This talk is no longer planned', 'It has begun, was held or was called off. Reload the page.'],
  },
  'idempotency-key-reused': {
    nl: ['Deze sleutel is al gebruikt', 'Stuur bij elke nieuwe handeling een nieuwe Idempotency-Key.'],
    en: ['This key was used before', 'Send a fresh Idempotency-Key with each new act.'],
  },
  'local-only': {
    nl: ['Dit kan alleen op de server zelf', 'Gebruik de opdracht woordelijk op de computer waarop de server draait.'],
    en: ['Only possible on the server itself', 'Use the woordelijk command on the machine that runs the server.'],
  },
  'not-found': {
    nl: ['Dit bestaat niet', 'Controleer het adres.'],
    en: ['There is nothing here', 'Check the address.'],
  },
  'talk-not-found': {
    nl: ['Dit gesprek is er niet', 'Ga naar de lijst met gesprekken en zoek het daar.'],
    en: ['This talk does not exist', 'Go to the list of talks and look for it there.'],
  },
  'organisation-not-found': {
    nl: ['Deze organisatie is er niet', 'Kies een organisatie uit de lijst.'],
    en: ['This organisation does not exist', 'Choose an organisation from the list.'],
  },
  'line-not-found': {
    nl: ['Deze lijn is er niet meer', 'Laad de pagina opnieuw om de lijnen van nu te zien.'],
    en: ['This line is gone', 'Reload the page to see the lines as they are now.'],
  },
  'talk-private': {
    nl: ['Dit gesprek was privé', 'Het geluid is op slot en wordt een dag na het stoppen vernietigd.'],
    en: ['This talk was private', 'Its sound is locked, and destroyed a day after it was stopped.'],
  },
  'recording-not-found': {
    nl: ['Deze opname is er niet', 'De opname is hier niet bekend, of het geheim klopt niet. Begin een nieuwe opname.'],
    en: ['This recording does not exist', 'It is not known here, or the secret is not right. Begin a new recording.'],
  },
  'record-unexpected': {
    nl: ['Er ontbreekt iets', 'Stuur eerst wat in het antwoord staat. Het apparaat doet dat vanzelf.'],
    en: ['Something is missing', 'Send what the answer asks for first. The device does so by itself.'],
  },
  'recording-incomplete': {
    nl: ['De opname is nog niet helemaal binnen', 'Stuur eerst wat nog wacht. Het apparaat doet dat vanzelf.'],
    en: ['The recording is not all here yet', 'Send what still waits first. The device does so by itself.'],
  },
  'recording-ended': {
    nl: ['Deze opname is al afgesloten', 'Er kan niets meer bij. Begin een nieuwe opname.'],
    en: ['This recording has ended', 'Nothing can be added. Begin a new recording.'],
  },
  'recording-taken': {
    nl: ['Deze opname bestaat al', 'Begin opnieuw. Het apparaat maakt dan een nieuw nummer.'],
    en: ['This recording exists already', 'Begin again. The device then makes a new number.'],
  },
  'start-refused': {
    nl: ['De opname mag zo niet beginnen', 'Lees wat de regels zeggen en pas de gegevens van het gesprek aan.'],
    en: ['The recording may not begin like this', 'Read what the rules say and change the facts of the talk.'],
  },
  'gate-facts-malformed': {
    nl: [
      'De regels kennen deze gegevens niet',
      'Laad de pagina opnieuw en vul de gegevens van het gesprek nog eens in.',
    ],
    en: ['The rules do not know these facts', 'Reload the page and fill in the facts of the talk again.'],
  },
  'part-damaged': {
    nl: ['Dit deel van de opname is beschadigd', 'Bewaar het op het apparaat en waarschuw de beheerder.'],
    en: ['This part of the recording is damaged', 'Keep it on the device and warn the administrator.'],
  },
  'access-token-not-found': {
    nl: ['Dit token is er niet', 'Laad de lijst met tokens opnieuw.'],
    en: ['This token does not exist', 'Load the list of tokens again.'],
  },
  'method-not-allowed': {
    nl: ['Dit kan hier niet', 'Kijk in de beschrijving van de interface wat dit adres kan.'],
    en: ['Not possible here', 'See the interface description for what this address can do.'],
  },
  'administrator-exists': {
    nl: ['Er is al een beheerder', 'Log in met uw passkey of een herstelcode.'],
    en: ['There already is an administrator', 'Log in with your passkey or a recovery code.'],
  },
  'ceremony-expired': {
    nl: ['Het duurde te lang', 'Begin opnieuw. U hebt vijf minuten voor deze stap.'],
    en: ['It took too long', 'Start again. You have five minutes for this step.'],
  },
  'line-exists': {
    nl: ['Deze lijn is al toegewezen', 'Verwijder de lijn eerst bij de andere organisatie.'],
    en: ['This line is already assigned', 'First remove the line from the other organisation.'],
  },
  'organisation-exists': {
    nl: ['Deze organisatie is er al', 'Kies een andere naam, of gebruik de organisatie die er al is.'],
    en: ['This organisation already exists', 'Choose another name, or use the organisation that exists.'],
  },
  'passkey-exists': {
    nl: ['Deze passkey kent de server al', 'U kunt er meteen mee inloggen.'],
    en: ['The server already knows this passkey', 'You can log in with it right away.'],
  },
  'talk-live': {
    nl: ['Dit gesprek is nog bezig', 'Wacht tot het gesprek klaar is en probeer het dan opnieuw.'],
    en: ['This talk is still going on', 'Wait until the talk has ended, then try again.'],
  },
  'talk-destroyed': {
    nl: ['Deze opname is vernietigd', 'De sleutel is gewist. Het geluid en de namen zijn niet terug te halen.'],
    en: ['This recording was destroyed', 'Its key is gone. The sound and the names cannot be brought back.'],
  },
  'talk-storing': {
    nl: ['Dit gesprek wordt net opgeslagen', 'Wacht een paar tellen en probeer het dan opnieuw.'],
    en: ['This talk is just being stored', 'Wait a few seconds, then try again.'],
  },
  'request-too-large': {
    nl: ['De vraag is te groot', 'Stuur minder tegelijk.'],
    en: ['The request is too large', 'Send less at a time.'],
  },
  'media-type-unknown': {
    nl: ['Deze vorm kennen we niet', 'Stuur JSON, met Content-Type: application/json.'],
    en: ['Unknown media type', 'Send JSON, with Content-Type: application/json.'],
  },
  'range-not-satisfiable': {
    nl: ['Zo lang is het geluid niet', 'Vraag een stuk dat binnen de lengte valt.'],
    en: ['The sound is not that long', 'Ask for a range within its length.'],
  },
  'host-unknown': {
    nl: [
      'Onder deze naam is de server niet bekend',
      'Gebruik http://localhost met de juiste poort, of zet de naam in de instellingen van de server.',
    ],
    en: [
      'The server is not known by this name',
      'Use http://localhost with the right port, or add the name to the configuration of the server.',
    ],
  },
  'passkey-needs-name': {
    nl: [
      'Een passkey werkt niet op een IP-adres',
      'Open de pagina met een naam: http://localhost met de poort, of de naam van uw server.',
    ],
    en: [
      'A passkey does not work on an IP address',
      'Open the page by a name: http://localhost with the port, or the name of your server.',
    ],
  },
  'channel-not-found': {
    nl: ['Dit spoor is er niet', 'Kies een spoor van dit gesprek.'],
    en: ['This leg does not exist', 'Choose a leg of this talk.'],
  },
  'codec-unknown': {
    nl: [
      'Dit geluid kan de server niet afspelen',
      'De opname is wel bewaard. Download de exacte kopie en open die met een programma dat deze codec kent.',
    ],
    en: [
      'The server cannot play this sound',
      'The recording is kept. Download the exact copy and open it with a program that knows this codec.',
    ],
  },
  'line-malformed': {
    nl: ['Dit is geen nummer of adres', 'Vul een nummer in als +31…, een SIP-adres of de naam van een trunk.'],
    en: ['This is no number or address', 'Enter a number like +31…, a SIP address or the name of a trunk.'],
  },
  'letter-not-there': {
    nl: ['Deze brief is er nog niet', 'Wat erin moet staan, is nog niet vastgelegd bij dit gesprek.'],
    en: ['This letter is not there yet', 'What it would say was not registered with this talk yet.'],
  },
  'question-not-found': {
    nl: ['Deze vraag is er niet', 'Controleer de link of de code van uw vraag.'],
    en: ['This question does not exist', 'Check the link or the code of your question.'],
  },
  'question-settled': {
    nl: ['Deze vraag is al afgehandeld', 'Laad de lijst opnieuw.'],
    en: ['This question was settled before', 'Reload the list.'],
  },
  'own-rules-key': {
    nl: ['Deze korte naam kan niet', 'Onder “about” staat waarom. Kies een andere korte naam.'],
    en: ['This short name is not possible', '`about` says why. Choose another short name.'],
  },
  'own-rules-malformed': {
    nl: ['Deze regels kunnen zo niet gelden', 'Onder “about” staat welke regel niet kan, en waarom. Pas hem aan.'],
    en: ['These rules cannot hold as they are', '`about` says which row is not possible, and why. Change it.'],
  },
  'text-malformed': {
    nl: ['Deze tekst kan niet', 'Schrijf 1 tot 4000 tekens gewone tekst.'],
    en: ['This text is not possible', 'Write 1 to 4000 characters of plain text.'],
  },
  'question-malformed': {
    nl: [
      'Deze vraag kunnen wij niet beantwoorden',
      'Een waarde is onbekend. Onder “about” staat welke, en wat wel kan.',
    ],
    en: ['We cannot answer this question', 'A value is unknown. `about` says which one, and what is possible.'],
  },
  'recording-silent': {
    nl: [
      'Deze opname bevat geen geluid',
      'Er kwam tijdens het gesprek geen geluid binnen. Er valt niets af te spelen.',
    ],
    en: ['This recording holds no sound', 'No sound arrived during the talk. There is nothing to play.'],
  },
  'sound-too-long': {
    nl: ['Deze opname is te lang voor één bestand', 'Download de exacte kopie: die heeft geen grens.'],
    en: ['This recording is too long for one file', 'Download the exact copy: that has no limit.'],
  },
  'too-many-requests': {
    nl: ['Te veel pogingen', 'Wacht een minuut en probeer het dan opnieuw.'],
    en: ['Too many attempts', 'Wait a minute, then try again.'],
  },
  internal: {
    nl: ['Er ging iets mis op de server', 'Probeer het opnieuw. Blijft het misgaan? Geef de beheerder het kenmerk.'],
    en: ['Something went wrong on the server', 'Try again. If it keeps failing, give the administrator the reference.'],
  },
  'recording-damaged': {
    nl: ['Deze opname is beschadigd', 'Controleer de verzegeling van dit gesprek en waarschuw de beheerder.'],
    en: ['This recording is damaged', 'Check the seal of this talk and warn the administrator.'],
  },
  'storage-full': {
    nl: ['De schijf is bijna vol', 'Maak ruimte vrij op de server. Nieuwe gesprekken worden tot dan geweigerd.'],
    en: ['The disk is nearly full', 'Free some space on the server. New calls are refused until then.'],
  },
  'too-many-streams': {
    nl: ['Te veel open vensters', 'Sluit een venster met Woordelijk en laad deze pagina opnieuw.'],
    en: ['Too many open windows', 'Close a window with Woordelijk and reload this page.'],
  },
  stopping: {
    nl: ['De server stopt', 'Wacht tot de server weer draait en laad de pagina opnieuw.'],
    en: ['The server is stopping', 'Wait until the server runs again and reload the page.'],
  },
};

/** Codes of the other packages and of Fastify, by what they mean here. */
const synonyms: Readonly<Record<string, ProblemCode>> = {
  'administrator-link-invalid': 'administrator-link-refused',
  'link-invalid': 'administrator-link-refused',
  'invitation-invalid': 'invitation-refused',
  'once-reused': 'idempotency-key-reused',
  'sector-unknown': 'request-invalid',
  'cursor-malformed': 'request-invalid',
  'name-malformed': 'request-invalid',
  'token-days-malformed': 'request-invalid',
  'account-not-found': 'login-needed',
  'row-damaged': 'recording-damaged',
  'recording-unknown': 'talk-not-found',
  'recording-not-stored': 'talk-storing',
  'recording-too-long': 'sound-too-long',
  'wav-too-long': 'sound-too-long',
  'codec-not-decodable': 'codec-unknown',
  'object-damaged': 'recording-damaged',
  'object-missing': 'recording-damaged',
  'database-closed': 'stopping',
  'vault-closed': 'stopping',
  'key-missing': 'talk-destroyed',
  'key-damaged': 'recording-damaged',
  'entries-malformed': 'recording-damaged',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unknown',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request-invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request-invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-invalid',
  FST_ERR_BAD_URL: 'request-invalid',
  FST_ERR_ASYNC_CONSTRAINT: 'request-invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'request-invalid',
};

/** The problem code an error stands for; `internal` for everything we did not foresee. */
export function codeOf(error: unknown): ProblemCode {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  if (typeof code === 'string') {
    if (isProblemCode(code)) return code;
    const known = synonyms[code];
    if (known !== undefined) return known;
  }
  return statusCode === 400 ? 'request-invalid' : 'internal';
}

/** The body of the answer to an error. `requestId` helps to find the event in the log. */
export function problemBody(error: unknown, language: Language, requestId: string): Problem {
  const code = codeOf(error);
  const [title, detail] = texts[code][language];
  const about = error instanceof HttpProblem ? error.about : undefined;
  return {
    type: `urn:woordelijk:problem:${code}`,
    title,
    status: problemStatus[code],
    detail: error instanceof ExplainedError ? error.because[language] : detail,
    code,
    ...(about === undefined ? {} : { about }),
    requestId,
  };
}

/** The language that Accept-Language likes best of ours; Dutch where it does not say. */
export function languageOf(header: string | undefined): Language {
  let best: Language = 'nl';
  let weight = 0;
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.startsWith('nl') ? 'nl' : tag.startsWith('en') ? 'en' : undefined;
    const q = Number(
      parameters
        .find((p) => p.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    if (language !== undefined && q > weight) [best, weight] = [language, q];
  }
  return best;
}
