/** Addresses of the public pages. English ones stand under /en; pages that run scripts carry the language in the fragment. */

export type Language = 'nl' | 'en';

/** The page "Mag dat?", with a question to start from. */
export function askAddress(language: Language, fragment = ''): string {
  if (language === 'nl' || fragment.includes('&taal=en')) return `/mag-dat${fragment}`;
  return `/mag-dat${fragment === '' ? '#taal=en' : `${fragment}&taal=en`}`;
}

/** A page of explanation; without a name the index. */
export function explainAddress(language: Language, name = ''): string {
  return `${language === 'nl' ? '' : '/en'}/uitleg${name === '' ? '' : `/${name}`}`;
}

/** The question box. */
export function questionAddress(language: Language): string {
  return language === 'nl' ? '/vraag' : '/vraag#taal=en';
}
