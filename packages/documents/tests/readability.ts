/**
 * How easy a Dutch text reads: the score of Flesch as Douma set it for Dutch (1960). 0 to 100; from 60 on most adults read
 * it with ease, which fits B1.
 */
export function readability(text: string): { score: number; words: number; longest: number } {
  const sentences = text
    .replace(/\S+@\S+/g, '') // an address is no language
    .split(/[.!?:]+(?:\s|$)|\n+/)
    .map((part) => part.match(/[\p{L}’'-]+/gu) ?? [])
    .filter((words) => words.length > 2);
  const words = sentences.flat();
  const syllables = words.reduce((sum, word) => sum + (word.match(/[aeiouyáéíóúàèëïöü]+/giu)?.length ?? 1), 0);
  const score = 206.84 - 0.93 * (words.length / sentences.length) - 77 * (syllables / words.length);
  return { score, words: words.length, longest: Math.max(...sentences.map(({ length }) => length)) };
}
