import { extentWords } from '../core/extent.ts';
import { fitOf } from '../core/resize/fit.ts';
import type { Picture, Settings } from './state.ts';

/** What the network saw, or will see, of a picture. */
export function inputSentence(
  { width, height, levels, box, stretch }: Picture,
  { fit, size }: Pick<Settings, 'fit' | 'size'>,
): string {
  const plain = fitOf(fit).sentence(width, height, size, levels === undefined);
  const fitted = stretch
    ? `${plain}; 16-bit values ${stretch.from} to ${stretch.to} stretched to 0–255`
    : plain;
  if (!box) return fitted;
  const [part, all] = [box, box.of].map((one) => extentWords([one.height, one.width]));
  return `a box of ${part} at (${box.x}, ${box.y}) of ${all}; ${fitted}`;
}
