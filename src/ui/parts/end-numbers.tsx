import type { MapData } from '../../app/state.ts';
import { mapRange } from '../../core/map-range.ts';
import { showNumber } from '../result/show-number.ts';

/** The smallest and the largest value. */
export function EndNumbers({ map }: { readonly map: MapData }) {
  const { low, high } = mapRange([map.data], 'both', false);
  return (
    <p className="mini-numbers number">
      <span>{showNumber(low)}</span>
      <span>{showNumber(high)}</span>
    </p>
  );
}
