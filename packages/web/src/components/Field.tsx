import type { ComponentProps } from 'react';
import { Labelled, type Labels, lacking } from './Labelled.tsx';

/** A labelled field with its hint and its error. */
export function Field({ label, hint, error, wrong, ...input }: Omit<ComponentProps<'input'>, 'className'> & Labels) {
  const labels = { label, hint, error, wrong, required: input.required, lacks: lacking(input.value) };
  return <Labelled {...labels} control={(tied) => <input {...input} {...tied} />} />;
}
