import { Asked, type Labels } from './Labelled.tsx';

/** A question with a few answers, of which one is chosen. */
export function Radios<T extends string>({
  value,
  options,
  choose,
  ...labels
}: Labels & {
  value: T | undefined;
  options: readonly { readonly value: T; readonly text: string }[];
  choose: (value: T) => void;
}) {
  return (
    <Asked {...labels} empty={value === undefined}>
      {(id) =>
        options.map((option) => (
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
        ))
      }
    </Asked>
  );
}
