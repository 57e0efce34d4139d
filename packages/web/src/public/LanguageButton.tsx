import { usePublicWords } from './words.ts';

/** Switches a page that runs scripts to the other language. */
export function LanguageButton({ toggle }: { toggle: () => void }) {
  const { code, frame } = usePublicWords();
  return (
    <button type="button" className="w-link" lang={code === 'nl' ? 'en' : 'nl'} onClick={toggle}>
      {frame.other}
    </button>
  );
}
