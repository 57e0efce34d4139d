/** A document as .docx (ECMA-376), for who edits or files it in an office program. */
import {
  AlignmentType,
  BorderStyle,
  Document as File,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, blocksOf, type Document, type Letterhead } from './document.ts';

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER };

/** The file's bytes. */
export async function toDocx(document: Document, letterhead: Letterhead): Promise<Uint8Array> {
  const { logo, colour = '000000' } = letterhead;
  const head = [
    ...(logo === undefined
      ? []
      : [
          new Paragraph({
            children: [
              new ImageRun({
                type: logo.type,
                data: logo.bytes,
                transformation: { width: logo.width, height: logo.height },
                altText: { name: 'logo', title: letterhead.name, description: letterhead.name },
              }),
            ],
          }),
        ]),
    ...[letterhead.name, ...letterhead.address].map((line) => new Paragraph({ text: clean(line) })),
  ];
  const file = new File({
    title: clean(document.title),
    creator: clean(letterhead.name),
    styles: {
      default: {
        document: {
          run: { font: 'Arial', size: 22, language: { value: document.language === 'nl' ? 'nl-NL' : 'en-GB' } },
        },
        title: { run: { size: 36, bold: true, color: colour }, paragraph: { spacing: { before: 480, after: 240 } } },
        heading1: { run: { size: 26, bold: true }, paragraph: { spacing: { before: 320, after: 120 } } },
      },
    },
    numbering: {
      config: [
        {
          reference: 'dots',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '\u2022',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 360, hanging: 260 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        children: [
          ...head,
          new Paragraph({ text: clean(document.title), heading: HeadingLevel.TITLE }),
          ...blocksOf(document, letterhead).flatMap(paragraphsOf),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

function paragraphsOf(block: Block): (Paragraph | Table)[] {
  const spacing = { after: 160 };
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: clean(block.text), heading: HeadingLevel.HEADING_1 })];
    case 'text':
      return [new Paragraph({ text: clean(block.text), spacing })];
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({ text: clean(item), numbering: { reference: 'dots', level: 0 }, spacing: { after: 60 } }),
      );
    case 'facts':
      return [facts(block.rows), new Paragraph({ text: '' })];
    case 'quote':
      return block.text.split('\n').map(
        (line) =>
          new Paragraph({
            children: [new TextRun({ text: clean(line), italics: true })],
            indent: { left: 400 },
            border: { left: { style: BorderStyle.SINGLE, size: 12, color: '808080', space: 8 } },
          }),
      );
    case 'signatures':
      return block.lines.map(
        ({ role, name }) =>
          new Paragraph({
            text: clean(name === undefined ? role : `${name}, ${role}`),
            spacing: { before: 1200 },
            border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 6 } },
          }),
      );
    case 'note':
      return [
        new Paragraph({ children: [new TextRun({ text: clean(block.text), size: 18 })], spacing: { before: 320 } }),
      ];
  }
}

function facts(rows: readonly (readonly [string, string])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [2800, 6200],
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
    rows: rows.map(
      ([label, value]) =>
        new TableRow({
          children: [
            new TableCell({
              width: { size: 2800, type: WidthType.DXA },
              children: [new Paragraph({ children: [new TextRun({ text: clean(label), bold: true })] })],
            }),
            new TableCell({
              width: { size: 6200, type: WidthType.DXA },
              children: [new Paragraph({ text: clean(value) })],
            }),
          ],
        }),
    ),
  });
}

/** Without the control characters that XML cannot hold (XML 1.0, section 2.2). */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
