import { describe, expect, it } from 'vitest';
import { random } from '../random.ts';
import { DEFAULTS } from './cross-validation.ts';
import { fitProbe } from './linear-probe.ts';
import { paceOfProbe } from './pace-of-probe.ts';

/** Classes that overlap: each image lies about the middle of its own, all numbers drawn evenly. */
function made(images: number, classes: number, length: number, apart: number) {
  const stream = random(3);
  const middles = Array.from({ length: classes * length }, () => apart * stream.uniform());
  const data = Float32Array.from({ length: images * length }, (_, at) => {
    const label = Math.floor(at / length) % classes;
    return middles[label * length + (at % length)]! + stream.uniform();
  });
  return {
    ...DEFAULTS,
    table: { data, count: images, length },
    labels: Array.from({ length: images }, (_, i) => i % classes),
    classes: Array.from({ length: classes }, (_, i) => String(i)),
  };
}

describe('how long a probe takes', () => {
  it('is told by a fit to a few of the images, within a factor of 1.5', () => {
    for (const task of [made(300, 6, 96, 0.5), made(500, 3, 32, 1), made(400, 25, 48, 0.8)]) {
      const all = [...task.labels.keys()];
      // A clock on which one pass over all images takes one millisecond: what comes out are passes, and the little that
      // a step takes beside them.
      let now = 0;
      const passes = paceOfProbe(task, () => now++);
      const { iterations } = fitProbe(task.table, all, task.labels, task.classes, task.penalty);
      const ratio = passes / (iterations * task.folds);
      expect(Math.max(ratio, 1 / ratio), String(ratio)).toBeLessThanOrEqual(1.5);
    }
  });
});
