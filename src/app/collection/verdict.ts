import { UNITS_FOR_VERDICT } from '../../core/faithfulness/cluster-bootstrap.ts';
import { CONTROLS } from '../../core/methods/index.ts';
import type { AgainstControl, Summary } from './summary.ts';

export type Lead = 'ahead' | 'noise' | 'behind' | 'untold';

/**
 * Ahead or behind only where the whole interval that holds for all comparisons of the table at once lies on one side
 * of 0; untold where too few photographs make the pairs for such an interval.
 */
export function leadOf({ ahead: { joint } }: AgainstControl): Lead {
  if (joint === null) return 'untold';
  if (joint.low > 0) return 'ahead';
  return joint.high < 0 ? 'behind' : 'noise';
}

/** A row against its controls, in plain words. */
export function verdict({ against, difference, variant }: Summary): string {
  if (variant.control) return 'control';
  if (against.length === 0 || against.some((one) => leadOf(one) === 'untold')) {
    return `no verdict: ${difference.units} independent, ${UNITS_FOR_VERDICT} needed`;
  }
  const of = (wanted: Lead) =>
    CONTROLS.filter(({ id }) => against.some((one) => one.control === id && leadOf(one) === wanted)).map(
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
