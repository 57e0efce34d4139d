/**
 * The pages on which organisations tell everybody what they record, what for, and how long they keep it: the approved text
 * of each recording plan that is live. Plain HTML, without a login, of use without scripts; may be shown in another site.
 */
import type { Dossier, PlanVersion } from '@woordelijk/dossier';
import { rules } from '@woordelijk/rules';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allowFraming } from './doorman.ts';
import { escaped, languageQuery, pageLanguage, sendPage } from './plain-page.ts';
import { HttpProblem, type Language } from './problems.ts';
import { DUTIES } from './public-rules.ts';

const WORDS = {
  nl: {
    title: 'Welke gesprekken worden opgenomen?',
    none: 'Geen enkele organisatie neemt hier nu gesprekken op.',
    of: (name: string) => `Gesprekken opnemen door ${name}`,
    nothing: (name: string) => `${name} neemt nu geen gesprekken op.`,
    since: (number: number, day: string) => `Versie ${number}, geldt sinds ${day}.`,
    otherwise: 'Daarna ook gebruikt',
    fits: (goal: string, by: string, day: string) => `${goal}: beoordeeld door ${by} op ${day}`,
    contacts: 'Wie helpt u?',
    rights: 'Uw opname horen, een kopie, bezwaar of een klacht? Vraag het hier:',
    may: 'Mag u zelf ons gesprek opnemen? Kijk wat er geldt.',
  },
  en: {
    title: 'Which talks are recorded?',
    none: 'No organisation records talks here now.',
    of: (name: string) => `Recording of talks by ${name}`,
    nothing: (name: string) => `${name} records no talks now.`,
    since: (number: number, day: string) => `Version ${number}, since ${day}.`,
    otherwise: 'Used afterwards also',
    fits: (goal: string, by: string, day: string) => `${goal}: judged by ${by} on ${day}`,
    contacts: 'Who helps you?',
    rights: 'To hear your recording, for a copy, an objection or a complaint, ask here:',
    may: 'May you record our talk yourself? See what holds.',
  },
} as const;

/** Adds `/wij-nemen-op`, `/wij-nemen-op/{organisation}`, and `…/insluiten` (to embed); `?taal=en` for English. */
export function mountPublicPlans(app: FastifyInstance, dossier: Dossier): void {
  const { recordingPlans, organisations } = dossier;
  app.get('/wij-nemen-op', async (request, reply) => {
    const language = pageLanguage(request);
    const items: string[] = [];
    for (const { id, name, kind } of await organisations())
      if (kind === 'organisation' && (await recordingPlans.live(id)).length > 0)
        items.push(`<li><a href="/wij-nemen-op/${id}${languageQuery(language)}">${escaped(name)}</a></li>`);
    const { title, none } = WORDS[language];
    const list = items.length === 0 ? `<p>${none}</p>` : `<ul>${items.join('')}</ul>`;
    reply.header('cache-control', 'public, max-age=300');
    return sendPage(request, reply, { title, content: `<h1>${title}</h1>\n${list}\n` });
  });
  app.get<{ Params: { id: string } }>('/wij-nemen-op/:id', async (request, reply) => {
    reply.header('cache-control', 'public, max-age=300');
    return sendPage(request, reply, await pageOf(dossier, request.params.id, request));
  });
  app.get<{ Params: { id: string } }>('/wij-nemen-op/:id/insluiten', async (request, reply) => {
    allowFraming(reply);
    reply.header('cache-control', 'public, max-age=300');
    return sendPage(request, reply, { ...(await pageOf(dossier, request.params.id, request)), framed: true });
  });
}

async function pageOf(
  { recordingPlans, organisations, staff }: Dossier,
  id: string,
  request: FastifyRequest,
): Promise<{ title: string; content: string }> {
  const organisation = (await organisations()).find((one) => one.id === id && one.kind === 'organisation');
  if (organisation === undefined) throw new HttpProblem('not-found');
  const language = pageLanguage(request);
  const words = WORDS[language];
  const { name } = organisation;
  const title = words.of(name);
  const plans = (await recordingPlans.of(id)).flatMap(({ live, uses }) => (live === null ? [] : [{ live, uses }]));
  const contacts = (await staff.contacts(id)).map(
    (one) => `<li>${escaped(one.name)} (${escaped(DUTIES[language][one.duty])}): ${escaped(one.reach)}</li>`,
  );
  const content = [
    `<h1>${escaped(title)}</h1>`,
    ...(plans.length === 0 ? [`<p>${escaped(words.nothing(name))}</p>`] : []),
    ...plans.flatMap(({ live, uses }) => [
      `<h2>${escaped(live.content.name)}</h2>`,
      ...textOf(live, language),
      ...usesOf(
        uses.filter(({ outcome }) => outcome === 'positive').map(({ goal, by, on }) => ({ goal, by, on })),
        language,
      ),
      `<p>${escaped(words.since(live.number, dayOf(live.from, language)))}</p>`,
    ]),
    ...(contacts.length === 0
      ? []
      : [`<h2>${words.contacts}</h2>`, `<p>${words.rights}</p>`, `<ul>${contacts.join('')}</ul>`]),
    `<p><a href="/mag-dat">${words.may}</a></p>\n`,
  ].join('\n');
  return { title, content };
}

/** The approved text: paragraphs, and lines that begin with a dash as a list. Its first line is the page's own heading. */
function textOf({ texts }: PlanVersion, language: Language): string[] {
  const text = texts.find(({ code }) => code === 'public-page')?.[language] ?? '';
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => `<li>${escaped(line.slice(2))}</li>`);
  const said = lines.filter((line) => !line.startsWith('- ')).map((line) => `<p>${escaped(line)}</p>`);
  return [...said, ...(items.length === 0 ? [] : [`<ul>${items.join('')}</ul>`])];
}

/** What a named person found to fit afterwards (AVG 6(4), 13(3)): the people on the recordings are to be told. */
function usesOf(uses: readonly { goal: string; by: string; on: string }[], language: Language): string[] {
  if (uses.length === 0) return [];
  const words = WORDS[language];
  const items = uses.map(({ goal, by, on }) => {
    const said = words.fits(purposeName(goal, language), by, dayOf(Date.parse(`${on}T12:00:00Z`), language));
    return `<li>${escaped(said)}</li>`;
  });
  return [`<p>${words.otherwise}:</p>`, `<ul>${items.join('')}</ul>`];
}

function purposeName(goal: string, language: Language): string {
  const values = rules.ruleSet.dimensions.find(({ key }) => key === 'doel')?.values;
  return values?.find(({ code }) => code === goal)?.text[language] ?? goal;
}

function dayOf(at: number, language: Language): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(at);
}
