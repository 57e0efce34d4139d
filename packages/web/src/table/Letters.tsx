import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';

/** A letter or form of the talk to read, and to edit or file. `about`: the request or hand-over that it is about. */
export function Letters({
  talkId,
  letter,
  about,
}: {
  talkId: string;
  letter: 'request' | 'refusal' | 'agreement' | 'account' | 'receipt' | 'mandate';
  about?: string;
}) {
  const words = useWords();
  const texts = words.table.letters;
  const address = (as: 'html' | 'docx') =>
    server.url('getLetter', {
      params: { talkId, letter },
      query: { as, language: words.code === 'en' ? 'en' : 'nl', ...(about === undefined ? {} : { about }) },
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
