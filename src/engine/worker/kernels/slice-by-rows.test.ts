import { setBackend, slice, tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { startWasm } from '../../../testing/start-wasm.ts';

beforeAll(startWasm);

const axes = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 5 }), from: fc.nat(), length: fc.nat(), rest: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

it('cuts out what lies there, of any number of axes', async () => {
  await setBackend('wasm');
  await fc.assert(
    fc.asyncProperty(axes, async (cuts) => {
      const shape = cuts.map(({ size }) => size);
      const begin = cuts.map(({ size, from }) => from % size);
      const size = cuts.map(({ size: whole, length, rest }, i) =>
        rest ? -1 : 1 + (length % (whole - begin[i]!)),
      );
      const count = shape.reduce((all, one) => all * one, 1);
      const x = tensor(
        Float32Array.from({ length: count }, (_, i) => i),
        shape,
      );
      const piece = slice(x, begin, size);
      const values = await piece.data();
      const lengths = piece.shape;
      const wanted = Array.from({ length: values.length }, (_, k) => {
        let rest = k;
        const place = lengths.map(() => 0);
        for (let i = lengths.length - 1; i >= 0; i--) {
          place[i] = begin[i]! + (rest % lengths[i]!);
          rest = Math.floor(rest / lengths[i]!);
        }
        return place.reduce((sum, p, i) => sum * shape[i]! + p, 0);
      });
      expect(lengths).toEqual(size.map((one, i) => (one === -1 ? shape[i]! - begin[i]! : one)));
      expect([...values]).toEqual(wanted);
      x.dispose();
      piece.dispose();
    }),
    { seed: 5, numRuns: 200 },
  );
  expect(() => slice(tensor([1, 2, 3]), [2], [2])).toThrow();
});
