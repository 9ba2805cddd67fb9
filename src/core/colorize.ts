import type { Colormap } from './colormap.ts';
import type { Range } from './map-range.ts';
import type { SignMode } from './rectify.ts';

/**
 * Colours that mean values: `t = (v − low)/(high − low)`, clamped, picks entry `round(255 t)` of the colour
 * map. Nothing else touches the colour (no gamma, no mask), so a legend made from the same table can be read.
 *
 * Opaque but for what is not shown: the hidden sign, and values that are not finite, have alpha 0. Where the
 * range has no width, `t` is what zero would be: 0 for the positive part, 1 for the negative, ½ for both.
 *
 * @param values `[H·W]`. Returns RGBA bytes, `[H·W, 4]`, not premultiplied, as `ImageData` takes them.
 */
export function colorize(
  values: Float32Array,
  { low, high }: Range,
  sign: SignMode,
  { lut }: Pick<Colormap, 'lut'>,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(values.length * 4);
  const width = high - low;
  const flat = sign === 'positive' ? 0 : sign === 'negative' ? 255 : 128;
  const scale = width > 0 ? 255 / width : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if ((sign === 'positive' && value < 0) || (sign === 'negative' && value > 0)) continue;
    const entry = scale > 0 ? Math.round(Math.min(Math.max((value - low) * scale, 0), 255)) : flat;
    out[i * 4] = lut[entry * 3]!;
    out[i * 4 + 1] = lut[entry * 3 + 1]!;
    out[i * 4 + 2] = lut[entry * 3 + 2]!;
    out[i * 4 + 3] = 255;
  }
  return out;
}
