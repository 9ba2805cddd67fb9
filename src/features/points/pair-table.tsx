import type { Result, Slot } from '../../app/state.ts';
import type { PointPair } from '../../core/methods/point-pairs.ts';
import { useCommands } from '../../ui/app-context.ts';
import { Bar } from '../../ui/parts/bar.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

interface Props {
  readonly result: Result;
  readonly pairs: readonly PointPair[];
  /** What all pairs add up to. */
  readonly total: number;
  /** Index of the pair that is pointed at or focused. */
  readonly onMark: (index: number | null) => void;
}

/** The links as text; a place is a button that pins the crosshair there. */
export function PairTable({ result, pairs, total, onMark }: Props) {
  const commands = useCommands();
  const [height, width] = result.layerShape;
  const most = pairs.reduce((top, { value }) => Math.max(top, Math.abs(value)), 0);
  const place = (slot: Slot, cell: number) => {
    const row = Math.floor(cell / width);
    const column = cell % width;
    return (
      <button
        type="button"
        className="link"
        aria-label={`Pin row ${row + 1}, column ${column + 1} of image ${slot.toUpperCase()}`}
        onClick={() => {
          // Pinning where something is pinned would let go of it: let go first.
          commands.probe(slot, null, true);
          commands.probe(slot, { u: (column + 0.5) / width, v: (row + 0.5) / height }, true);
        }}
      >
        row {row + 1}, column {column + 1}
      </button>
    );
  };
  return (
    <div className="table-place">
      <table className="data-table" aria-label="Pairs of points">
        <thead>
          <tr>
            <th scope="col">In A</th>
            <th scope="col">In B</th>
            <th scope="col">Share in the cosine</th>
            <th scope="col" className="number">
              of {showNumber(total)}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ p, q, value }, index) => (
            <tr
              key={`${p}-${q}`}
              onPointerEnter={() => onMark(index)}
              onPointerLeave={() => onMark(null)}
              onFocus={() => onMark(index)}
              onBlur={() => onMark(null)}
            >
              <td>{place('a', p)}</td>
              <td>{place('b', q)}</td>
              <td>
                <Bar value={value} most={most} />
              </td>
              <td className="number">{total === 0 ? '–' : `${showNumber((100 * value) / total, 2)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
