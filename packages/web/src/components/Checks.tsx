import { useId } from 'react';

/** A question with a few answers, of which several can be chosen. */
export function Checks<T extends string>({
  label,
  error,
  options,
  chosen,
  choose,
}: {
  label: string;
  error?: string | undefined;
  options: readonly { readonly value: T; readonly text: string }[];
  chosen: readonly T[];
  choose: (chosen: readonly T[]) => void;
}) {
  const id = useId();
  return (
    <fieldset
      className={error ? 'w-radios w-field-wrong' : 'w-radios'}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend>{label}</legend>
      {error && (
        <p id={`${id}-error`} className="w-error">
          {error}
        </p>
      )}
      {options.map(({ value, text }) => (
        <label key={value} className="w-check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(e) => choose(e.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
