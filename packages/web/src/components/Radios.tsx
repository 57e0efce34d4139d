import { useId } from 'react';

/** A question with a few answers, of which one is chosen. */
export function Radios<T extends string>({
  label,
  hint,
  error,
  value,
  options,
  choose,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: T | undefined;
  options: readonly { readonly value: T; readonly text: string }[];
  choose: (value: T) => void;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className={error ? 'w-radios w-field-wrong' : 'w-radios'} aria-describedby={described || undefined}>
      <legend>{label}</legend>
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
      {options.map((option) => (
        <label key={option.value} className="w-check">
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => choose(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
