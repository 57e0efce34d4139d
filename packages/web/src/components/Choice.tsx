import { useId } from 'react';

/** A labelled list to choose one from. */
export function Choice<T extends string>({
  label,
  hint,
  value,
  options,
  choose,
}: {
  label: string;
  hint?: string;
  value: T;
  options: readonly { readonly value: T; readonly text: string }[];
  choose: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className="w-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="w-hint">
          {hint}
        </p>
      )}
      <select
        id={id}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => choose(event.target.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
