import type { Mine } from '@woordelijk/api';
import type { ReactNode } from 'react';

/** What a part of the page is made with. */
export interface Shown {
  readonly mine: Mine;
  /** Does something, shows what went wrong, and reads the page again. */
  readonly act: (work: () => Promise<unknown>) => Promise<void>;
}

/** One thing of the page under its own heading. */
export function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="w-card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
