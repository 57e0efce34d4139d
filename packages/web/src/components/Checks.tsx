import { Asked, type Labels } from './Labelled.tsx';

/** A question with a few answers, of which several can be chosen. */
export function Checks<T extends string>({
  options,
  chosen,
  choose,
  ...labels
}: Labels & {
  options: readonly { readonly value: T; readonly text: string }[];
  chosen: readonly T[];
  choose: (chosen: readonly T[]) => void;
}) {
  return (
    <Asked {...labels} empty={chosen.length === 0}>
      {() =>
        options.map(({ value, text }) => (
          <label key={value} className="w-check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(e) => choose(e.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
            />
            <span>{text}</span>
          </label>
        ))
      }
    </Asked>
  );
}
