import { describe, expect, it } from 'vitest';
import { classScores } from '../classifier/classifier.ts';
import { argmax } from '../few-shot/prototypes.ts';
import { random } from '../random.ts';
import { row, vectorTable } from '../retrieval/vector-table.ts';
import { chanceOf, DEFAULTS, foldsOf, rightOfFold, wilson } from './cross-validation.ts';
import { crossEntropy, fitProbe, PENALTY, TOLERANCE, unfit } from './linear-probe.ts';
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

function accuracyOf({ table, labels, classes }: ReturnType<typeof clouds>): number {
  const task = { ...DEFAULTS, table, labels, classes };
  const right = Array.from({ length: task.folds }, (_, fold) => rightOfFold(task, fold));
  return right.reduce((sum, one) => sum + one, 0) / labels.length;
}

describe('the linear probe', () => {
  it('has the closed form of two points: W along their difference, the boundary halfway', () => {
    const table = vectorTable([Float32Array.of(1, 3), Float32Array.of(5, 3)]);
    const probe = fitProbe(table, [0, 1], [0, 1], ['left', 'right']);
    const z = (x: number) => classScores(probe, [x, 3]);
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
    const right = rows.filter((i) => argmax(classScores(probe, row(table, i))) === labels[i]);
    expect(right.length / rows.length).toBeGreaterThan(0.95);
    expect(accuracyOf(clouds(4, 20))).toBeGreaterThan(0.9);
    const noise = clouds(0, 40);
    expect(chanceOf(noise.labels)).toBeCloseTo(1 / 3, 12);
    expect(Math.abs(accuracyOf(noise) - 1 / 3)).toBeLessThan(0.12);
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

  it('descends by the gradient of what it minimises, by finite differences', () => {
    const { table, labels } = clouds(1, 4);
    const features = labels.map((_, i) => Float64Array.from(row(table, i)));
    const loss = crossEntropy(features, labels, 3, 0.3);
    const stream = random(2);
    const at = Float64Array.from({ length: 3 * 7 }, () => stream.normal());
    const gradient = new Float64Array(at.length);
    loss(at, gradient);
    for (const [i, slope] of gradient.entries()) {
      const moved = (by: number) =>
        loss(
          at.map((x, k) => (k === i ? x + by : x)),
          new Float64Array(at.length),
        );
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(slope, 7);
    }
  });

  it('is what plain gradient descent on the features as they are comes to', () => {
    // Features of mean 0 and standard deviation 1, so that both minimise one and the same function.
    const table = vectorTable(
      [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [x, x].map((v) => Float32Array.of(v, y)))),
    );
    const labels = [0, 0, 1, 0, 2, 1, 2, 2];
    const classes = ['a', 'b', 'c'];
    const probe = fitProbe(table, [...labels.keys()], labels, classes);
    expect(probe.gradient).toBeLessThanOrEqual(TOLERANCE);
    const loss = crossEntropy(
      labels.map((_, i) => Float64Array.from(row(table, i))),
      labels,
      3,
      PENALTY,
    );
    let at = new Float64Array(9);
    const gradient = new Float64Array(9);
    for (let step = 0; step < 4000; step++) {
      loss(at, gradient);
      at = at.map((x, i) => x - 0.5 * gradient[i]!);
    }
    for (let t = 0; t < 3; t++)
      for (let k = 0; k < 2; k++) expect(probe.weights[t * 2 + k]).toBeCloseTo(at[t * 3 + k]!, 4);
  });

  it('says the same whatever the embedding is scaled and shifted by', () => {
    const { table, labels, rows, classes } = clouds(2, 10);
    const other = { ...table, data: table.data.map((x) => 5 * x - 3) };
    const [a, b] = [fitProbe(table, rows, labels, classes), fitProbe(other, rows, labels, classes)];
    for (const i of rows) {
      const [own, moved] = [classScores(a, row(table, i)), classScores(b, row(other, i))];
      for (const [t, z] of own.entries()) expect(moved[t]! - moved[0]!).toBeCloseTo(z - own[0]!, 3);
    }
  });

  it('refuses one class, and classes of few images, in words', () => {
    expect(unfit([])).toContain('no classes');
    expect(unfit([{ name: 'cat', images: 9 }])).toContain('one class, “cat”');
    const classes = [
      { name: 'cat', images: 5 },
      { name: 'dog', images: 4 },
    ];
    expect(unfit(classes)).toContain('5 images at least: “dog” has 4.');
    expect(unfit(classes.slice(0, 1).concat({ name: 'dog', images: 5 }))).toBeNull();
  });
});

describe('cross-validation', () => {
  it('deals every class out evenly, by the seed', () => {
    const labels = Array.from({ length: 23 }, (_, i) => (i < 8 ? 0 : 1));
    const deal = (seed: number) => foldsOf({ labels, classes: ['a', 'b'], folds: 5, seed });
    for (const label of [0, 1]) {
      const sizes = [0, 1, 2, 3, 4].map(
        (fold) => deal(1).filter((one, i) => one === fold && labels[i] === label).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    expect(deal(1)).toEqual(deal(1));
    expect(deal(2)).not.toEqual(deal(1));
  });

  it('has Wilson’s interval', () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
    expect(wilson(10, 10).high).toBeCloseTo(1, 12);
    expect(wilson(0, 10).low).toBeCloseTo(0, 12);
  });

  it('has an interval that holds the true share 95 times in 100, taken over shares; of many pictures for each', () => {
    /** Exact, by the binomial distribution. */
    const coverage = (count: number, share: number) => {
      let covered = 0;
      let chance = (1 - share) ** count;
      for (let right = 0; right <= count; right++) {
        const { low, high } = wilson(right, count);
        if (low <= share && share <= high) covered += chance;
        chance *= ((count - right) / (right + 1)) * (share / (1 - share));
      }
      return covered;
    };
    const shares = Array.from({ length: 76 }, (_, i) => 0.2 + i / 100);
    for (const count of [15, 20, 30, 60, 100]) {
      const each = shares.map((share) => coverage(count, share));
      const mean = each.reduce((a, b) => a + b, 0) / each.length;
      expect(mean).toBeGreaterThan(0.945);
      expect(mean).toBeLessThan(0.955);
      // So few right or wrong answers as 15 pictures give leave gaps for single shares: 0.914 to 0.982.
      expect(Math.min(...each)).toBeGreaterThan(count < 60 ? 0.91 : 0.93);
      expect(Math.max(...each)).toBeLessThan(count < 60 ? 0.985 : 0.975);
    }
  });
});
