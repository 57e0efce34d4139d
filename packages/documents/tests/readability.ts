import type { Block, Document } from '@woordelijk/documents';

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

/** All words of a block, piece by piece. */
export function piecesOf(block: Block): string[] {
  switch (block.kind) {
    case 'list':
      return [...block.items];
    case 'facts':
      return block.rows.flat();
    case 'signatures':
      return block.lines.map(({ role, name }) => (name === undefined ? role : `${name}, ${role}`));
    default:
      return block.text.split('\n');
  }
}

/** The sentences of a document: no facts, no names to sign, nobody's own words. */
export function proseOf({ blocks }: Document): string {
  return blocks
    .flatMap((block) =>
      block.kind === 'text' || block.kind === 'list' || block.kind === 'note' ? piecesOf(block) : [],
    )
    .join('\n');
}
