/** The words of the public pages, for whatever is below the provider. */
import { createContext, use } from 'react';
import { type PublicWords, publicNl } from '../language/public.nl.ts';

export const WordsContext = createContext<PublicWords>(publicNl);

/** The words of the language in which this page is shown. */
export function usePublicWords(): PublicWords {
  return use(WordsContext);
}

/** A day in words, such as 22 november 2026. */
export function dayText(date: string, { locale }: PublicWords): string {
  const day = new Date(`${date}T12:00:00Z`);
  return day.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
