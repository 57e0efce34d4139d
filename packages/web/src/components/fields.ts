import { type ChangeEvent, useState } from 'react';

type Typed = HTMLInputElement | HTMLTextAreaElement;

/** What is typed into the fields of a form, each by its name. */
export function useFields<T extends Readonly<Record<string, string>>>(first: T) {
  const [said, setSaid] = useState<T>(first);
  const set = (part: Partial<T>) => setSaid((now) => ({ ...now, ...part }));
  return {
    said,
    set,
    /** Spread over a field or text area. */
    field: (name: keyof T & string) => ({
      value: said[name] as string,
      onChange: ({ target }: ChangeEvent<Typed>) => set({ [name]: target.value } as unknown as Partial<T>),
    }),
    /** As it was at first. */
    clear: () => setSaid(first),
  };
}
