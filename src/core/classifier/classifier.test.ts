import { describe, expect, it } from 'vitest';
import { arraySide, reluTail } from '../../testing/array-side.ts';
import golden from '../../testing/golden/objective.json' with { type: 'json' };
import { mapContext } from '../../testing/map-context.ts';
import { gradCam as gradCamMethod } from '../methods/grad-cam.ts';
import { linearObjective } from '../objective/linear-objective.ts';
import { CLASS_METHODS } from './class-methods.ts';
import { classScores, classWeights, initialRelevance, relevanceOfClass } from './classifier.ts';

const { A1, A2, conv1x1, fc, logits, target, relevancePooled } = golden.classifier;
const classifier = { classes: ['a', 'b'], weights: fc.flat(), bias: [0, 0] };
const pooled = A2[0]!.map((_, k) => A2.reduce((sum, place) => sum + place[k]!, 0) / A2.length);
const K = A1[0]!.length;
const tail = reluTail(Float64Array.from(conv1x1.flat()), new Float64Array(conv1x1.length));

function near(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(1e-9);
}
const weighted = (places: readonly (readonly number[])[], weights: ArrayLike<number>) =>
  places.map((place) => place.reduce((sum, value, k) => sum + value * weights[k]!, 0));
const means = (values: Float64Array, channels: number) =>
  Array.from({ length: channels }, (_, k) =>
    [...values].reduce(
      (sum, value, i) => sum + (i % channels === k ? value / (values.length / channels) : 0),
      0,
    ),
  );

describe('the worked example of a classifier, to 1e-9', () => {
  it('scores, and the contrast that relevance begins with', () => {
    near(classScores(classifier, pooled), logits);
    near(initialRelevance(2, target), golden.classifier.initialRelevance);
  });

  it('CAM', () => near(weighted(A2, classWeights(classifier, target)), golden.classifier.cam));

  it('Grad-CAM at both maps', () => {
    const row = Float32Array.from(classWeights(classifier, target));
    near(weighted(A2, row), golden.classifier.gradCam.A2);
    const flat = Float64Array.from(A1.flat());
    const sums = means(tail.pullBack(flat, K, row), K).map((mean) => mean * A1.length);
    near(weighted(A1, sums), golden.classifier.gradCam.A1);
  });

  it('Relevance-CAM at the pooled vector and at both maps', () => {
    const R = relevanceOfClass(classifier, pooled, target);
    near(R, relevancePooled);
    const { A2: last, A1: first } = golden.classifier.relevanceCam;
    // The mean's rule keeps a channel's relevance, and every channel of A2 fires.
    const weights = R.map((value) => value / A2.length);
    near(weights, last.weights);
    near(weighted(A2, weights), last.map);
    const below = means(tail.relevance(Float64Array.from(A1.flat()), K, R), K);
    near(below, first.weights);
    near(weighted(A1, below), first.map);
  });

  it('and a side of plain arrays gives the weights of the lower map', async () => {
    const side = arraySide(A1.flat(), [2, 2, K], tail);
    const found = await side.relevance(Float32Array.from(relevanceOfClass(classifier, pooled, target)));
    for (const [k, weight] of golden.classifier.relevanceCam.A1.weights.entries())
      expect(found[k]).toBeCloseTo(weight, 6);
  });
});

describe('a class’s score as an objective', () => {
  const x = [0.5, 2, -1];
  const row = classWeights(classifier, target);
  const score = linearObjective(row, 0.25);

  it('is its terms and its bias, and its gradient is W’s row, by finite differences', () => {
    expect(score.value(x)).toBeCloseTo(score.total(x) + 0.25, 12);
    expect(score.terms(x).reduce((sum, term) => sum + term, 0)).toBeCloseTo(score.total(x), 12);
    for (const [k, slope] of score.gradient(x).entries()) {
      const moved = (by: number) => score.value(x.map((value, i) => (i === k ? value + by : value)));
      expect((moved(1e-3) - moved(-1e-3)) / 2e-3).toBeCloseTo(slope, 9);
    }
  });

  it('makes Grad-CAM of the pair’s own method, at both maps', async () => {
    for (const [map, below, expected] of [
      [A1, tail, golden.classifier.gradCam.A1],
      [A2, undefined, golden.classifier.gradCam.A2],
    ] as const) {
      const side = arraySide(map.flat(), [2, 2, map[0]!.length], below);
      const made = await gradCamMethod.map(side, {
        ...mapContext(side.vectors),
        objective: () => score,
      });
      for (const [p, value] of expected.entries()) expect(made.map[p]).toBeCloseTo(value, 5);
    }
  });

  it('of a normalised embedding: CAM adds up to the score less its bias, Grad-CAM takes away what lies along it', () => {
    const length = Math.hypot(...x);
    const vectors = {
      pooled: Float32Array.from(x),
      embedding: Float32Array.from(x, (value) => value / length),
      norm: length,
    };
    const total = (of: Float32Array) => of.reduce((sum, w, k) => sum + w * x[k]!, 0);
    expect(total(CLASS_METHODS.cam.ofEmbedding(classifier, vectors, target))).toBeCloseTo(
      classScores(classifier, vectors.embedding)[target]!,
      6,
    );
    expect(total(CLASS_METHODS['grad-cam'].ofEmbedding(classifier, vectors, target))).toBeCloseTo(0, 6);
  });
});
