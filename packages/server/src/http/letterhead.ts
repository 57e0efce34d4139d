/** The letterhead of an organisation: over HTTP, and as the documents want it. */
import type { Letterhead as OnTheWire } from '@woordelijk/api';
import type { Language, Letterhead } from '@woordelijk/documents';
import type { Dossier, OwnLetterhead } from '@woordelijk/dossier';
import { type Handlers, onceOf } from './mount.ts';

/** As a logo is drawn, at most, in pixels. */
const WIDTH = 240;
const HEIGHT = 80;

/** Handlers for letterheads. */
export function letterheadHandlers({ letterheads }: Dossier): Pick<Handlers, 'getLetterhead' | 'setLetterhead'> {
  return {
    getLetterhead: async ({ params }) => onTheWire(await letterheads.of(params.organisationId)),
    async setLetterhead({ params, body, visitor, request }) {
      const logo = body.logo === null ? null : new Uint8Array(Buffer.from(body.logo, 'base64'));
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return onTheWire(await letterheads.set(params.organisationId, { ...body, logo }, asking));
    },
  };
}

/** The head of an organisation's letters. */
export async function letterheadFor(
  { letterheads }: Dossier,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Letterhead> {
  const { address, colour, tone, logo } = await letterheads.of(id);
  if (logo === null) return { name, address, tone, ...(colour === null ? {} : { colour }) };
  const scale = Math.min(1, WIDTH / logo.width, HEIGHT / logo.height);
  const drawn = {
    type: logo.type,
    bytes: logo.bytes,
    width: Math.max(1, Math.round(logo.width * scale)),
    height: Math.max(1, Math.round(logo.height * scale)),
  };
  return { name, address, tone, logo: drawn, ...(colour === null ? {} : { colour }) };
}

/** Whom to ask: the first contact of the organisation, or its desk. */
export async function contactFor(
  { staff }: Dossier,
  { id, name }: { readonly id: string; readonly name: string },
  language: Language,
): Promise<{ readonly name: string; readonly reach: string }> {
  const [contact] = await staff.contacts(id);
  return contact ?? { name, reach: language === 'nl' ? 'vraag het aan de balie' : 'ask at the desk' };
}

function onTheWire({ logo, address, ...rest }: OwnLetterhead): OnTheWire {
  return { ...rest, address: [...address], logo: logo === null ? null : Buffer.from(logo.bytes).toString('base64') };
}
