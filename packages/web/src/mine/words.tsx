/** The page's words in the chosen language. */
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { keep, kept } from '../kept.ts';
import { mineEn } from '../language/mine.en.ts';
import { type MineWords, mineNl } from '../language/mine.nl.ts';

const Context = createContext<{ words: MineWords; choose: (code: 'nl' | 'en') => void }>({
  words: mineNl,
  choose: () => undefined,
});

/** The words of the chosen language. */
export function useWords(): MineWords {
  return use(Context).words;
}

/** For `Accept-Language`. */
export function chosenLanguage(): 'nl' | 'en' {
  return kept('language') === 'en' ? 'en' : 'nl';
}

/** `title`: of the page, in its words. */
export function WordsProvider({
  title = (words) => words.title,
  children,
}: {
  title?: (words: MineWords) => string;
  children: ReactNode;
}) {
  const [code, setCode] = useState(chosenLanguage);
  const words = code === 'en' ? mineEn : mineNl;
  useEffect(() => {
    document.documentElement.lang = code;
    document.title = `${title(words)} · Woordelijk`;
  }, [code, words, title]);
  const choose = (language: 'nl' | 'en') => {
    keep('language', language);
    setCode(language);
  };
  return <Context value={{ words, choose }}>{children}</Context>;
}

/** Dutch or English. */
export function LanguageSwitch() {
  const { words, choose } = use(Context);
  return (
    <fieldset className="w-switch">
      <legend className="w-unseen">{words.language}</legend>
      {(['nl', 'en'] as const).map((code) => (
        <button key={code} type="button" lang={code} aria-pressed={words.code === code} onClick={() => choose(code)}>
          <span aria-hidden="true">{code.toUpperCase()}</span>
          <span className="w-unseen">{code === 'nl' ? 'Nederlands' : 'English'}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** "20 november 2026 om 14:03", in Dutch time. */
export function useMoment(): (at: string) => string {
  const { locale } = useWords();
  const form = new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' });
  return (at) => form.format(new Date(at));
}
