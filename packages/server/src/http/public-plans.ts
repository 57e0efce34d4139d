/**
 * The pages on which organisations tell everybody what they record, what for, and how long they keep it: the approved text
 * of each recording plan that is live. Plain HTML, without a login, of use without scripts; may be shown in another site.
 */
import { toHtmlContent } from '@woordelijk/documents';
import type { Dossier } from '@woordelijk/dossier';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allowFraming } from './doorman.ts';
import { informationPageOf } from './house-papers.ts';
import { escaped, languageQuery, pageLanguage, sendPage } from './plain-page.ts';
import { HttpProblem } from './problems.ts';

const WORDS = {
  nl: {
    title: 'Welke gesprekken worden opgenomen?',
    none: 'Geen enkele organisatie neemt hier nu gesprekken op.',
    may: 'Mag u zelf ons gesprek opnemen? Kijk wat er geldt.',
  },
  en: {
    title: 'Which talks are recorded?',
    none: 'No organisation records talks here now.',
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
  dossier: Dossier,
  id: string,
  request: FastifyRequest,
): Promise<{ title: string; content: string }> {
  const organisation = (await dossier.organisations()).find((one) => one.id === id && one.kind === 'organisation');
  if (organisation === undefined) throw new HttpProblem('not-found');
  const language = pageLanguage(request);
  const document = await informationPageOf(dossier, organisation, language);
  const may = `<p><a href="/mag-dat">${WORDS[language].may}</a></p>\n`;
  return { title: document.title, content: `${toHtmlContent(document)}\n${may}` };
}
