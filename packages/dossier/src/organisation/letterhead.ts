/** How an organisation's letters look and sound: its head, its logo, its tone. Public by nature: it stands on every letter. */
import { createHash } from 'node:crypto';
import { DossierError } from '../error.ts';
import type { House, ReadHouse } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation, known } from '../staff/in-organisation.ts';
import { type Picture, pictureIn } from './picture.ts';
import type { LetterheadRow } from './tables.ts';

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
      const picture = logo === null ? null : logoIn(logo);
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

/** A logo that is small enough to stand on every letter; undefined where it is none. */
function logoIn(bytes: Uint8Array): Picture | undefined {
  const found = bytes.length <= MOST_LOGO ? pictureIn(bytes) : undefined;
  return found !== undefined && found.width <= MOST_SIDE && found.height <= MOST_SIDE ? found : undefined;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
