/** One bar of a plot. `mark`: what stands under it, where there is room; `shown`: its value in words, where that is not the number. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly mark: string;
  readonly value: number;
  readonly shown?: string;
}

interface Props {
  readonly title: string;
  /** What the bars stand for, and what their height is: heads of the table. */
  readonly over: string;
  readonly of: string;
  readonly bars: readonly Bar[];
}

/** Bars for who sees them, the same as a table for who does not. */
export function Plot({ title, over, of, bars }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className="w-plot">
      <figcaption>{title}</figcaption>
      <div className="w-plot-bars" aria-hidden="true">
        {bars.map(({ key, name, mark, value, shown = String(value) }) => (
          <div key={key} title={`${name}: ${shown}`}>
            <span className="w-plot-count">{value > 0 ? shown : ''}</span>
            <span className="w-plot-bar" style={{ blockSize: `${(100 * value) / most}%` }} />
            <span className="w-plot-month">{mark}</span>
          </div>
        ))}
      </div>
      <table className="w-unseen">
        <thead>
          <tr>
            <th scope="col">{over}</th>
            <th scope="col">{of}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, name, value, shown = String(value) }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
