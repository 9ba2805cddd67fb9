import { FITS } from '../core/resize/fit.ts';
import type { Picture, Settings } from './state.ts';

/** What the network saw, or will see, of a picture. */
export const inputSentence = (
  { width, height, levels }: Picture,
  { fit, size }: Pick<Settings, 'fit' | 'size'>,
): string => FITS[fit].sentence(width, height, size, levels === undefined);
