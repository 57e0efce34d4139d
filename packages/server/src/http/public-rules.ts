/**
 * The pages on which organisations tell their rules to everybody (spelregel 2): by themselves, and without a frame of ours
 * to be shown within the organisation's own site. Plain HTML, of use without scripts.
 */
import type { Dossier } from '@woordelijk/dossier';
import { dayOf, publicPage } from '@woordelijk/rules';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { allowFraming } from './doorman.ts';
import { escaped, languageQuery, pageLanguage, sendPage } from './plain-page.ts';
import { HttpProblem, type Language } from './problems.ts';

const WORDS = {
  nl: {
    title: 'Regels voor het opnemen van gesprekken',
    none: 'Er zijn nog geen regels gepubliceerd.',
  },
  en: { title: 'Rules for recording talks', none: 'No rules were published yet.' },
} as const;

/** What somebody who is listed can be asked for. */
export const DUTIES = {
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
    const language = pageLanguage(request);
    const seen = new Map((await ownRules.list()).map(({ key, file }) => [key, nameIn(file)]));
    const items = [...seen].map(
      ([key, name]) => `<li><a href="/regels/${key}${languageQuery(language)}">${escaped(name)}</a></li>`,
    );
    const list = items.length === 0 ? `<p>${WORDS[language].none}</p>` : `<ul>${items.join('')}</ul>`;
    return page(request, reply, `<h1>${WORDS[language].title}</h1>\n${list}\n`);
  });
  app.get<{ Params: { key: string } }>('/regels/:key', async (request, reply) =>
    page(request, reply, await contentOf(request.params.key, pageLanguage(request))),
  );
  app.get<{ Params: { key: string } }>('/regels/:key/insluiten', async (request, reply) => {
    allowFraming(reply);
    return page(request, reply, await contentOf(request.params.key, pageLanguage(request)), { framed: true });
  });

  async function contentOf(key: string, language: Language): Promise<string> {
    const date = dayOf(clock());
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
  reply.header('cache-control', 'public, max-age=300');
  return sendPage(request, reply, { title: WORDS[pageLanguage(request)].title, content, framed });
}

function nameIn(file: unknown): string {
  return (file as { naam: string }).naam;
}
