import type { ReactNode } from 'react';
import { LanguageSwitch, useWords } from './words.tsx';

/** The frame of pages that are opened by a link. */
export function Page({ children }: { children: ReactNode }) {
  const { more } = useWords();
  return (
    <>
      <header className="w-header">
        <div className="w-header-row">
          <span className="w-brand">Woordelijk</span>
          <div className="w-header-end">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main className="w-mine">{children}</main>
      <footer className="w-footer">
        <p>
          <a href="/mag-dat">{more.allowed}</a> · <a href="/vraag">{more.question}</a>
        </p>
      </footer>
    </>
  );
}

/** All there is to say. */
export function Said({ title, text }: { title: string; text: string }) {
  return (
    <section className="w-card">
      <h1>{title}</h1>
      <p>{text}</p>
    </section>
  );
}
