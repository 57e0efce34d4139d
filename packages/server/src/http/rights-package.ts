/** What is handed over on a request: a folder for each talk with its sound and what is known of it, and the decision. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { toDocx, toHtml } from '@woordelijk/documents';
import {
  type Actor,
  type CopyFile,
  type Dossier,
  type HandedWay,
  hasPackage,
  type RightsRequest,
} from '@woordelijk/dossier';
import { dayOf } from '@woordelijk/rules';
import type { FastifyReply } from 'fastify';
import { letterheadFor } from './letterhead.ts';
import { organisationOf } from './organisations.ts';
import { HttpProblem } from './problems.ts';
import { rightsLetter } from './rights-letters.ts';
import { type ZipEntry, zip } from './zip.ts';

const FOR = 'request';
/** Of pakket.json and gegevens.json: docs/spec/rights-package.md. */
const FORMAT = 'woordelijk-pakket/1';

/**
 * Sends it as a zip. With `taken` its holder takes it by a page of their own: when the last byte is out, that is written down
 * with the SHA-256 of what was sent, and closes the request. Throws `rights-request-step` where nothing was granted.
 */
export async function sendPackage(
  dossier: Dossier,
  request: RightsRequest,
  actor: Actor,
  reply: FastifyReply,
  taken?: Extract<HandedWay, 'own-page' | 'staff-page'>,
): Promise<FastifyReply> {
  if (!hasPackage(request)) throw new HttpProblem('rights-request-step');
  const content = zip(await entriesOf(dossier, request, actor), request.decision!.at);
  const done = async (sha256: string) => {
    if (taken !== undefined) await dossier.rights.handOver(request.id, { way: taken, sha256 }, { actor });
  };
  const sent = Readable.from(hashed(content, done), { objectMode: false });
  sent.on('close', () => content.destroy()); // who leaves before the first byte is read leaves the files open otherwise
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="verzoek-${request.id.slice(-8)}.zip"`)
    .send(sent);
}

async function* hashed(content: AsyncIterable<Uint8Array>, done: (sha256: string) => Promise<void>) {
  const hash = createHash('sha256');
  for await (const part of content) {
    hash.update(part);
    yield part;
  }
  await done(hash.digest('hex'));
}

async function entriesOf(dossier: Dossier, request: RightsRequest, actor: Actor): Promise<ZipEntry[]> {
  const letter = (await rightsLetter(dossier, request, 'decision', 'nl'))!;
  const head = await letterheadFor(dossier, await organisationOf(dossier, request.organisationId));
  const entries: ZipEntry[] = [
    file('beslissing.html', toHtml(letter, head)),
    file('beslissing.docx', await toDocx(letter, head)),
  ];
  const folders: { map: string; gesprek: string; gegeven: string }[] = [];
  let number = 0;
  for (const { talk: talkId, give, edit } of request.decision!.talks) {
    if (give === 'none') continue;
    const { startedAt } = await dossier.talk(talkId);
    const folder = `gesprek-${++number}-${dayOf(startedAt)}`;
    folders.push({ map: folder, gesprek: talkId, gegeven: give === 'masked' ? 'gemaskeerd' : 'geheel' });
    const into = ({ name, content }: CopyFile, below = '') => ({ name: `${folder}/${below}${name}`, content });
    if (give === 'masked') {
      entries.push(...(await dossier.edits.copy(talkId, edit!, 'mp3', actor, FOR)).map((one) => into(one)));
    } else {
      entries.push(...(await dossier.copy(talkId, 'mp3', actor, FOR)).map((one) => into(one)));
      // Whoever asks for a copy gets the one that can be checked, too.
      if (request.kind !== 'access')
        entries.push(...(await dossier.copy(talkId, 'legs', actor, FOR)).map((one) => into(one, 'exacte-kopie/')));
    }
    entries.push(file(`${folder}/gegevens.json`, JSON.stringify(await known(dossier, request, talkId, give), null, 2)));
    for (const reading of (await dossier.rights.readings(talkId)).filter(({ name }) => name === request.name))
      entries.push(file(`${folder}/eigen-lezing-${reading.request.slice(-8)}.txt`, reading.text));
  }
  return [file('pakket.json', JSON.stringify(contents(request, folders), null, 2)), ...entries];
}

/** What the package is, for a program that takes it in (AVG 20 (1)). */
function contents({ id, kind, name, receivedAt, decision }: RightsRequest, folders: readonly object[]) {
  return {
    formaat: FORMAT,
    verzoek: { id, soort: kind, van: name, ontvangen: new Date(receivedAt).toISOString() },
    beslissing: { uitkomst: decision!.outcome, genomen: new Date(decision!.at).toISOString() },
    gesprekken: folders,
  };
}

/** What is known of a talk, for people and machines (AVG 15 (1), 20 (1)). Others are named where they are heard. */
async function known(dossier: Dossier, request: RightsRequest, talkId: string, give: 'whole' | 'masked') {
  const talk = await dossier.talk(talkId);
  const kept = await dossier.retention.of(talkId);
  const mine = (name: string | null, number: string | null) =>
    name === request.name || (number !== null && number === request.number);
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const spoken = (await dossier.absents.of(talkId)).filter(
    ({ state, name }) => state !== 'struck' && name === request.name,
  );
  return {
    formaat: FORMAT,
    gesprek: talkId,
    zaak: await dossier.cases.of(talkId),
    organisatie: talk.organisation.name,
    begin: at(talk.startedAt),
    einde: at(talk.endedAt),
    onderwerp: talk.subject ?? null,
    deelnemers: talk.parties.map(({ name, number }) =>
      mine(name, number) || give === 'whole' ? { naam: name, nummer: mine(name, number) ? number : null } : 'een ander',
    ),
    over_u: spoken.map(({ about, stretches }) => ({ gegevens: about, plaatsen_ms: stretches })),
    herkomst: 'opgenomen tijdens het gesprek',
    doelen: kept.uses.map(({ words, until }) => ({ doel: words.nl, tot: at(until) })),
    wordt_vernietigd: at(kept.dueAt),
    wie_luisterde: (await dossier.ledger(talkId)).flatMap(({ act, at: when, actor, detail }) =>
      HEARD.has(act) ? [{ wanneer: at(when), wat: act, wie: sideOf(actor), doel: purposeOf(detail) }] : [],
    ),
  };
}

const HEARD: ReadonlySet<string> = new Set([
  'sound.played',
  'copy.made',
  'copy.handed-out',
  'edit.played',
  'edit.copied',
  'share.opened',
  'share.downloaded',
]);

function purposeOf(detail: { readonly purpose?: unknown } | null): unknown {
  return detail?.purpose ?? null;
}

/** Not who of the staff: that is theirs. */
function sideOf(actor: Actor): string {
  if (actor.startsWith('link:')) return 'iemand van het gesprek, via de eigen pagina';
  if (actor.startsWith('share:')) return 'iemand met wie is gedeeld';
  return 'de organisatie';
}

function file(name: string, content: string | Uint8Array): ZipEntry {
  return {
    name,
    async *content() {
      yield Buffer.from(content);
    },
  };
}
