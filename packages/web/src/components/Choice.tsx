import { Labelled, type Labels } from './Labelled.tsx';

/** A labelled list to choose one from. */
export function Choice<T extends string>({
  value,
  options,
  choose,
  ...labels
}: Labels & {
  value: T;
  options: readonly { readonly value: T; readonly text: string }[];
  choose: (value: T) => void;
}) {
  return (
    <Labelled
      {...labels}
      lacks={value === '' ? 'unchosen' : undefined}
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
