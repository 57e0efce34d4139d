import type { ReactNode } from 'react';
import { LanguageSwitch } from './words.tsx';

/** The frame of pages that are opened by a link. */
export function Page({ children }: { children: ReactNode }) {
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
