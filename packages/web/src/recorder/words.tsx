/** The recorder's words in the chosen language. Both are in the first load: without network nothing can be fetched. */
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { keep, kept } from '../kept.ts';
import { recorderEn } from '../language/recorder.en.ts';
import { type RecorderWords, recorderNl } from '../language/recorder.nl.ts';

const Context = createContext<{ words: RecorderWords; choose: (code: 'nl' | 'en') => void }>({
  words: recorderNl,
  choose: () => undefined,
});

/** The words of the chosen language. */
export function useWords(): RecorderWords {
  return use(Context).words;
}

/** For `Accept-Language`. */
export function chosenLanguage(): 'nl' | 'en' {
  return kept('language') === 'en' ? 'en' : 'nl';
}

export function WordsProvider({ children, page }: { children: ReactNode; page?: 'fingerprint' }) {
  const [code, setCode] = useState(chosenLanguage);
  const words = code === 'en' ? recorderEn : recorderNl;
  useEffect(() => {
    document.documentElement.lang = code;
    document.title = `${page === undefined ? words.title : words[page].title} · Woordelijk`;
  }, [code, words, page]);
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
