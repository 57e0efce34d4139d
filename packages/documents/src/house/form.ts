/** Documents of an organisation that concern no single talk: forms to fill in, and where the others are made. */
import type { Block, Document, Language } from '../document.ts';

/** When a document is needed. */
export const FORM_GROUPS = ['before', 'staff', 'talk', 'rights', 'keeping', 'wrong'] as const;
export type FormGroup = (typeof FORM_GROUPS)[number];

type Both<T> = Readonly<Record<Language, T>>;

/** A piece of a form in both languages. `fill`: labels with room behind them. `sign`: who signs. */
export type Piece =
  | { readonly heading: Both<string> }
  | { readonly text: Both<string> }
  | { readonly list: Both<readonly string[]> }
  | { readonly fill: Both<readonly string[]> }
  | { readonly sign: Both<readonly string[]> };

export interface Form {
  readonly code: string;
  readonly group: FormGroup;
  readonly title: Both<string>;
  /** When it is used. */
  readonly why: Both<string>;
  /** Article that asks for it. */
  readonly source: string;
  readonly pieces: readonly Piece[];
}

/** A document that the product makes elsewhere, where its facts are. */
export interface MadeElsewhere extends Omit<Form, 'pieces'> {
  /** Page of the product where it is made. */
  readonly at: 'plan' | 'talk' | 'requests' | 'keeping' | 'privacy' | 'incidents';
}

const ROOM = '……………………………………………………';

/** The form as a document. `version`: of the product whose form it is. */
export function formDocument(form: Form, language: Language, version: string): Document {
  const nl = language === 'nl';
  return {
    title: form.title[language],
    language,
    blocks: [
      { kind: 'text', text: form.why[language] },
      ...form.pieces.map((piece) => blockOf(piece, language)),
      {
        kind: 'note',
        text: nl
          ? `Bron: ${form.source}. Formulier van Woordelijk, versie ${version}. Dit is geen juridisch advies.`
          : `Source: ${form.source}. Form of Woordelijk, version ${version}. This is no legal advice.`,
      },
    ],
  };
}

function blockOf(piece: Piece, language: Language): Block {
  if ('heading' in piece) return { kind: 'heading', text: piece.heading[language] };
  if ('text' in piece) return { kind: 'text', text: piece.text[language] };
  if ('list' in piece) return { kind: 'list', items: piece.list[language] };
  if ('fill' in piece) return { kind: 'facts', rows: piece.fill[language].map((label) => [label, ROOM] as const) };
  return { kind: 'signatures', lines: piece.sign[language].map((role) => ({ role })) };
}
