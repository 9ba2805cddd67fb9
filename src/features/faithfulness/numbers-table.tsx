import { activityOf, finished, type MapTest } from '../../app/evidence/map-test.ts';
import { averageDrop } from '../../core/faithfulness/average-drop.ts';
import { METHODS } from '../../core/methods/index.ts';
import { TablePlace } from '../../ui/parts/table-place.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

interface Props {
  readonly test: MapTest;
  /** Of the images that are meant: one of them, or both. */
  readonly measurements: MapTest['measurements'];
  readonly caption: string;
}

const KINDS = ['map', 'mean-activation', 'feature-norm', 'scrambled', 'partner'] as const;

/** The areas and drops behind the curves: means over the images named, for several maps of a kind with their range. */
export function NumbersTable({ test, measurements, caption }: Props) {
  const { method } = test.result.settings;
  const tried = KINDS.filter((kind) =>
    test.measurements[0]!.some(({ contender }) => contender.kind === kind),
  );
  const rows = tried.map((kind) => {
    const perImage = measurements.map((one) => finished(one, kind));
    const count = Math.min(...perImage.map((one) => one.length));
    // Contender i of every image: one number each for the pair.
    const pairs = Array.from({ length: count }, (_, i) => perImage.map((one) => one[i]!));
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const area = (name: 'deletion' | 'insertion' | 'difference') =>
      pairs.map((pair) => mean(pair.map(({ areas }) => areas[name])));
    const drops = pairs.map((pair) =>
      averageDrop(pair.map(({ deletion, masked }) => ({ whole: deletion[0]!, masked }))),
    );
    const label =
      kind === 'map'
        ? METHODS[method].label
        : kind === activityOf(test).id
          ? activityOf(test).label
          : `${count || ''} ${kind === 'scrambled' ? 'scrambled maps' : 'maps for other partners'}`.trim();
    return {
      kind,
      label,
      columns: [
        area('deletion'),
        area('insertion'),
        area('difference'),
        drops.map(({ drop }) => drop),
        drops.map(({ increase }) => increase),
      ],
    };
  });
  return (
    <TablePlace label={caption}>
      <table className="data-table">
        <caption>
          <span className="caption-text">{caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Order of pixels</th>
            <th scope="col" className="number">
              Deletion ↓
            </th>
            <th scope="col" className="number">
              Insertion ↑
            </th>
            <th scope="col" className="number">
              Insertion − deletion ↑
            </th>
            <th scope="col" className="number">
              Average drop ↓
            </th>
            <th scope="col" className="number">
              Share that rose ↑
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, label, columns }) => (
            <tr key={kind} data-chosen={kind === 'map'}>
              <th scope="row">{label}</th>
              {columns.map((values, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
                <td key={i} className="number">
                  {inWords(values)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TablePlace>
  );
}

function inWords(values: readonly number[]): string {
  const [first] = values;
  if (first === undefined) return '…';
  if (values.length === 1) return showNumber(first);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return `${showNumber(mean)} (${showNumber(Math.min(...values))} to ${showNumber(Math.max(...values))})`;
}
