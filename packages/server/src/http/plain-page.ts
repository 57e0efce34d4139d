/** Pages that the server writes itself: plain HTML, of use without scripts. Content is made of escaped text only. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from './problems.ts';

const OTHER = { nl: 'English', en: 'Nederlands' } as const;
/** Ways on from a page that stands by itself: the other public pages, each for everybody. */
const WAYS = {
  nl: {
    name: 'Meer voor iedereen',
    ways: [
      ['/mag-dat', 'Mag dat?'],
      ['/uitleg', 'Uitleg over opnemen'],
      ['/regels', 'Regels van organisaties'],
      ['/wij-nemen-op', 'Wie neemt op?'],
      ['/vraag', 'Stel een vraag'],
    ],
  },
  en: {
    name: 'More, for everybody',
    ways: [
      ['/mag-dat#taal=en', 'Is that allowed?'],
      ['/en/uitleg', 'About recording'],
      ['/regels?taal=en', 'Rules of organisations'],
      ['/wij-nemen-op?taal=en', 'Who records?'],
      ['/vraag#taal=en', 'Ask a question'],
    ],
  },
} as const;

export interface PlainPage {
  readonly title: string;
  /** HTML; what comes from outside went through `escaped`. */
  readonly content: string;
  /** To be shown within another site's page. */
  readonly framed?: boolean;
}

/** Sends a page with a link to itself in the other language. Caching and status are the caller's. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { title, content, framed = false }: PlainPage,
): FastifyReply {
  const language = pageLanguage(request);
  const other = language === 'nl' ? 'en' : 'nl';
  const path = request.url.split('?', 1)[0]!;
  const links = `<p><a href="${escaped(path)}${languageQuery(other)}" lang="${other}" hreflang="${other}">${OTHER[language]}</a></p>`;
  const { name, ways } = WAYS[language];
  const on = ways.map(([to, text]) => `<li><a href="${to}">${text}</a></li>`).join('');
  const onward = framed ? '' : `<nav aria-label="${name}"><ul>${on}</ul></nav>\n`;
  reply.type('text/html; charset=utf-8');
  return reply.send(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/regels.css">
</head>
<body${framed ? ' class="framed"' : ''}>
<main>
${content}${links}
</main>
${onward}</body>
</html>
`);
}

/** By `?taal=en`. */
export function pageLanguage(request: FastifyRequest): Language {
  return (request.query as { taal?: unknown }).taal === 'en' ? 'en' : 'nl';
}

export function languageQuery(language: Language): string {
  return language === 'en' ? '?taal=en' : '';
}

/** Text as HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
