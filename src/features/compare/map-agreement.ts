import type { MapData } from '../../app/state.ts';
import { pearson } from '../../core/correlation.ts';
import { upsample } from '../../core/upsample.ts';

/**
 * Pearson correlation of two maps of one image; the coarser one is first interpolated to the cells of the finer.
 * Null where one of them is constant.
 */
export function mapAgreement(one: MapData, two: MapData): number | null {
  const height = Math.max(one.height, two.height);
  const width = Math.max(one.width, two.width);
  const at = (map: MapData) =>
    map.height === height && map.width === width
      ? map.data
      : upsample(map.data, map.height, map.width, height, width);
  return pearson(at(one), at(two));
}
