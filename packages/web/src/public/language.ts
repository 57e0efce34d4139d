/** The language of a public page that runs scripts: from its link, or as chosen before. */
import { useEffect, useState } from 'react';
import { keep, kept } from '../kept.ts';
import { type PublicWords, publicNl } from '../language/public.nl.ts';

/** The words to begin with. */
export async function firstWords(): Promise<PublicWords> {
  const asked = new URLSearchParams(location.hash.slice(1)).get('taal');
  return wordsOf(asked === 'nl' || asked === 'en' ? asked : kept('language'));
}

/** The words, and a way to change language. Keeps the page's own language and its title's in step. */
export function useLanguage(first: PublicWords, title: (words: PublicWords) => string) {
  const [words, setWords] = useState(first);
  useEffect(() => {
    document.documentElement.lang = words.code;
    document.title = `${title(words)} · Woordelijk`;
  }, [words, title]);
  const toggle = () => {
    const language = words.code === 'nl' ? 'en' : 'nl';
    keep('language', language);
    void wordsOf(language).then(setWords);
  };
  return { words, toggle };
}

function wordsOf(language: string | undefined): Promise<PublicWords> {
  if (language !== 'en') return Promise.resolve(publicNl);
  return import('../language/public.en.ts').then((m) => m.publicEn).catch(() => publicNl);
}
