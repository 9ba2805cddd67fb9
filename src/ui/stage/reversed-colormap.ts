import type { Colormap } from '../../core/colormap.ts';

const made = new WeakMap<Colormap, Colormap>();

/** The same colours from the other end; always the same object for the same colour map. */
export function reversedColormap(colormap: Colormap): Colormap {
  const known = made.get(colormap);
  if (known) return known;
  const { lut } = colormap;
  const last = lut.length / 3 - 1;
  const reversed = { ...colormap, lut: lut.map((_, i) => lut[3 * (last - Math.floor(i / 3)) + (i % 3)]!) };
  made.set(colormap, reversed);
  return reversed;
}
