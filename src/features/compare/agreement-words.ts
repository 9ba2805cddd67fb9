import { pairOf } from '../../app/result.ts';
import type { Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { mapAgreement } from './map-agreement.ts';

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
