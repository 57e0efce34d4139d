import { type ReactNode, useId } from 'react';
import { type Demands, useDemands } from './CheckedForm.tsx';

export interface Labels extends Demands {
  readonly label: string;
  readonly hint?: string | undefined;
}

/** What ties a control to its label, hint and error, and tells its form that it is not right yet. */
export interface Tied {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'data-stops': true | undefined;
}

/** A control with its label, its hint and its error. */
export function Labelled({
  label,
  hint,
  lacks,
  control,
  ...demands
}: Labels & { lacks: 'missing' | 'unchosen' | undefined; control: (tied: Tied) => ReactNode }) {
  const id = useId();
  const { shown, stops } = useDemands(demands, lacks);
  const described = [hint && `${id}-hint`, shown && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={shown ? 'w-field w-field-wrong' : 'w-field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="w-hint">
          {hint}
        </p>
      )}
      {shown && (
        <p id={`${id}-error`} className="w-error">
          {shown}
        </p>
      )}
      {control({
        id,
        'aria-invalid': shown ? true : undefined,
        'aria-describedby': described || undefined,
        'data-stops': stops,
      })}
    </div>
  );
}

/** A question whose answers stand below it, with its hint and its error. `empty`: whether nothing is chosen. */
export function Asked({
  label,
  hint,
  empty,
  children,
  ...demands
}: Labels & { empty: boolean; children: (id: string) => ReactNode }) {
  const id = useId();
  const { shown, stops } = useDemands(demands, empty ? 'unchosen' : undefined);
  const described = [hint && `${id}-hint`, shown && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={shown ? 'w-radios w-field-wrong' : 'w-radios'}
      aria-describedby={described || undefined}
      data-stops={stops}
    >
      <legend>{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="w-hint">
          {hint}
        </p>
      )}
      {shown && (
        <p id={`${id}-error`} className="w-error">
          {shown}
        </p>
      )}
      {children(id)}
    </fieldset>
  );
}

/** A field with nothing but blanks in it lacks something. */
export function lacking(value: unknown): 'missing' | undefined {
  return value === undefined || String(value).trim() === '' ? 'missing' : undefined;
}
