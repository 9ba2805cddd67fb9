import { CONTROLS } from '../../core/methods/index.ts';
import type { Comparison, Summary } from './summary.ts';

export type Standing = 'ahead' | 'noise' | 'behind';

/** Ahead or behind only where the whole 95 % interval of the pairwise differences lies on one side of 0. */
export function standing({ ahead }: Comparison): Standing {
  if (ahead.low > 0) return 'ahead';
  return ahead.high < 0 ? 'behind' : 'noise';
}

/** A row against its controls, in plain words. An interval from fewer than this many pairs says little. */
export const FEW_PAIRS = 5;

export function verdict({ against, count, variant }: Summary): string {
  if (variant.control) return 'control';
  if (count < FEW_PAIRS) return 'too few pairs to tell';
  const of = (wanted: Standing) =>
    CONTROLS.filter(({ id }) => against.some((one) => one.control === id && standing(one) === wanted)).map(
      ({ called }) => called,
    );
  const [ahead, noise, behind] = [of('ahead'), of('noise'), of('behind')];
  if (ahead.length === against.length) return `better than ${against.length === 2 ? 'both' : 'all'} controls`;
  const parts = [
    ahead.length > 0 ? `better than ${ahead.join(' and ')}` : '',
    noise.length > 0 ? `not told apart from ${noise.join(' and ')}` : '',
    behind.length > 0 ? `worse than ${behind.join(' and ')}` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
