import type { SignMode, Slot } from '../../app/state.ts';
import type { ResultView } from './views.ts';

/** What a colour scale is of. @param slot null: both images share it. */
export function legendTitle(
  { method }: Pick<ResultView, 'method'>,
  sign: SignMode,
  slot: Slot | null,
): string {
  const part = sign === 'both' ? '' : `, ${sign} values only`;
  const whose = slot === null ? 'both images on one scale' : `image ${slot.toUpperCase()} on its own scale`;
  return `${method.label}${part}, ${whose}`;
}
