/** A document as every route gives it: as a page, as .docx, or as text, in either language. */
import * as z from 'zod/mini';

/** In which form and language. */
export const WrittenQuery = z.object({
  as: z.optional(z.enum(['html', 'docx', 'txt'])).check(z.describe('html when absent')),
  language: z.optional(z.enum(['nl', 'en'])).check(z.describe('nl when absent')),
});

/** The answer to it. */
export const written = {
  kind: 'bytes',
  mediaTypes: [
    'text/html; charset=utf-8',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'text/plain; charset=utf-8',
  ],
  ranges: false,
} as const;
