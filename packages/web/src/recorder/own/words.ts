import { ownEn } from '../../language/own.en.ts';
import { type OwnWords, ownNl } from '../../language/own.nl.ts';
import { useWords } from '../words.tsx';

/** The words of the other side's recorder, in the language of the page. */
export function useOwnWords(): OwnWords {
  return useWords().code === 'en' ? ownEn : ownNl;
}
