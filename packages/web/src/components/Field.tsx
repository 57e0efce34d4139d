import type { ComponentProps } from 'react';
import { Labelled, type Labels } from './Labelled.tsx';

/** A labelled field with its hint and its error. */
export function Field({ label, hint, error, ...input }: Omit<ComponentProps<'input'>, 'className'> & Labels) {
  const labels = { label, error, ...(hint === undefined ? {} : { hint }) };
  return <Labelled {...labels} control={(tied) => <input {...input} {...tied} />} />;
}
