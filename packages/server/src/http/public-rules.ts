/**
 * The pages on which organisations tell their rules to everybody (spelregel 2): by themselves, and without a frame of ours
 * to be shown within the organisation's own site. Plain HTML, of use without scripts.
 */
import type { Dossier } from '@woordelijk/dossier';
import { publicPage } from '@woordelijk/rules';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { allowFraming } from './doorman.ts';
import { HttpProblem, type Language } from './problems.ts';

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
const WORDS = {
  nl: {
    title: 'Regels voor het opnemen van gesprekken',
    none: 'Er zijn nog geen regels gepubliceerd.',
    other: 'English',
  },
  en: { title: 'Rules for recording talks', none: 'No rules were published yet.', other: 'Nederlands' },
} as const;

const DUTIES = {
  nl: {
    'privacy-contact': 'privacy-aanspreekpunt',
    'privacy-coordinator': 'privacy-coördinator',
    'privacy-officer': 'privacy officer',
    dpo: 'functionaris gegevensbescherming',
  },
  en: {
    'privacy-contact': 'privacy contact',
    'privacy-coordinator': 'privacy coordinator',
    'privacy-officer': 'privacy officer',
    dpo: 'data protection officer',
  },
} as const;

/** Adds `/regels`, `/regels/{key}`, and `/regels/{key}/insluiten` (to embed); `?taal=en` for English. */
export function mountPublicRules(app: FastifyInstance, { ownRules, staff }: Dossier, clock: () => number): void {
  app.get('/regels', async (request, reply) => {
    const language = languageOf(request);
    const seen = new Map((await ownRules.list()).map(({ key, file }) => [key, nameIn(file)]));
    const items = [...seen].map(
      ([key, name]) => `<li><a href="/regels/${key}${query(language)}">${escaped(name)}</a></li>`,
    );
    const list = items.length === 0 ? `<p>${WORDS[language].none}</p>` : `<ul>${items.join('')}</ul>`;
    return page(request, reply, `<h1>${WORDS[language].title}</h1>\n${list}\n`);
  });
  app.get<{ Params: { key: string } }>('/regels/:key', async (request, reply) =>
    page(request, reply, await contentOf(request.params.key, languageOf(request))),
  );
  app.get<{ Params: { key: string } }>('/regels/:key/insluiten', async (request, reply) => {
    allowFraming(reply);
    return page(request, reply, await contentOf(request.params.key, languageOf(request)), { framed: true });
  });

  async function contentOf(key: string, language: Language): Promise<string> {
    const date = DAY.format(clock());
    const versions = await ownRules.published(key);
    const counting = versions.find(({ validFrom }) => validFrom <= date) ?? versions.at(-1);
    if (counting === undefined) throw new HttpProblem('not-found');
    return publicPage(
      {
        rules: await ownRules.rulesOn(date, [key]),
        key,
        name: nameIn(counting.file),
        kind: (counting.file as { soort: 'gemeente' | 'overheid_anders' | 'organisatie' }).soort,
        date,
        contacts: (await staff.contacts(counting.organisationId)).map(({ duty, name, reach }) => ({
          name: `${name} (${DUTIES[language][duty]})`,
          reach,
        })),
        askAt: `/mag-dat#organisatie=${key}`,
      },
      language,
    );
  }
}

function page(
  request: FastifyRequest,
  reply: FastifyReply,
  content: string,
  { framed = false }: { framed?: boolean } = {},
): FastifyReply {
  const language = languageOf(request);
  const other = language === 'nl' ? 'en' : 'nl';
  const path = request.url.split('?', 1)[0]!;
  const links = `<p><a href="${escaped(path)}${query(other)}" lang="${other}" hreflang="${other}">${WORDS[language].other}</a></p>`;
  reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=300');
  return reply.send(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${WORDS[language].title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/regels.css">
</head>
<body${framed ? ' class="framed"' : ''}>
<main>
${content}${links}
</main>
</body>
</html>
`);
}

function nameIn(file: unknown): string {
  return (file as { naam: string }).naam;
}

function languageOf(request: FastifyRequest): Language {
  return (request.query as { taal?: unknown }).taal === 'en' ? 'en' : 'nl';
}

function query(language: Language): string {
  return language === 'en' ? '?taal=en' : '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
