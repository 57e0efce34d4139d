/** The built pages: read once at the start (a few hundred kB) and served from memory, so that no path can lead elsewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type PageRights, setPageRights } from './doorman.ts';

const MEDIA: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
/** What single pages may do beyond others, by their address. */
const RIGHTS: Readonly<Record<string, PageRights>> = {
  '/mag-dat': { workers: true },
  '/opnemen': { workers: true, microphone: true, ownSound: true },
};
/** Pages of the staff application (index.html), beside the list and a talk; any other address is its 404 page. */
const NAMED = [
  'afspraken',
  'bewaren',
  'controle',
  'documenten',
  'eerste-beheerder',
  'eigen-regels',
  'incidenten',
  'instellingen',
  'kwaliteit',
  'mensen',
  'mijn-opnamen',
  'ondernemingsraad',
  'opnameplan',
  'over',
  'plannen',
  'privacy',
  'toezicht',
  'uitnodiging',
  'verwerkers',
  'verzoeken',
  'vragen',
];
const PAGES = new RegExp(`^/($|(gesprekken|verzoeken)/[^/]+$|(${NAMED.join('|')})$)`);

/** The pages were not built. */
export class WebNotBuilt extends Error {
  readonly code = 'web-not-built';
  constructor(folder: string) {
    super(
      `The pages are not built: ${join(folder, 'index.html')} is missing. Run npm start, or build packages/web with Vite.`,
    );
    this.name = 'WebNotBuilt';
  }
}

interface WebFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  /** Compressed at build time. */
  readonly packed: { readonly br?: Buffer; readonly gzip?: Buffer };
  readonly immutable: boolean;
  readonly rights?: PageRights;
}

/**
 * Adds the pages to `app`: files below their own address, other HTML files without their ending (`/uitleg/x.html` at
 * `/uitleg/x`, `/uitleg/index.html` at `/uitleg`), the top index.html for the rest. Throws WebNotBuilt.
 */
export function mountWeb(
  app: FastifyInstance,
  folder: string,
): (request: FastifyRequest, reply: FastifyReply) => unknown {
  const files = readFiles(folder);
  const index = files.get('/index.html');
  if (index === undefined) throw new WebNotBuilt(folder);
  for (const [path, file] of files)
    if (path !== '/index.html') app.get(path, (request, reply) => send(file, request, reply));
  app.get('/', (request, reply) => send(index, request, reply));
  return (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    return send(index, request, reply.code(PAGES.test(path) ? 200 : 404));
  };
}

function send(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const packing =
    file.packed.br && /\bbr\b/.test(accepted)
      ? 'br'
      : file.packed.gzip && /\bgzip\b/.test(accepted)
        ? 'gzip'
        : undefined;
  reply.type(file.mediaType).header('vary', 'accept-encoding');
  if (file.rights) setPageRights(reply, file.rights);
  reply.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-store');
  if (packing === undefined) return reply.send(file.bytes);
  return reply.header('content-encoding', packing).send(file.packed[packing]);
}

function readFiles(folder: string): Map<string, WebFile> {
  const files = new Map<string, WebFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const mediaType = MEDIA[extname(entry.name)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const file = `/${relative(folder, full).split(sep).join('/')}`;
    const path = file === '/index.html' ? file : file.replace(/(\/index)?\.html$/, '');
    const rights = RIGHTS[path];
    const packed = (ending: string) => (existsSync(full + ending) ? readFileSync(full + ending) : undefined);
    const br = packed('.br');
    const gzip = packed('.gz');
    files.set(path, {
      bytes: readFileSync(full),
      mediaType,
      packed: { ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) },
      immutable: path.startsWith('/assets/'),
      ...(rights ? { rights } : {}),
    });
  }
  return files;
}
