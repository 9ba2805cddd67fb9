import { describe, expect, it } from 'vitest';
import { random } from '../random.ts';
import { DEFAULTS, rightOfFold } from './cross-validation.ts';
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
  it('is told by a little of it', () => {
    const task = made(300, 6, 96, 0.5);
    const all = [...task.labels.keys()];
    const whole = () => {
      const begun = performance.now();
      fitProbe(task.table, all, task.labels, task.classes, task.penalty);
      for (let fold = 0; fold < task.folds; fold++) rightOfFold(task, fold);
      return performance.now() - begun;
    };
    whole();
    // A neighbour on the machine makes one of them wrong now and then.
    const ratios = Array.from({ length: 5 }, () => paceOfProbe(task, () => performance.now()) / whole());
    expect(
      ratios.some((ratio) => Math.max(ratio, 1 / ratio) <= 1.5),
      ratios.join(),
    ).toBe(true);
  });
});
