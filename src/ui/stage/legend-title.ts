import type { Slot } from '../../app/state.ts';
import type { SignMode } from '../../core/rectify.ts';
import type { ResultView } from './views.ts';

/** What a colour scale is of. @param slot null: both images share it. */
export function legendTitle(
  { method, rivals }: Pick<ResultView, 'method' | 'rivals'>,
  sign: SignMode,
  slot: Slot | null,
): string {
  const part = sign === 'both' ? '' : `, ${sign} values only`;
  const whose = slot === null ? 'both images on one scale' : `image ${slot.toUpperCase()} on its own scale`;
  // With a third image the two differ in whom they are held against: their titles say so.
  const same = slot !== null || rivals !== 'against C';
  const against = method.uses.metric && rivals !== null && same ? ` ${rivals}` : '';
  return `${method.label}${against}${part}, ${whose}`;
}
