import type { ComponentProps } from 'react';
import { Labelled, type Labels } from './Labelled.tsx';

/** A labelled field for more than one line, with its hint and its error. */
export function TextArea({
  label,
  hint,
  error,
  rows = 4,
  ...area
}: Omit<ComponentProps<'textarea'>, 'className'> & Labels) {
  const labels = { label, error, ...(hint === undefined ? {} : { hint }) };
  return <Labelled {...labels} control={(tied) => <textarea {...area} {...tied} rows={rows} />} />;
}
