import fc from 'fast-check';
import { expect, it } from 'vitest';
import { permute, range, sizeOf, stridesOf, transposed } from './dims.ts';

it('puts axes in any order, of any sizes', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      shapes.filter((dims) => sizeOf(dims) < 5000),
      fc.integer(),
      (dims, seed) => {
        const order = range(dims.length).sort((x, y) => ((x * 7 + seed) % 5) - ((y * 7 + seed) % 5));
        const data = Float32Array.from(range(sizeOf(dims)));
        const got = transposed(data, dims, order);
        const [to, from] = [permute(dims, order), permute(stridesOf(dims), order)];
        const places = stridesOf(to);
        for (let k = 0; k < got.length; k++) {
          const source = to.reduce((sum, d, i) => sum + (Math.floor(k / places[i]!) % d) * from[i]!, 0);
          if (got[k] !== source) return false;
        }
        return got.length === data.length;
      },
    ),
    { seed: 3, numRuns: 300 },
  );
  expect(transposed(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0])).toEqual(
    Float32Array.of(1, 4, 2, 5, 3, 6),
  );
});
