import { expect, test } from 'vitest';
import { COLORMAPS } from '../../core/colormap.ts';
import { coloringOf, signedColormap } from './map-coloring.ts';

const { viridis, diverging } = COLORMAPS;
const mixed = { low: -1, high: 2 };
const entry = (lut: Uint8Array, i: number) => [...lut.subarray(3 * i, 3 * i + 3)];

test('both signs on screen are told apart; one sign has the chosen colours', () => {
  expect(signedColormap(viridis, 'both', mixed)).toBe(diverging);
  expect(signedColormap(viridis, 'both', { low: 0, high: 2 })).toBe(viridis);
  expect(signedColormap(viridis, 'positive', mixed)).toBe(viridis);
});

test('the strongest value of one sign has the same colour, whichever the sign', () => {
  const negative = signedColormap(viridis, 'negative', mixed);
  expect(entry(negative.lut, 0)).toEqual(entry(viridis.lut, 255));
  expect(entry(negative.lut, 100)).toEqual(entry(viridis.lut, 155));
  expect(entry(negative.lut, 255)).toEqual(entry(viridis.lut, 0));
  expect(signedColormap(viridis, 'negative', mixed)).toBe(negative);
  expect(signedColormap(diverging, 'negative', mixed)).toBe(diverging);
});

test('one slightly negative cell does not change the colours of all others', () => {
  const slight = coloringOf([Float32Array.of(-0.01, 0, 3)], 'viridis');
  expect(slight.colormap).toBe(viridis);
  expect(slight.range.low).toBeCloseTo(-0.01, 6);
  expect(coloringOf([Float32Array.of(-0.5, 0, 3)], 'viridis').colormap).toBe(diverging);
  expect(coloringOf([Float32Array.of(-3, 0, 0.01)], 'viridis').colormap).toBe(viridis);
});

test('draws a map with both signs on a diverging scale about zero, whatever was chosen', () => {
  const signed = coloringOf([Float32Array.of(-1, 0, 3)], 'viridis');
  expect(signed).toEqual({ colormap: diverging, sign: 'both', range: { low: -3, high: 3 } });
  const positive = coloringOf([Float32Array.of(1, 2, 3)], 'viridis');
  expect(positive).toEqual({ colormap: viridis, sign: 'both', range: { low: 1, high: 3 } });
});
