import { describe, expect, it } from 'vitest';
import { argmax } from '../few-shot/prototypes.ts';
import { random } from '../random.ts';
import { row, vectorTable } from '../retrieval/vector-table.ts';
import { crossValidate, fitProbe, probeLogits } from './linear-probe.ts';
import { minimize } from './minimize.ts';

describe('minimize', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const found = minimize(
      (at, gradient) => {
        const [x, y] = at as unknown as [number, number];
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      Float64Array.of(-1.2, 1),
      { tolerance: 1e-8 },
    );
    expect(found.converged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 6);
    expect(found.at[1]).toBeCloseTo(1, 6);
  });
});

/** Three clouds in six dimensions, one of which says nothing. */
function clouds(apart: number, each: number) {
  const stream = random(5);
  const labels = Array.from({ length: 3 * each }, (_, i) => i % 3);
  const table = vectorTable(
    labels.map((label) =>
      Float32Array.from({ length: 6 }, (_, k) => (k === 5 ? 7 : stream.normal() + (k === label ? apart : 0))),
    ),
  );
  return { table, labels, rows: [...labels.keys()], classes: ['a', 'b', 'c'] };
}

describe('the linear probe', () => {
  it('has the closed form of two points: W along their difference, the boundary halfway', () => {
    const table = vectorTable([Float32Array.of(1, 3), Float32Array.of(5, 3)]);
    const probe = fitProbe(table, [0, 1], [0, 1], ['left', 'right']);
    const z = (x: number) => probeLogits(probe, [x, 3]);
    expect(z(3)[0]).toBeCloseTo(z(3)[1]!, 6);
    // Standardised, the two lie at −1 and 1, and the minimum is where σ(−2v) = λ v; solved by bisection.
    let [low, high] = [0, 10];
    for (let i = 0; i < 100; i++) {
      const v = (low + high) / 2;
      if (1 / (1 + Math.exp(2 * v)) > 0.01 * v) low = v;
      else high = v;
    }
    expect(z(5)[1]! - z(5)[0]!).toBeCloseTo(2 * low, 4);
    expect(probe.converged).toBe(true);
  });

  it('tells clouds apart that lie apart, and says chance of noise', () => {
    const { table, labels, rows, classes } = clouds(4, 20);
    const probe = fitProbe(table, rows, labels, classes);
    expect(probe.converged).toBe(true);
    const right = rows.filter((i) => argmax(probeLogits(probe, row(table, i))) === labels[i]);
    expect(right.length / rows.length).toBeGreaterThan(0.95);
    expect(crossValidate(table, rows, labels, classes).accuracy).toBeGreaterThan(0.9);
    const noise = clouds(0, 40);
    const { accuracy, chance } = crossValidate(noise.table, noise.rows, noise.labels, classes);
    expect(chance).toBeCloseTo(1 / 3, 12);
    expect(Math.abs(accuracy - chance)).toBeLessThan(0.12);
  });

  it('does not depend on the order of the images', () => {
    const { table, labels, rows, classes } = clouds(2, 10);
    const turned = [...rows].reverse();
    const [a, b] = [
      fitProbe(table, rows, labels, classes),
      fitProbe(
        table,
        turned,
        turned.map((i) => labels[i]!),
        classes,
      ),
    ];
    for (const [i, weight] of a.weights.entries()) expect(b.weights[i]).toBeCloseTo(weight, 4);
  });
});
