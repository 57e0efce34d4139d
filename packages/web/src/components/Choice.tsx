import { Labelled } from './Labelled.tsx';

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
  const labels = { label, ...(hint === undefined ? {} : { hint }) };
  return (
    <Labelled
      {...labels}
      control={(tied) => (
        <select {...tied} value={value} onChange={(event) => choose(event.target.value as T)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    />
  );
}
