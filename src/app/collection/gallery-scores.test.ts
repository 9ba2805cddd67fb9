import { expect, it } from 'vitest';
import { METRICS } from '../../core/metrics/index.ts';
import { random } from '../../core/random.ts';
import { comparisonsOf, scoreGallery } from './gallery-scores.ts';

const table = (count: number, length: number) => {
  const stream = random(9);
  return { data: Float32Array.from({ length: count * length }, () => stream.uniform()), count, length };
};

it('what a gallery’s scores take is told by their comparisons, of few pictures and of many', () => {
  const time = (count: number, classes: number) => {
    const labels = Array.from({ length: count }, (_, i) => `class ${i % classes}`);
    const vectors = table(count, 128);
    const begun = performance.now();
    scoreGallery(METRICS.cosine, vectors, labels, () => undefined);
    return (performance.now() - begun) / comparisonsOf(labels);
  };
  time(200, 10);
  // A neighbour on the machine makes one of them wrong now and then.
  const ratios = Array.from({ length: 5 }, () => time(200, 10) / time(600, 25));
  expect(
    ratios.some((ratio) => Math.max(ratio, 1 / ratio) <= 1.5),
    ratios.join(),
  ).toBe(true);
});

it('pictures without a class, or alone in theirs, are hits and no queries', () => {
  const singly = comparisonsOf(['a', null, 'b']);
  expect(comparisonsOf(['a', null, 'a']) - singly).toBe(2 * 3);
  expect(comparisonsOf([null, null, null])).toBeLessThan(singly);
});
