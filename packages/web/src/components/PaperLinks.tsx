import { useWords } from '../language/language.tsx';
import { Icon } from './Icon.tsx';

/** In which form and language a document is asked for. */
export interface PaperForm {
  readonly as: 'html' | 'docx';
  readonly language: 'nl' | 'en';
}

/** A document to be taken as a page and as .docx: items of a list `w-copies`. `at`: its address. */
export function PaperLinks({ name, at }: { name: string; at: (form: PaperForm) => string }) {
  const words = useWords();
  const language = words.code === 'en' ? 'en' : 'nl';
  return (['html', 'docx'] as const).map((as) => (
    <li key={as}>
      <a href={at({ as, language })} download>
        <Icon name="download" />
        {name} {words.rights.as[as]}
      </a>
    </li>
  ));
}
