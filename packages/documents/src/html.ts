/** A document as one HTML file of its own: readable on any screen, by a screen reader, and on paper. */
import { type Block, blocksOf, type Document, type Letterhead } from './document.ts';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
header { margin-bottom: 2.5rem; } header p { margin: 0; }
dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid currentColor; white-space: pre-line; overflow-wrap: anywhere; }
.sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 2rem; margin-top: 3rem; }
.sign p { margin: 0; border-top: 1px solid currentColor; padding-top: .4rem; margin-top: 3rem; }
.note { font-size: .9375rem; margin-top: 2rem; border-top: 1px solid currentColor; padding-top: .75rem; overflow-wrap: anywhere; }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; } }
`;

/** The file's text. It holds its own style and logo, and asks for nothing from anywhere. */
export function toHtml(document: Document, letterhead: Letterhead): string {
  const { logo, colour } = letterhead;
  const picture =
    logo === undefined
      ? ''
      : `<img alt="" width="${logo.width}" height="${logo.height}" src="data:image/${logo.type === 'png' ? 'png' : 'jpeg'};base64,${base64(logo.bytes)}">\n`;
  const tint =
    colour !== undefined && /^[0-9a-f]{6}$/i.test(colour)
      ? ` @media print, (prefers-color-scheme: light) { h1 { color: #${colour}; } }`
      : '';
  const lines = [letterhead.name, ...letterhead.address].map((line) => `<p>${escaped(line)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.title)}</title>
<style>${STYLE}${tint}</style>
</head>
<body>
<header>
${picture}${lines}
</header>
<main>
${content(document, blocksOf(document, letterhead))}
</main>
</body>
</html>
`;
}

/** Its title and pieces alone, to stand within a page: no frame, no style, no letterhead. */
export function toHtmlContent(document: Document): string {
  return content(document, document.blocks);
}

function content({ title }: Document, blocks: readonly Block[]): string {
  return [`<h1>${escaped(title)}</h1>`, ...blocks.map(htmlOf)].join('\n');
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.rows.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
    case 'quote':
      return `<blockquote>${escaped(block.text)}</blockquote>`;
    case 'signatures':
      return `<div class="sign">${block.lines.map(({ role, name }) => `<p>${escaped(name === undefined ? role : `${name}, ${role}`)}</p>`).join('')}</div>`;
    case 'note':
      return `<p class="note">${escaped(block.text)}</p>`;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
