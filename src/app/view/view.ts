import type { Compare, View } from '../state.ts';
import { WHOLE } from './zoom.ts';

export const DEFAULT_VIEW: View = { zoom: WHOLE, compare: 'off', split: 0.5, flipped: false };

/**
 * The change that starts, ends or switches a comparison. Blinking begins with the other picture, so that the
 * choice shows at once, also to those who alternate by hand.
 */
export function comparing(compare: Compare): Partial<View> {
  return { compare, flipped: compare === 'blink-image' || compare === 'blink-control' };
}

/** The change that a key makes: on, and off when it is on already. */
export function toggled({ compare }: View, choice: Compare): Partial<View> {
  return comparing(compare === choice ? 'off' : choice);
}
