/**
 * What travels over HTTP, as zod schemas: those that several areas share; an area's own stand beside its routes. Times are RFC
 * 3339 in UTC with milliseconds; lengths are milliseconds; ids are UUIDv7 text. All text in a talk came off a telephone wire:
 * it is text, never markup.
 */
import * as z from 'zod/mini';

// A browser with a strict Content-Security-Policy forbids `new Function`, which zod otherwise tries at the first parse.
z.config({ jitless: true });

/** An id in a path or body. */
export const id = z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/));
/** Years that this house can tell days in: what lies outside is a mistake, and breaks calendars. */
const within = (text: string) => text >= '1900' && text < '2200';
/** A moment: RFC 3339. */
export const moment = z.iso.datetime({ offset: true }).check(z.refine(within));
/** A day that there is: YYYY-MM-DD. */
export const day = z.iso.date().check(z.refine(within));

/** Words in both languages. */
export const said = z.object({ nl: z.string(), en: z.string() });
/** Text that somebody typed: of at least one and at most so many characters. */
export const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

/** Why somebody reads a recording or what is known of it (doel); it stands in the ledger with the reading. */
export const PurposeName = z.enum([
  'talk',
  'request',
  'complaint',
  'oversight',
  'archive',
  'operation',
  'evidence',
  'agreements',
  'account',
  'training',
  'quality',
  'staff-review',
]);
export type PurposeName = z.infer<typeof PurposeName>;

/** As a query parameter of what is a reading. */
export const purpose = z
  .optional(PurposeName)
  .check(z.describe('What the reading is for; the usual one of your role when absent'));
/** Query of a reading that asks for nothing else. */
export const ReadingQuery = z.object({ purpose });

/** Path parameter of everything below one talk. */
export const TalkParams = z.object({ talkId: id.check(z.describe('Id of the talk')) });
/** Path parameter of everything below one organisation. */
export const OrganisationParams = z.object({ organisationId: id.check(z.describe('Id of the organisation')) });

export const Organisation = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['unassigned', 'demo', 'organisation']),
    sector: z
      .nullable(z.enum(['gemeente', 'overheid_anders', 'organisatie']))
      .check(z.describe('What it is to the law; null: not told yet')),
  })
  .register(z.globalRegistry, {
    id: 'Organisation',
    description: 'Whose talks these are. Calls on unknown lines land in the unassigned one.',
  });
export type Organisation = z.infer<typeof Organisation>;
export const Organisations = z
  .object({ items: z.array(Organisation) })
  .register(z.globalRegistry, { id: 'Organisations' });

/** Why a recording is locked to everyone. */
export const lockedBecause = z
  .enum(['private', 'not-kept'])
  .check(z.describe('The talk was private, or who recorded it did not keep it'));
