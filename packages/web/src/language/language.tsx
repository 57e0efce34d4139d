/** Which language the pages speak. Kept in this browser; Dutch until somebody chooses. */
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { keep, kept } from '../kept.ts';
import { nl, type Words } from './nl.ts';

export type Language = 'nl' | 'en';

interface Choice {
  readonly words: Words;
  readonly choose: (language: Language) => void;
}

const Context = createContext<Choice>({ words: nl, choose: () => undefined });

/** The words of the chosen language. */
export function useWords(): Words {
  return use(Context).words;
}

/** Changes the language. */
export function useLanguageChoice(): Choice['choose'] {
  return use(Context).choose;
}

/** For `Accept-Language`, outside React. */
export function chosenLanguage(): Language {
  return kept('language') === 'en' ? 'en' : 'nl';
}

/** Fetches the words of the language chosen before; falls back on Dutch when that fails. */
export async function loadWords(): Promise<Words> {
  if (chosenLanguage() === 'nl') return nl;
  return import('./en.ts').then((m) => m.en).catch(() => nl);
}

export function LanguageProvider({ first, children }: { first: Words; children: ReactNode }) {
  const [words, setWords] = useState(first);
  useEffect(() => {
    document.documentElement.lang = words.code;
  }, [words]);
  const choose = (language: Language) => {
    keep('language', language);
    void loadWords().then(setWords);
  };
  return <Context value={{ words, choose }}>{children}</Context>;
}

/** Which of two texts somebody reads who has these words. */
export function languageOf({ code }: Words): Language {
  return code === 'en' ? 'en' : 'nl';
}
