import { type ComponentProps, useId } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'className'> {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** A labelled field with its hint and its error. */
export function Field({ label, hint, error, ...input }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={error ? 'w-field w-field-wrong' : 'w-field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="w-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="w-error">
          {error}
        </p>
      )}
      <input {...input} id={id} aria-invalid={error ? true : undefined} aria-describedby={described || undefined} />
    </div>
  );
}
