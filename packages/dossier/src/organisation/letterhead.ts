/** How an organisation's letters look and sound: its head, its logo, its tone. Public by nature: it stands on every letter. */
import { createHash } from 'node:crypto';
import type { LetterheadRow } from '../db/schema.ts';
import { DossierError } from '../error.ts';
import type { House, ReadHouse } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation, known } from '../staff/in-organisation.ts';

export const TONES = ['formal', 'neutral'] as const;
export type Tone = (typeof TONES)[number];

const MOST_LINES = 6;
const MOST_LINE = 100;
const MOST_LOGO = 40_000;
const MOST_SIDE = 4000;

/** As it was set; bytes of the logo as they were given. */
export interface OwnLetterhead {
  readonly address: readonly string[];
  /** Six hexadecimal digits; null: black. */
  readonly colour: string | null;
  readonly tone: Tone;
  readonly logo: {
    readonly type: 'png' | 'jpg';
    readonly bytes: Uint8Array;
    /** Pixels of the picture itself. */
    readonly width: number;
    readonly height: number;
  } | null;
}

export interface NewLetterhead {
  readonly address: readonly string[];
  readonly colour: string | null;
  readonly tone: Tone;
  /** PNG or JPEG, at most 40,000 bytes; null: none. */
  readonly logo: Uint8Array | null;
}

export interface Letterheads {
  /** Of an organisation; the plain one where none was set. Rejects `organisation-not-found`. */
  of(organisationId: string): Promise<OwnLetterhead>;
  /** Rejects `organisation-not-found`, `letterhead-malformed`, `once-reused`. */
  set(organisationId: string, letterhead: NewLetterhead, asking: Asking): Promise<OwnLetterhead>;
}

const PLAIN: OwnLetterhead = { address: [], colour: null, tone: 'neutral', logo: null };

export function letterheads(house: House): Letterheads {
  return {
    async of(organisationId) {
      await known(house, organisationId);
      return await letterheadOf(house, organisationId);
    },

    async set(organisationId, { address, colour, tone, logo }, asking) {
      const lines = address.map((line) => line.trim()).filter((line) => line !== '');
      const picture = logo === null ? null : pictureIn(logo);
      if (
        lines.length > MOST_LINES ||
        lines.some((line) => line.length > MOST_LINE) ||
        (colour !== null && !/^[0-9a-f]{6}$/.test(colour)) ||
        !TONES.includes(tone) ||
        picture === undefined
      )
        throw new DossierError(
          'letterhead-malformed',
          'Give at most six lines of address, a colour of six digits, and a logo as PNG or JPEG of at most 40 kB.',
        );
      const setAt = house.now();
      const facts = { address: lines, colour, tone, logo: picture && { ...picture, sha256: sha256(logo!) }, setAt };
      const row: LetterheadRow = {
        id: organisationId,
        organisation_id: organisationId,
        address: JSON.stringify(lines),
        colour,
        tone,
        logo,
        logo_type: picture?.type ?? null,
        logo_width: picture?.width ?? null,
        logo_height: picture?.height ?? null,
        set_at: setAt,
      };
      await inOrganisation(
        house,
        organisationId,
        asking,
        'letterhead.set',
        { ...facts, setAt: 0 },
        async ({ tx, write }) => {
          const rows = [
            tx.deleteFrom('letterhead').where('id', '=', organisationId),
            tx.insertInto('letterhead').values(row),
          ];
          await write('letterhead.set', facts, { rows });
          return organisationId;
        },
      );
      return await letterheadOf(house, organisationId);
    },
  };
}

async function letterheadOf(house: ReadHouse, organisationId: string): Promise<OwnLetterhead> {
  const row = await house.database.read
    .selectFrom('letterhead')
    .selectAll()
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) return PLAIN;
  const { logo, logo_type: type, logo_width: width, logo_height: height } = row;
  return {
    address: JSON.parse(row.address) as string[],
    colour: row.colour,
    tone: row.tone as Tone,
    logo:
      logo === null
        ? null
        : { type: type as 'png' | 'jpg', bytes: new Uint8Array(logo), width: width!, height: height! },
  };
}

/** What a picture is by its own first bytes (PNG, ISO 15948 11.2.2; JPEG, T.81 B.2.2); undefined where it is neither. */
function pictureIn(bytes: Uint8Array): { type: 'png' | 'jpg'; width: number; height: number } | undefined {
  if (bytes.length < 33 || bytes.length > MOST_LOGO) return undefined;
  const data = Buffer.from(bytes);
  const found =
    data.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n'
      ? { type: 'png' as const, width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
      : jpegIn(data);
  if (found === undefined || !(found.width > 0 && found.height > 0)) return undefined;
  return found.width <= MOST_SIDE && found.height <= MOST_SIDE ? found : undefined;
}

function jpegIn(data: Buffer): { type: 'jpg'; width: number; height: number } | undefined {
  if (data.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < data.length && data[at] === 0xff) {
    const marker = data[at + 1]!;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { type: 'jpg', height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
    at += 2 + Math.max(2, data.readUInt16BE(at + 2));
  }
  return undefined;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
