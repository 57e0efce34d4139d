import type { ComponentProps } from 'react';
import { Labelled, type Labels, lacking } from './Labelled.tsx';

/** A labelled field for more than one line, with its hint and its error. */
export function TextArea({
  label,
  hint,
  error,
  wrong,
  rows = 4,
  ...area
}: Omit<ComponentProps<'textarea'>, 'className'> & Labels) {
  const labels = { label, hint, error, wrong, required: area.required, lacks: lacking(area.value) };
  return <Labelled {...labels} control={(tied) => <textarea {...area} {...tied} rows={rows} />} />;
}
