import { oneMap } from '../../app/one-map.ts';
import { activityAt, pairOf } from '../../app/result.ts';
import type { MapData, Result } from '../../app/state.ts';
import { ACTIVITY } from '../../core/activity.ts';
import { pearson } from '../../core/correlation.ts';
import { METHODS } from '../../core/methods/index.ts';
import { upsample } from '../../core/upsample.ts';

/**
 * Lines on a member of a comparison: how its maps follow the control of activity of its layer, and the maps that were on
 * the stage when the comparison began (another may stand there by now); and where the two must agree.
 */
export function agreementWords(result: Result, base: Result | null): string[] {
  const r = (value: number | null) => (value === null ? 'undefined' : value.toFixed(2).replace('-', '−'));
  const pair = pairOf(result);
  const [a, b] = pair.map((one) => r(activityAt(one, result.activity).correlation));
  const lines = [`r with ${ACTIVITY[result.activity].called}: A ${a}, B ${b}`];
  if (base !== null) {
    const shown = pairOf(base);
    const [withA, withB] = pair.map(({ map }, i) => r(mapAgreement(map, shown[i]!.map)));
    lines.push(
      `r with the map compared with (${METHODS[base.settings.method].label}): A ${withA}, B ${withB}`,
    );
    if (oneMap(result.settings, base.settings))
      lines.push('By definition one map with it, but for its scale: that r says nothing.');
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
