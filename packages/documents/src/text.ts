/** A document as plain text: to copy into a mail of one's own, or to read aloud. */
import { type Block, blocksOf, type Document, type Letterhead } from './document.ts';

/** The text, with an empty line between its pieces. */
export function toText(document: Document, letterhead: Letterhead): string {
  const head = [letterhead.name, ...letterhead.address].join('\n');
  return `${[head, document.title.toUpperCase(), ...blocksOf(document, letterhead).map(textOf)].join('\n\n')}\n`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'quote':
      return block.text.replace(/^/gm, '> ');
    case 'signatures':
      return block.lines
        .map(({ role, name }) => `${name === undefined ? role : `${name}, ${role}`}: ____________________`)
        .join('\n');
  }
}
