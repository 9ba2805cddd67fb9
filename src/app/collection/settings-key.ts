import type { RunSettings } from './pairs-state.ts';

/** Raise it when the same settings begin to give other numbers, or a result holds other facts. */
const VERSION = 2;
/** Noise maps per image: the random control is their mean. */
export const SEEDS = 3;

/**
 * Under which name results are kept: everything that decides the numbers of a pair and a row, except the two
 * themselves. Backends differ in the last digits, so each has its own results.
 */
export function settingsKey(
  settings: RunSettings,
  steps: number,
  modelSha256: string,
  backend: string,
): string {
  const { model, size, fit, layer, scope } = settings;
  return JSON.stringify([VERSION, model, modelSha256, size, fit, layer, scope, steps, SEEDS, backend]);
}
