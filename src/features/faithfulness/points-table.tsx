import { activityOf, finished, type MapTest } from '../../app/evidence/map-test.ts';
import { SLOTS, type Slot } from '../../app/state.ts';
import { TablePlace } from '../../ui/parts/table-place.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

/** The curves of one image point by point. */
export function PointsTable({ test, slot }: { readonly test: MapTest; readonly slot: Slot }) {
  const measurements = test.measurements[SLOTS.indexOf(slot)]!;
  const ours = finished(measurements, 'map')[0];
  const mean = finished(measurements, activityOf(test).id)[0];
  if (!ours || !mean) return null;
  const scrambled = finished(measurements, 'scrambled');
  const steps = ours.deletion.length - 1;
  const of = (kind: 'deletion' | 'insertion', i: number) => {
    const values = scrambled.map((measurement) => measurement[kind][i]!);
    return [
      showNumber(ours[kind][i]!),
      showNumber(mean[kind][i]!),
      values.length > 0 ? `${showNumber(Math.min(...values))} to ${showNumber(Math.max(...values))}` : '…',
    ];
  };
  const heads = ['Map', activityOf(test).label, 'Scrambled'];
  return (
    <TablePlace label={`Every point, image ${slot.toUpperCase()}`}>
      <table className="data-table">
        <caption>Image {slot.toUpperCase()}: the score at every step</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              Share
            </th>
            <th colSpan={3} scope="colgroup" className="number">
              Blurred
            </th>
            <th colSpan={3} scope="colgroup" className="number">
              Revealed
            </th>
          </tr>
          <tr>
            {['deletion', 'insertion'].flatMap((kind) =>
              heads.map((head) => (
                <th key={`${kind} ${head}`} scope="col" className="number">
                  {head}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: steps + 1 }, (_, i) => {
            const share = `${Number(((100 * i) / steps).toFixed(2))} %`;
            return (
              <tr key={share}>
                <th scope="row">{share}</th>
                {[...of('deletion', i), ...of('insertion', i)].map((text, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
                  <td key={column} className="number">
                    {text}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TablePlace>
  );
}
