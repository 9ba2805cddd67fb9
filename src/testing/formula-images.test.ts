import { expect, it } from 'vitest';
import { formulaImage } from './formula-images.ts';
import faces from './golden/faces.json' with { type: 'json' };
import objects from './golden/objects.json' with { type: 'json' };

const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => total + byte, 0);

it.each(['a', 'b'] as const)('formula image %s has the checksum of the goldens', (which) => {
  const image = formulaImage(which);
  expect(image).toHaveLength(224 * 224 * 3);
  expect(sum(image)).toBe(objects.imageChecksum[which]);
  expect(sum(image)).toBe(faces.imageChecksum[which]);
});

it('starts as worked by hand: tri(22) = 233, tri(62) = 193, tri(102) = 153', () => {
  expect([...formulaImage('a').slice(0, 3)]).toEqual([233, 193, 153]);
});
