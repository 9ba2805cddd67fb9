import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../random.ts';
import { vectorTable } from '../retrieval/vector-table.ts';
import { episodeAccuracy, episodes, meanAccuracy } from './episodes.ts';
import { logits, prototype, softmax } from './prototypes.ts';

const golden = JSON.parse(
  readFileSync(new URL('../../testing/golden/objective.json', import.meta.url), 'utf8'),
) as {
  pooled: Record<'A' | 'B' | 'C' | 'D', number[]>;
  prototypes: {
    classes: Record<string, number[]>;
    squaredDistances: number[];
    probabilities: number[];
  };
};

describe('prototypes', () => {
  it('give the distances and probabilities of the worked example', () => {
    const { classes, squaredDistances, probabilities } = golden.prototypes;
    const { A: query, B: b, C: c, D: d } = golden.pooled;
    const found = [prototype([b, d]), prototype([c])];
    expect([...found[0]!]).toEqual(classes.c0);
    expect([...found[1]!]).toEqual(classes.c1);
    const z = logits(query, found, 'euclidean');
    for (const [i, value] of z.entries()) expect(value).toBeCloseTo(-squaredDistances[i]!, 9);
    for (const [i, p] of softmax(z).entries()) expect(p).toBeCloseTo(probabilities[i]!, 9);
  });

  it('divide the cosine by the temperature', () => {
    expect([
      ...logits(
        [1, 0],
        [
          [2, 0],
          [0, 3],
        ],
        'cosine',
        0.5,
      ),
    ]).toEqual([2, 0]);
  });

  it('do not overflow', () => {
    expect([...softmax([1000, 1000])]).toEqual([0.5, 0.5]);
  });
});

describe('episodes', () => {
  const labels = Array.from({ length: 60 }, (_, i) => (i % 7 === 6 ? null : `class ${i % 6}`));
  const shape = { ways: 3, shots: 2, queries: 3 };

  it('draw classes and images once each, the same for the same seed', () => {
    const drawn = [...episodes(labels, shape, 20, 4)];
    expect(drawn).toEqual([...episodes(labels, shape, 20, 4)]);
    expect(drawn).not.toEqual([...episodes(labels, shape, 20, 5)]);
    for (const { classes, support, queries } of drawn) {
      expect(new Set(classes).size).toBe(3);
      const rows = [...support, ...queries].flat();
      expect(new Set(rows).size).toBe(3 * 5);
      for (const [i, label] of classes.entries())
        expect([...support[i]!, ...queries[i]!].every((index) => labels[index] === label)).toBe(true);
    }
  });

  it('say what is missing', () => {
    expect(() => [...episodes(['a', 'a', 'b'], { ways: 2, shots: 1, queries: 1 }, 1, 1)]).toThrow(
      '1 class has 2 images or more; 2 are needed.',
    );
  });

  it('are all right where classes lie apart, and at chance where they are noise', () => {
    const stream = random(3);
    const of = (spread: number) =>
      vectorTable(
        labels.map((label) =>
          Float32Array.from({ length: 4 }, (_, k) =>
            label === `class ${k}` ? 1 : spread * stream.normal() + (label === 'class 4' ? -1 : 0),
          ),
        ),
      );
    const accuracy = (table: ReturnType<typeof of>) =>
      meanAccuracy([...episodes(labels, shape, 600, 1)].map((e) => episodeAccuracy(table, e, 'euclidean')));
    expect(accuracy(of(0.01)).mean).toBeGreaterThan(0.95);
    const noise = vectorTable(labels.map(() => Float32Array.from({ length: 4 }, () => stream.normal())));
    expect(Math.abs(accuracy(noise).mean - 1 / 3)).toBeLessThan(0.05);
  });

  it('count as right what lies nearest to the mean of its class, by plain distances', () => {
    const stream = random(5);
    const rows = labels.map((label) =>
      [0, 1, 2].map((k) => stream.normal() + (label === `class ${k}` ? 1 : 0)),
    );
    const table = vectorTable(rows.map((row) => Float32Array.from(row)));
    for (const episode of episodes(labels, shape, 40, 2)) {
      const means = episode.support.map((own) =>
        [0, 1, 2].map((k) => own.reduce((sum, i) => sum + Math.fround(rows[i]![k]!), 0) / own.length),
      );
      const apart = (i: number, mean: readonly number[]) =>
        Math.hypot(...mean.map((value, k) => value - Math.fround(rows[i]![k]!)));
      const queries = episode.queries.flatMap((own, label) => own.map((i) => ({ i, label })));
      const right = queries.filter(({ i, label }) =>
        means.every((mean, other) => other === label || apart(i, mean) > apart(i, means[label]!)),
      );
      expect(episodeAccuracy(table, episode, 'euclidean')).toBe(right.length / queries.length);
    }
  });

  it('state the usual interval', () => {
    const { mean, half } = meanAccuracy([0.5, 0.7, 0.6, 0.8]);
    expect(mean).toBeCloseTo(0.65, 12);
    expect(half).toBeCloseTo((1.96 * Math.sqrt(0.05 / 3)) / 2, 12);
  });

  it('state an interval that holds the accuracy of ever more episodes 95 times in 100', () => {
    const stream = random(6);
    // An episode is easy (9 of 10 right) or hard (half), as likely; fifteen queries each.
    const episode = () => {
      const share = stream.uniform() < 0.5 ? 0.9 : 0.5;
      return Array.from({ length: 15 }, () => stream.uniform() < share).filter(Boolean).length / 15;
    };
    const tables = 400;
    let covered = 0;
    for (let table = 0; table < tables; table++) {
      const { mean, half } = meanAccuracy(Array.from({ length: 600 }, episode));
      if (Math.abs(mean - 0.7) <= half) covered += 1;
    }
    expect(covered / tables).toBeGreaterThanOrEqual(0.93);
    expect(covered / tables).toBeLessThanOrEqual(0.97);
  });
});
