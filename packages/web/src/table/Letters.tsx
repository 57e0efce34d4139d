import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { server } from '../server.ts';

/**
 * A letter or form of the talk to read, and to edit or file. `about`: the request, question or hand-over that it is about;
 * `person`: to whom.
 */
export function Letters({
  talkId,
  letter,
  about,
  person,
}: {
  talkId: string;
  letter: keyof Words['table']['letters']['names'];
  about?: string;
  person?: string;
}) {
  const words = useWords();
  const texts = words.table.letters;
  const address = (as: 'html' | 'docx') =>
    server.url('getLetter', {
      params: { talkId, letter },
      query: {
        as,
        language: words.code === 'en' ? 'en' : 'nl',
        ...(about === undefined ? {} : { about }),
        ...(person === undefined ? {} : { person }),
      },
    });
  return (
    <p className="w-buttons">
      <a className="w-button w-button-plain" href={address('html')} download>
        {texts.names[letter]}
      </a>
      <a
        className="w-button w-button-quiet"
        href={address('docx')}
        aria-label={texts.word(texts.names[letter])}
        download
      >
        Word
      </a>
    </p>
  );
}
