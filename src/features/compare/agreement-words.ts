import { pairOf } from '../../app/result.ts';
import type { MapData, Result } from '../../app/state.ts';
import { pearson } from '../../core/correlation.ts';
import { METHODS } from '../../core/methods/index.ts';
import { upsample } from '../../core/upsample.ts';

/**
 * Two lines on a member of a comparison: how its maps follow the mean activation, and the maps that were on the stage when the comparison
 * began: another may stand there by now. */
export function agreementWords(result: Result, base: Result | null): string[] {
  const r = (value: number | null) => (value === null ? 'undefined' : value.toFixed(2).replace('-', '−'));
  const pair = pairOf(result);
  const [a, b] = pair.map(({ controlCorrelation }) => r(controlCorrelation));
  const lines = [`r with mean activation: A ${a}, B ${b}`];
  if (base !== null) {
    const shown = pairOf(base);
    const [withA, withB] = pair.map(({ map }, i) => r(mapAgreement(map, shown[i]!.map)));
    lines.push(
      `r with the map compared with (${METHODS[base.settings.method].label}): A ${withA}, B ${withB}`,
    );
  }
  return lines;
}

/**
 * Pearson correlation of two maps of one image; the coarser one is first interpolated to the cells of the finer.
 * Null where one of them is constant.
 */
function mapAgreement(one: MapData, two: MapData): number | null {
  const height = Math.max(one.height, two.height);
  const width = Math.max(one.width, two.width);
  const at = (map: MapData) =>
    map.height === height && map.width === width
      ? map.data
      : upsample(map.data, map.height, map.width, height, width);
  return pearson(at(one), at(two));
}
