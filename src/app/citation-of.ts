import { citation } from '../core/methods/citation.ts';
import { METHODS } from '../core/methods/index.ts';
import { SMOOTHING } from '../core/methods/smoothing-facts.ts';
import type { Settings } from './state.ts';

/** Whom to cite for a map made under these settings, as sentences; empty where there is nobody. */
export function citationOf({ method, smooth }: Pick<Settings, 'method' | 'smooth'>): string {
  return [citation(METHODS[method]), ...(smooth ? [`${SMOOTHING.label}: ${SMOOTHING.source}.`] : [])]
    .filter((text) => text !== '')
    .join(' ');
}
