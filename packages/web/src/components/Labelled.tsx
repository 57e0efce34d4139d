import { type ReactNode, useId } from 'react';

export interface Labels {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** What ties a control to its label, hint and error. */
export interface Tied {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** A control with its label, its hint and its error. */
export function Labelled({ label, hint, error, control }: Labels & { control: (tied: Tied) => ReactNode }) {
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
      {control({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined })}
    </div>
  );
}
