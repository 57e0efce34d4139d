/**
 * Recordings that everybody may hear: a page with a player at an address of its own. It is asked at each visit whether it
 * still stands, nothing of it is kept by who comes between, and search engines are told to keep off.
 */
import type { Dossier, Published } from '@woordelijk/dossier';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { escaped, pageLanguage, sendPage } from './plain-page.ts';
import { HttpProblem, type Language } from './problems.ts';
import { whileOpen } from './sharing.ts';
import { sendSound } from './sound.ts';

const WORDS = {
  nl: {
    title: (organisation: string) => `Opname van een gesprek bij ${organisation}`,
    held: (day: string) => `Het gesprek was op ${day}.`,
    player: 'Opname van het gesprek',
    edited: 'U hoort een bewerkte kopie, niet de oorspronkelijke opname. Dit is er veranderd:',
    part: 'U hoort een deel van het gesprek, niet alles.',
    why: 'Waarom staat dit hier?',
    consent:
      'Iedereen die te horen is, zei ja tegen deze pagina. Wie ja zei, mag dat altijd intrekken. Dan is deze pagina meteen weg.',
    weighing:
      'Niet iedereen die te horen is, zei ja. Een jurist heeft gewogen dat het algemeen belang hier zwaarder weegt, en heeft dat opgeschreven.',
    until: (day: string) => `De opname staat hier tot ${day}.`,
    keep: 'Zet de opname niet ergens anders neer. De mensen die te horen zijn, zeiden alleen ja tegen deze pagina.',
    gone: 'Deze opname staat hier niet meer',
    goneText: 'Iemand trok de toestemming in, of de termijn is voorbij. De opname is hier niet meer te horen.',
  },
  en: {
    title: (organisation: string) => `Recording of a talk at ${organisation}`,
    held: (day: string) => `The talk was on ${day}.`,
    player: 'Recording of the talk',
    edited: 'You hear an edited copy, not the original recording. This was changed:',
    part: 'You hear a part of the talk, not all of it.',
    why: 'Why is this here?',
    consent:
      'Everybody who can be heard said yes to this page. Who said yes may always take it back. Then this page is gone at once.',
    weighing:
      'Not everybody who can be heard said yes. A lawyer weighed that the public interest counts more here, and wrote that down.',
    until: (day: string) => `The recording stands here until ${day}.`,
    keep: 'Do not put the recording anywhere else. The people on it said yes to this page only.',
    gone: 'This recording is no longer here',
    goneText: 'Somebody withdrew consent, or its term is over. The recording cannot be heard here any more.',
  },
} as const;

/** Adds `/openbaar/{address}` and its sound; `?taal=en` for English. */
export function mountPublications(app: FastifyInstance, dossier: Dossier, clock: () => number): void {
  const { shares } = dossier;
  app.get<{ Params: { address: string } }>('/openbaar/:address', async (request, reply) => {
    const found = await shares.published(request.params.address);
    if (found === undefined) throw new HttpProblem('not-found');
    keepOff(reply);
    const language = pageLanguage(request);
    const words = WORDS[language];
    if (found === 'gone') {
      const content = `<h1>${words.gone}</h1>\n<p>${words.goneText}</p>\n`;
      return sendPage(request, reply.code(410), { title: words.gone, content });
    }
    const title = words.title(found.organisation);
    const content = contentOf(found, `/openbaar/${encodeURIComponent(request.params.address)}/geluid`, language);
    return sendPage(request, reply, { title, content });
  });
  app.get<{ Params: { address: string } }>('/openbaar/:address/geluid', async (request, reply) => {
    const found = await shares.published(request.params.address);
    if (found === undefined) throw new HttpProblem('not-found');
    keepOff(reply);
    if (found === 'gone') throw new HttpProblem('publication-gone');
    const sound = await shares.sound(found.shareId);
    return sendSound(whileOpen(dossier, found.shareId, sound, clock), request, reply);
  });
}

function contentOf(found: Published, sound: string, language: Language): string {
  const words = WORDS[language];
  const day = (at: number) =>
    new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'Europe/Amsterdam',
    }).format(at);
  return [
    `<h1>${escaped(words.title(found.organisation))}</h1>`,
    `<p>${words.held(day(found.startedAt))}</p>`,
    `<p><audio controls preload="none" src="${escaped(sound)}" aria-label="${words.player}"></audio></p>`,
    ...(found.edit === null ? [] : [`<p>${words.edited}</p>`, `<pre>${escaped(found.edit.statement)}</pre>`]),
    ...(found.part === null ? [] : [`<p>${words.part}</p>`]),
    `<h2>${words.why}</h2>`,
    `<p>${escaped(found.why)}</p>`,
    `<p>${words[found.ground]}</p>`,
    ...(found.endsAt === null ? [] : [`<p>${words.until(day(found.endsAt))}</p>`]),
    `<p>${words.keep}</p>\n`,
  ].join('\n');
}

/** What could be called back tomorrow is kept by nobody today. */
function keepOff(reply: FastifyReply): void {
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex, noarchive, nosnippet');
}
