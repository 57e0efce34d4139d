import type { ReactNode } from 'react';
import { askAddress, explainAddress, questionAddress } from './addresses.ts';
import { usePublicWords } from './words.ts';

/** Which part of the public site a page belongs to. */
export type Place = 'ask' | 'explain' | 'question';

/** What stands around every public page. `language` switches: a link on a page without scripts, else a button. */
export function PublicFrame({ place, language, children }: { place: Place; language: ReactNode; children: ReactNode }) {
  const { code, frame } = usePublicWords();
  const here = (one: Place) => (one === place ? 'page' : undefined);
  return (
    <>
      <a className="w-skip" href="#main">
        {frame.skip}
      </a>
      <header className="w-header">
        <div className="w-header-row">
          <a href={explainAddress(code)} className="w-brand">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" />
              <path d="M8 13v6M13.3 9v14M18.700 12v8M24 14.500v3" />
            </svg>
            <span>Woordelijk</span>
          </a>
          <nav aria-label={frame.nav}>
            <a href={askAddress(code)} aria-current={here('ask')}>
              {frame.ask}
            </a>
            <a href={explainAddress(code)} aria-current={here('explain')}>
              {frame.explain}
            </a>
            <a href={questionAddress(code)} aria-current={here('question')}>
              {frame.question}
            </a>
          </nav>
          <div className="w-header-end">{language}</div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="w-public">
        {children}
      </main>
      <footer className="w-footer">
        <p>{frame.noAdvice}</p>
        <p>
          <a href="/">{frame.staff}</a>
        </p>
      </footer>
    </>
  );
}
